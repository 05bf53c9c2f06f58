#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The words by which a link says that it leads to handling a matter.
enum ServiceWords {
  private static let phrases = [
    "我要办", "办理", "在线办", "立即办", "马上办", "网上办", "一键办", "去办", "办事", "申办", "一网通办", "我要申报", "在线申请", "网上申请", "立即申请", "我要申请",
  ]
  private static let notService = [
    "办事处", "主办", "承办", "协办", "督办", "举办", "办公", "办理结果", "办理情况", "办法", "建议办理", "留言办理", "办理答复",
  ]

  /// The link's words where they are such; a long title that only mentions 办理 is none.
  static func mark(of anchor: borrowing AnchorText, _ page: UnsafeBufferPointer<UInt8>) -> String? {
    if anchor.hasOwnMark, anchor.count <= 40 { return anchor.text.isEmpty ? "办" : anchor.text }
    // Nearly every link falls here: no 办 and no 申 in its few characters.
    if anchor.count <= 12, anchor.mayBeService {
      let text = withoutBlanks(anchor.text)
      if isService(text) { return text }
    }
    // Shorter than one of them is no word.
    if let title = anchor.title, title.count <= 36, title.count >= 3 {
      let bytes = UnsafeBufferPointer(rebasing: page[title])
      if mayBeService(bytes) {
        let text = LinkCollector.text(of: bytes)
        if isService(text) { return text }
      }
    }
    guard let names = anchor.names, anchor.count <= 12 else { return nil }
    let bytes = UnsafeBufferPointer(rebasing: page[names])
    if ByteSearch.contains(bytes, "woyaoban") || ByteSearch.contains(bytes, "wyb")
      || ByteSearch.contains(bytes, "banli")
    {
      return anchor.text.isEmpty ? "办" : anchor.text
    }
    return nil
  }

  /// Hardly any link's few words have a blank in them, and to ask each character takes long.
  private static func withoutBlanks(_ text: String) -> String {
    let mayHaveBlanks = text.utf8.contains { $0 <= 0x20 || $0 == 0xC2 || $0 == 0xE2 } || text.holds("\u{3000}")
    return mayHaveBlanks ? text.filter { !$0.isWhitespace } : text
  }

  /// Whether 办 or 申 is among the bytes.
  private static func mayBeService(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 0
    while at + 2 < bytes.count {
      if pivot(bytes, at: at) != nil { return true }
      at += 1
    }
    return false
  }

  private static func isService(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      (says(bytes, services) && !says(bytes, others) && !ByteSearch.contains(bytes, "提案"))
    } || text.holds("办") && text.filter { $0.isLetter } == "办"
  }

  // MARK: Words around 办 and 申

  private enum Pivot { case handle, apply }

  /// A word, told at its first 办 or 申: the words of a link hardly ever have one, and then one word in thirty fits.
  private struct Phrase {
    let bytes: [UInt8]
    let pivot: Pivot
    /// How many bytes stand before it.
    let lead: Int
  }

  private static let services = phrases.compactMap(phrase)
  private static let others = notService.compactMap(phrase)

  private static func phrase(_ word: String) -> Phrase? {
    let bytes = Array(word.utf8)
    return bytes.withUnsafeBufferPointer { units in
      for at in units.indices {
        if let pivot = pivot(units, at: at) { return Phrase(bytes: bytes, pivot: pivot, lead: at) }
      }
      return nil
    }
  }

  private static func pivot(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Pivot? {
    guard place + 2 < bytes.count else { return nil }
    switch (bytes[place], bytes[place + 1], bytes[place + 2]) {
    case (0xE5, 0x8A, 0x9E): return .handle
    case (0xE7, 0x94, 0xB3): return .apply
    default: return nil
    }
  }

  private static func says(_ bytes: UnsafeBufferPointer<UInt8>, _ phrases: [Phrase]) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    var at = 0
    while at + 2 < bytes.count {
      defer { at += 1 }
      guard let found = pivot(bytes, at: at) else { continue }
      for phrase in phrases where phrase.pivot == found && at >= phrase.lead {
        let start = at - phrase.lead
        if start + phrase.bytes.count <= bytes.count,
          memcmp(base + start, phrase.bytes, phrase.bytes.count) == 0
        {
          return true
        }
      }
    }
    return false
  }
}
