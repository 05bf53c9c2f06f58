import Foundation
import Links
import Synchronization

/// Results of the last 24 hours, in one file beside the manifest. A file that cannot be read or is another version's
/// counts as none.
public final class ProbeCache: Sendable {
  private static let schema = 1

  private struct File: Codable {
    var schema: Int
    var tool: String
    var entries: [String: Entry]
  }

  private struct Entry: Codable {
    /// Seconds since 1970.
    let at: Double
    let allowPrivate: Bool
    let verdict: ProbeVerdict
  }

  private let url: URL
  private let tool: String
  private let keeps: Double
  private let now: @Sendable () -> Double
  private let entries: Mutex<[String: Entry]>

  /// - Parameters:
  ///   - folder: the cache's folder, such as `.gongkai-cache` beside the manifest; made when results are saved.
  ///   - tool: the tool's version; results of another version are not used.
  ///   - now: the clock, in seconds since 1970.
  public init(
    folder: String, tool: String, policy: ProbePolicy = ProbePolicy(), now: (@Sendable () -> Double)? = nil
  ) {
    url = URL(fileURLWithPath: folder).appending(path: "probes.json")
    (self.tool, self.now) = (tool, now ?? { Date().timeIntervalSince1970 })
    keeps = Double(policy.keeps.components.seconds)
    let file = (try? Data(contentsOf: url)).flatMap { try? JSONDecoder().decode(File.self, from: $0) }
    let usable = file.map { $0.schema == Self.schema && $0.tool == tool } ?? false
    entries = Mutex(usable ? file?.entries ?? [:] : [:])
  }

  func verdict(for url: String, allowPrivate: Bool) -> ProbeVerdict? {
    let now = now()
    return entries.withLock { entries in
      guard let entry = entries[url], entry.allowPrivate == allowPrivate, entry.at <= now, now - entry.at < keeps else {
        return nil
      }
      return entry.verdict
    }
  }

  /// Remembers results, forgets old ones, and saves; a folder that cannot be written costs only the memory.
  func add(_ verdicts: [(url: String, verdict: ProbeVerdict)], allowPrivate: Bool) {
    let now = now()
    let all = entries.withLock { entries in
      for (url, verdict) in verdicts {
        if let known = entries[url], known.verdict == verdict, known.allowPrivate == allowPrivate,
          now - known.at < keeps
        {
          continue
        }
        entries[url] = Entry(at: now, allowPrivate: allowPrivate, verdict: verdict)
      }
      entries = entries.filter { now - $0.value.at < keeps }
      return entries
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    guard let data = try? encoder.encode(File(schema: Self.schema, tool: tool, entries: all)) else { return }
    try? FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? data.write(to: url, options: .atomic)
  }
}
