import Foundation

/// What a host answers for a page that cannot exist: some say 200, and then the same answer elsewhere means nothing.
actor ImpossiblePages {
  private struct Print: Sendable {
    /// Where the redirects ended, if there were any.
    let end: ProbeURL?
    let shape: String
  }

  private var prints: [String: Task<Print?, Never>] = [:]

  /// Whether an answer is the one that the host gives for anything.
  func isSame(_ answer: ProbeSession.Answer, session: ProbeSession) async -> Bool {
    let origin = answer.url.origin
    let task: Task<Print?, Never>
    if let known = prints[origin] {
      task = known
    } else {
      let probe = answer.url.with(path: "/gongkai-\(Self.word(of: origin)).html")
      task = Task { await Self.print(of: probe, session: session) }
      prints[origin] = task
    }
    guard let print = await task.value else { return false }
    if let end = print.end, !answer.hops.isEmpty { return end == answer.url }
    return print.end == nil && print.shape == Self.shape(answer.response.body, of: answer.url)
  }

  /// nil where the host rightly refuses what does not exist.
  private static func print(of url: ProbeURL, session: ProbeSession) async -> Print? {
    guard case .answered(let answer) = await session.follow(.GET, from: url), answer.response.status == 200 else {
      return nil
    }
    return Print(
      end: answer.hops.isEmpty ? nil : answer.url, shape: shape(answer.response.body, of: answer.url))
  }

  /// The body without what changes from one answer to the next: the address asked for, digits, white space.
  private static func shape(_ body: [UInt8], of url: ProbeURL) -> String {
    let text = String(decoding: body, as: UTF8.self)
    let decoded = url.path.removingPercentEncoding ?? url.path
    let parts = [url.path, decoded].flatMap { path in [path[...]] + path.split(separator: "/") }
    let plain = parts.reduce(text) { text, part in
      part.count < 3 ? text : text.split(separator: part, omittingEmptySubsequences: false).joined()
    }
    return String(plain.unicodeScalars.filter { !("0"..."9").contains($0) && $0.value > 0x20 }.map(Character.init))
  }

  /// A word that no page is named, the same on every run.
  private static func word(of origin: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in origin.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return String(hash, radix: 36)
  }
}
