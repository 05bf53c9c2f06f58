import Crypto
import Foundation

/// Remembers that the files of a `Rules` folder were read whole and held against each other: whoever reads the same bytes
/// again need not decode the examples, which take half of them and decide nothing, nor look up every name a second time.
///
/// Kept where the pages of earlier runs are kept, and like them it changes no result: a folder with a single byte changed
/// is read whole.
public struct RuleProof: Sendable {
  private let file: URL
  private let tool: String
  /// Raised where loading asks more of a rule than before.
  private static let schema = 1

  /// - Parameters:
  ///   - folder: that of the cache.
  ///   - tool: the version of this program.
  public init(folder: String, tool: String) {
    file = URL(fileURLWithPath: folder).appending(path: "rules-1")
    self.tool = tool
  }

  /// What tells one folder of rules from another: the names of its files and their bytes.
  static func digest(_ files: [(name: String, bytes: Data?)]) -> String {
    var hash = SHA256()
    for (name, bytes) in files {
      hash.update(data: Data("\(name)\u{0}\(bytes?.count ?? -1)\u{0}".utf8))
      if let bytes { hash.update(data: bytes) }
    }
    return hash.finalize().map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
  }

  func holds(_ digest: String) -> Bool { (try? Data(contentsOf: file)) == written(digest) }

  /// A folder that cannot be written costs only the next run's time.
  func note(_ digest: String) {
    try? FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? written(digest).write(to: file, options: .atomic)
  }

  private func written(_ digest: String) -> Data { Data("\(Self.schema) \(tool) \(digest)\n".utf8) }
}
