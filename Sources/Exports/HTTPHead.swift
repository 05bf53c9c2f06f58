/// The head of a recorded HTTP response, and its body without chunks and packing.
struct HTTPHead {
  let status: Int
  /// Names in lower case; of several with one name the last counts.
  let fields: [String: String]
  /// Where the body begins.
  let length: Int

  /// nil where `bytes` do not begin with a whole HTTP response head.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.starts(with: "HTTP/".utf8) else { return nil }
    var end: Int?
    var index = 0
    while index < bytes.count {
      if bytes[index] == 10 {
        if index + 1 < bytes.count, bytes[index + 1] == 10 { end = index + 2 }
        if index + 2 < bytes.count, bytes[index + 1] == 13, bytes[index + 2] == 10 { end = index + 3 }
        if end != nil { break }
      }
      index += 1
    }
    guard let end else { return nil }
    let lines = NameDecoding.text(Array(bytes[..<end])).split { $0 == "\n" || $0 == "\r\n" }
    guard let first = lines.first else { return nil }
    let words = first.split(separator: " ")
    guard words.count >= 2, let status = Int(words[1]) else { return nil }
    var fields: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      fields[line[..<colon].lowercased()] = Self.trimmed(line[line.index(after: colon)...])
    }
    (self.status, self.fields, self.length) = (status, fields, end)
  }

  static func trimmed(_ text: Substring) -> String {
    var text = text
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text.drop { $0.isWhitespace })
  }

  /// `text/html; charset="gb2312"` → `text/html` and `gb2312`.
  static func contentType(_ value: String?) -> (type: String?, charset: String?) {
    guard let value else { return (nil, nil) }
    let parts = value.split(separator: ";", omittingEmptySubsequences: false)
    let type = parts.first.map { trimmed($0).lowercased() }
    var charset: String?
    for part in parts.dropFirst() {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, trimmed(pair[0]).lowercased() == "charset" else { continue }
      let name = trimmed(pair[1]).filter { $0 != "\"" && $0 != "'" }
      if !name.isEmpty { charset = name.lowercased() }
    }
    return (type?.isEmpty == true ? nil : type, charset)
  }

  /// The body that `block` holds, put into `buffer`; a reason in Chinese where it cannot be read.
  func body(of block: UnsafeRawBufferPointer, into buffer: PageBuffer, limits: ExportLimits) -> String? {
    let raw = UnsafeRawBufferPointer(rebasing: block[min(length, block.count)...])
    let whole = PageBuffer(capacity: 4096)
    var body = raw
    // Some tools keep the header but store the body without chunks: then the bytes do not parse as chunks.
    if fields["transfer-encoding"]?.lowercased().contains("chunked") == true, Self.unchunk(raw, into: whole) {
      body = whole.bytes
    }
    let codings = (fields["content-encoding"] ?? "").lowercased().split(separator: ",").map { Self.trimmed($0) }
    buffer.clear()
    switch codings.filter({ !$0.isEmpty && $0 != "identity" }) {
    case []: buffer.append(body)
    case ["gzip"], ["x-gzip"]:
      // As above: tools may unpack and leave the header.
      guard body.starts(with: [0x1F, 0x8B]) else {
        buffer.append(body)
        return nil
      }
      return Self.unpack(body, into: buffer, limits: limits)
    case ["deflate"]:
      let packed = PageBuffer(capacity: body.count + 32)
      Self.wrapDeflate(body, into: packed)
      return Self.unpack(packed.bytes, into: buffer, limits: limits)
    case let other: return "正文的压缩方式 \(other.joined(separator: ", ")) 不支持"
    }
    return nil
  }

  /// false where the bytes are no chunked body.
  private static func unchunk(_ bytes: UnsafeRawBufferPointer, into buffer: PageBuffer) -> Bool {
    var index = 0
    while index < bytes.count {
      var (size, digits) = (0, 0)
      while index < bytes.count, let digit = NameDecoding.hexValue(bytes[index]) {
        size = size << 4 | Int(digit)
        digits += 1
        index += 1
        guard digits <= 8 else { return false }
      }
      guard digits > 0 else { return false }
      while index < bytes.count, bytes[index] != 10 { index += 1 }
      index += 1
      if size == 0 { return true }
      // A last chunk that was cut keeps what is there.
      let end = min(index + size, bytes.count)
      guard index <= end else { return buffer.count > 0 }
      buffer.append(UnsafeRawBufferPointer(rebasing: bytes[index..<end]))
      index = end
      while index < bytes.count, bytes[index] == 13 || bytes[index] == 10 { index += 1 }
    }
    return buffer.count > 0
  }

  /// The gzip reader also serves for deflate: the same data in another envelope, whose trailer it does not check.
  private static func wrapDeflate(_ body: UnsafeRawBufferPointer, into buffer: PageBuffer) {
    let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
    head.withUnsafeBytes { buffer.append($0) }
    let hasEnvelope = body.count > 6 && body[0] & 0x0F == 8 && (Int(body[0]) << 8 | Int(body[1])) % 31 == 0
    buffer.append(hasEnvelope ? UnsafeRawBufferPointer(rebasing: body[2..<body.count - 4]) : body)
    [UInt8](repeating: 0, count: 8).withUnsafeBytes { buffer.append($0) }
  }

  /// Unpacks a page that a mirror stored as a server packed it, though nobody had asked for that; other packed files
  /// stay as they are. A reason in Chinese where the page cannot be unpacked.
  static func unpackPage(in buffer: PageBuffer, limits: ExportLimits) -> String? {
    guard buffer.bytes.starts(with: [0x1F, 0x8B, 0x08]) else { return nil }
    let page = PageBuffer()
    let reason = unpack(buffer.bytes, into: page, limits: limits)
    guard EntryKind.byBytes(page.bytes) == .page else { return nil }
    buffer.clear()
    buffer.append(page.bytes)
    return reason
  }

  private static func unpack(_ body: UnsafeRawBufferPointer, into buffer: PageBuffer, limits: ExportLimits) -> String? {
    do {
      let reader = try ArchiveReader(bytes: body, limits: limits)
      guard try reader.next() != nil else { return nil }
      return try reader.readAll(into: buffer, limit: limits.pageBytes) ? nil : "超过单页上限 \(limits.pageBytes >> 20) MB"
    } catch {
      return "正文的压缩数据已损坏"
    }
  }
}
