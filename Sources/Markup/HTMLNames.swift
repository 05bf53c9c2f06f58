/// The elements that anything here cares about; all others are `.other`.
public enum HTMLTag: UInt8, Sendable, CaseIterable {
  case other
  case a, address, area, article, aside, audio, b, base, blockquote, body, br, button, canvas, caption, center, col, dd
  case div, dl, dt, em, embed, fieldset, figcaption, figure, font, footer, form, frame, frameset, h1, h2, h3, h4, h5, h6
  case head, header, hr, html, i, iframe, img, input, label, legend, li, link, main, meta, nav, noembed, noframes
  case noscript, object, ol, optgroup, option, p, param, plaintext, pre, script, section, select, small, source, span
  case strong, style, table, tbody, td, template, textarea, tfoot, th, thead, title, tr, track, u, ul, video, wbr, xmp
  case svg, math, ucaptitle, ucapcontent

  /// Elements whose content is text to the letter until their own end tag.
  var isRawText: Bool {
    switch self {
    case .script, .style, .textarea, .title, .xmp, .iframe, .noembed, .noframes: true
    default: false
    }
  }
}

/// The attributes that anything here cares about; all others are `.other`.
public enum HTMLAttributeName: UInt8, Sendable, CaseIterable {
  case other
  case href, src, srcset, poster, background, data, action, content, name, id, style, alt, title, rel, type, charset
  case colspan, rowspan, hidden, value, placeholder, onclick, media, lang, role, cite
  case `class`
  case httpEquiv, dataSrc, dataOriginal, dataSrcset, imagesrcset

  var spelling: String {
    switch self {
    case .httpEquiv: "http-equiv"
    case .dataSrc: "data-src"
    case .dataOriginal: "data-original"
    case .dataSrcset: "data-srcset"
    default: "\(self)"
    }
  }
}

/// A name packed into one word, so that looking it up compares integers. Longer names mix their tail in; that two names
/// of HTML meet is ruled out by a test.
@inline(__always)
func packedName(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
  var name = PackedName()
  for index in 0..<count { name.append(bytes[index]) }
  return name.key
}

/// The same letter by letter, for who looks for the name's end at once.
struct PackedName {
  private var letters: UInt64 = 0
  private(set) var count = 0

  @inline(__always)
  mutating func append(_ byte: UInt8) { append(folded: byte &- 0x41 < 26 ? byte | 0x20 : byte) }

  @inline(__always)
  mutating func append(folded: UInt8) {
    letters = count < 8 ? letters << 8 | UInt64(folded) : (letters &* 0x9E37_79B9_7F4A_7C15) ^ UInt64(folded)
    count &+= 1
  }

  @inline(__always)
  var key: UInt64 { letters ^ UInt64(truncatingIfNeeded: count) << 58 }
}

/// Open addressing over packed names: made once, read by every scanner.
struct NameTable: Sendable {
  private let keys: LastingTable<UInt64>
  private let values: LastingTable<UInt8>

  init(_ names: [(spelling: String, value: UInt8)]) {
    var keys = [UInt64](repeating: 0, count: 512)
    var values = [UInt8](repeating: 0, count: 512)
    for name in names {
      let spelling = Array(name.spelling.utf8)
      let key = spelling.withUnsafeBufferPointer { $0.baseAddress.map { packedName($0, spelling.count) } ?? 0 }
      var slot = Self.slot(key)
      while keys[slot] != 0 { slot = (slot + 1) & 511 }
      keys[slot] = key
      values[slot] = name.value
    }
    (self.keys, self.values) = (LastingTable(keys), LastingTable(values))
  }

  @inline(__always)
  private static func slot(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 55) }

  /// The value of a name, 0 for unknown ones.
  @inline(__always)
  func value(_ key: UInt64) -> UInt8 {
    var slot = Self.slot(key)
    while true {
      let found = keys[slot]
      if found == key { return values[slot] }
      if found == 0 { return 0 }
      slot = (slot + 1) & 511
    }
  }

  /// Each byte as it counts in a name, in lower case; 0 where it ends one.
  static let letters = LastingTable(
    (0...UInt8.max).map { (byte: UInt8) -> UInt8 in
      if Ascii.endsName(byte) { return 0 }
      // A byte that no name has.
      if byte == 0 { return 0xFF }
      return byte &- 0x41 < 26 ? byte | 0x20 : byte
    })

  static let tags = NameTable(
    HTMLTag.allCases.filter { $0 != .other }.map { (spelling: "\($0)", value: $0.rawValue) })
  static let attributes = NameTable(
    HTMLAttributeName.allCases.filter { $0 != .other }.map { (spelling: $0.spelling, value: $0.rawValue) })
}
