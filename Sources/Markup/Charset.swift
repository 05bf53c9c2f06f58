/// A character encoding that pages here are written in.
public enum Charset: String, Sendable, Hashable, CaseIterable {
  case utf8 = "utf-8"
  /// Also for everything that calls itself gb2312 or gbk, as browsers do: GB18030 contains both.
  case gb18030
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case big5

  /// The charset that a declaration names (WHATWG Encoding Standard, section 4.2); nil for names that no page in
  /// Chinese can honestly bear, so that its bytes decide.
  public init?(label: some StringProtocol) {
    var name = label.lowercased()[...]
    while let first = name.first, first.isWhitespace || first == "\"" || first == "'" { name.removeFirst() }
    while let last = name.last, last.isWhitespace || last == "\"" || last == "'" || last == ";" { name.removeLast() }
    switch name {
    case "utf-8", "utf8", "unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "x-unicode20utf8": self = .utf8
    case "gb18030", "gb2312", "gbk", "x-gbk", "gb_2312", "gb_2312-80", "chinese", "csgb2312",
      "csiso58gb231280", "iso-ir-58", "euc-cn", "cp936", "ms936", "windows-936", "hz-gb-2312", "gb-2312", "gb-18030":
      self = .gb18030
    case "big5", "big5-hkscs", "cn-big5", "csbig5", "x-x-big5", "cp950": self = .big5
    case "utf-16", "utf-16le", "unicode", "ucs-2", "iso-10646-ucs-2", "csunicode", "unicodefeff":
      self = .utf16LittleEndian
    case "utf-16be", "unicodefffe": self = .utf16BigEndian
    default: return nil
    }
  }

  var isUTF16: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }
}

/// Which charset a page is read in, and why it may not be the one it claims.
public struct CharsetDecision: Sendable, Hashable {
  public let charset: Charset
  /// What the page or its transport declared, where that is another charset than the one its bytes are in.
  public let contradicted: Charset?
  /// Length of the byte order mark, which is no text.
  public let markLength: Int
  /// Whether the bytes behind the mark were seen to be UTF-8 throughout.
  let isValidUTF8: Bool
}

extension CharsetDecision {
  /// Decides as browsers do: byte order mark, then what the transport said (an HTTP header, a WARC record), then
  /// `<meta>`, then the bytes themselves. A declaration that the bytes plainly refute does not count.
  public init(_ bytes: UnsafeBufferPointer<UInt8>, transport: String? = nil) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      let rest = UnsafeBufferPointer(rebasing: bytes.dropFirst(3))
      self.init(charset: .utf8, contradicted: nil, markLength: 3, isValidUTF8: UTF8Sequences(rest).invalid == 0)
      return
    }
    if bytes.starts(with: [0xFF, 0xFE]) {
      self.init(charset: .utf16LittleEndian, contradicted: nil, markLength: 2, isValidUTF8: false)
      return
    }
    if bytes.starts(with: [0xFE, 0xFF]) {
      self.init(charset: .utf16BigEndian, contradicted: nil, markLength: 2, isValidUTF8: false)
      return
    }
    if let unmarked = CharsetBytes.unmarkedUTF16(bytes) {
      self.init(charset: unmarked, contradicted: nil, markLength: 0, isValidUTF8: false)
      return
    }
    var declared = transport.flatMap { Charset(label: $0) } ?? MetaCharset.declared(bytes)
    // A page whose declaration could be read byte by byte is not in UTF-16, whatever it says.
    if let claim = declared, claim.isUTF16 { declared = nil }
    let sequences = UTF8Sequences(bytes)
    let found = CharsetBytes.refine(declared, bytes, sequences)
    self.init(
      charset: found, contradicted: declared.flatMap { $0 == found ? nil : $0 }, markLength: 0,
      isValidUTF8: sequences.invalid == 0)
  }
}
