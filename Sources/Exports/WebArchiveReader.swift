/// The records of a WARC file (ISO 28500), packed record by record or not, in their order.
///
/// Only one record's block is ever held, and only where it is asked for.
final class WebArchiveReader {
  struct Record {
    /// Names in lower case.
    let fields: [String: String]
    let length: Int

    subscript(_ name: String) -> String? { fields[name] }

    /// The target without the angle brackets that wget writes around it.
    var target: String? {
      fields["warc-target-uri"].map { $0.hasPrefix("<") && $0.hasSuffix(">") ? String($0.dropFirst().dropLast()) : $0 }
    }
  }

  /// What stands wrong in the file; the rest of it cannot be read.
  struct Fault: Error {
    let reason: String
    /// Whether the packing breaks off.
    var isOfPacking = false
    /// Whether the file breaks off within a record whose head was read.
    var isOfBlock = false
  }

  private let archive: ArchiveReader
  private let window = PageBuffer(capacity: 512 << 10)
  private var start = 0
  private var ended = false
  /// Bytes of the last record's block that were not taken.
  private var left = 0
  private static let headLimit = 1 << 20

  /// - Parameter length: reads the file as if it ended there; nil for the whole of it.
  init(path: String, limits: ExportLimits, length: Int? = nil) throws(ExportError) {
    archive = try ArchiveReader(path: path, shape: .stream, limits: limits, length: length)
    if try archive.next() == nil { ended = true }
  }

  var progress: (packed: Int, expanded: Int) { archive.progress }

  /// The next record's head; nil at the end. What was not taken of the last one's block is skipped.
  func next() throws -> Record? {
    try skip(left)
    left = 0
    // Two line ends follow each block; be lenient about how many there are.
    while true {
      guard let byte = try peek() else { return nil }
      guard byte == 13 || byte == 10 else { break }
      start += 1
    }
    guard let version = try line(), version.uppercased().hasPrefix("WARC/") else {
      throw Fault(reason: "此处应为 WARC/1.0 记录头")
    }
    var fields: [String: String] = [:]
    var last: String?
    while let text = try line(), !text.isEmpty {
      if let first = text.first, first == " " || first == "\t", let name = last {
        fields[name]? += " " + text.drop { $0 == " " || $0 == "\t" }
        continue
      }
      guard let colon = text.firstIndex(of: ":") else { continue }
      let name = text[..<colon].lowercased()
      fields[name] = HTTPHead.trimmed(text[text.index(after: colon)...])
      last = name
    }
    guard let length = fields["content-length"].flatMap({ Int($0) }), length >= 0 else {
      throw Fault(reason: "记录缺少 Content-Length")
    }
    left = length
    return Record(fields: fields, length: length)
  }

  /// Appends up to `length` bytes of the block; fewer only where the record is shorter.
  func take(_ length: Int, into buffer: PageBuffer) throws {
    var wanted = min(length, left)
    left -= wanted
    while wanted > 0 {
      if start == window.count, try !fill() { throw Fault(reason: "最后一条记录不完整") }
      let part = min(wanted, window.count - start)
      buffer.append(UnsafeRawBufferPointer(rebasing: window.bytes[start..<start + part]))
      start += part
      wanted -= part
    }
  }

  private func skip(_ length: Int) throws {
    var wanted = length
    do {
      while wanted > 0 {
        if start == window.count, try !fill() { throw Fault(reason: "最后一条记录不完整") }
        let part = min(wanted, window.count - start)
        start += part
        wanted -= part
      }
    } catch var fault as Fault {
      fault.isOfBlock = true
      throw fault
    }
  }

  private func peek() throws -> UInt8? {
    if start == window.count, try !fill() { return nil }
    return window.bytes[start]
  }

  private func line() throws -> String? {
    var bytes: [UInt8] = []
    while let byte = try peek() {
      start += 1
      if byte == 10 {
        if bytes.last == 13 { bytes.removeLast() }
        return NameDecoding.text(bytes)
      }
      bytes.append(byte)
      guard bytes.count <= Self.headLimit else { throw Fault(reason: "记录头过长") }
    }
    if bytes.isEmpty { return nil }
    throw Fault(reason: "最后一条记录不完整")
  }

  /// Reads on once the window is used up; false at the end.
  private func fill() throws -> Bool {
    guard !ended else { return false }
    window.clear()
    start = 0
    do {
      if try archive.read(into: window, atMost: 256 << 10) > 0 { return true }
    } catch {
      ended = true
      throw Fault(reason: "压缩数据不完整", isOfPacking: true)
    }
    ended = true
    return false
  }
}
