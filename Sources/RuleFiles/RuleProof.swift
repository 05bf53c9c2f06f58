import Crypto
import Foundation
import Settings

/// Remembers that the files of a `Rules` folder were read whole and held against each other: whoever reads the same bytes
/// again need not parse them, nor decode the examples, which take half of them and decide nothing, nor look up every
/// name a second time.
///
/// Kept where the pages of earlier runs are kept, and like them it changes no result: a folder with a single byte changed
/// is read whole.
public struct RuleProof: Sendable {
  private let file: URL
  private let tool: String
  /// Raised where loading asks more of a rule than before, or settings are kept otherwise.
  private static let schema = 2

  /// - Parameters:
  ///   - folder: that of the cache.
  ///   - tool: the version of this program.
  public init(folder: String, tool: String) {
    file = URL(fileURLWithPath: folder).appending(path: "rules")
    self.tool = tool
  }

  /// What the files said when they were read, rules without their examples.
  struct Known: Sendable {
    fileprivate let bytes: [UInt8]
    /// By name below the folder.
    fileprivate let places: [String: Range<Int>]

    /// - Parameter path: what places call the file.
    func setting(of name: String, path: String) -> Setting? {
      guard let range = places[name] else { return nil }
      return bytes.withUnsafeBytes { bytes in
        var reader = SettingBytes.Reader(bytes, range, depthLimit: YAMLFile.depthLimit)
        return try? reader.setting(file: path)
      }
    }
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

  /// What is known of a folder; nil where it was never read whole, or what was kept of it is damaged.
  func known(_ digest: String) -> Known? {
    guard let data = try? Data(contentsOf: file) else { return nil }
    let (bytes, head) = ([UInt8](data), head(digest))
    let end = bytes.count - SHA256.byteCount
    guard end >= head.count, bytes.starts(with: head), SHA256.hash(data: bytes[..<end]).elementsEqual(bytes[end...])
    else { return nil }
    return bytes.withUnsafeBytes { all in
      var reader = SettingBytes.Reader(all, head.count..<end, depthLimit: YAMLFile.depthLimit)
      var places: [String: Range<Int>] = [:]
      while reader.at < end {
        guard let name = try? reader.text(), let range = try? reader.range() else { return nil }
        places[name] = range
      }
      return Known(bytes: bytes, places: places)
    }
  }

  /// A folder that cannot be written costs only the next run's time.
  func note(_ digest: String, _ settings: [(name: String, setting: Setting)]) {
    var bytes = head(digest)
    for (name, setting) in settings {
      var body: [UInt8] = []
      SettingBytes.append(setting, to: &body)
      SettingBytes.append(name, to: &bytes)
      SettingBytes.append(body.count, to: &bytes)
      bytes += body
    }
    bytes += SHA256.hash(data: bytes)
    try? FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? Data(bytes).write(to: file, options: .atomic)
  }

  private func head(_ digest: String) -> [UInt8] { Array("\(Self.schema) \(tool) \(digest)\n".utf8) }
}
