import CLibArchive
import Glibc

/// A zip or tar (packed or not), or any packed stream, read from its start to its end; used by one task at a time.
final class ArchiveReader {
  enum Shape {
    /// Entries with names.
    case files
    /// One stream of bytes, unpacked.
    case stream
  }

  struct Header {
    enum Kind { case file, folder, symbolicLink, hardLink([UInt8]), other }
    let name: [UInt8]
    let kind: Kind
    let size: Int
  }

  let path: String
  let limits: ExportLimits
  private let archive: OpaquePointer
  private var lastName = "开头"
  private let mapped: MappedFile?

  /// - Parameter length: reads the file as if it ended there; nil for the whole of it.
  init(path: String, shape: Shape, limits: ExportLimits, length: Int? = nil) throws(ExportError) {
    guard let archive = archive_read_new() else { throw .unreadable(path: path, reason: "内存不足") }
    (self.path, self.limits, self.archive) = (path, limits, archive)
    mapped = length.flatMap { MappedFile(path, length: $0) }
    archive_read_support_filter_all(archive)
    switch shape {
    case .files:
      archive_read_support_format_zip(archive)
      archive_read_support_format_tar(archive)
      archive_read_support_format_gnutar(archive)
    case .stream:
      archive_read_support_format_raw(archive)
      archive_read_support_format_empty(archive)
    }
    let opened =
      mapped.map { archive_read_open_memory2(archive, $0.bytes.baseAddress, $0.bytes.count, 256 << 10) }
      ?? archive_read_open_filename(archive, path, 256 << 10)
    guard opened == ARCHIVE_OK else {
      throw .damaged(path: path, after: lastName, reason: message)
    }
  }

  /// Reads bytes in memory, for a body that a server packed.
  init(bytes: UnsafeRawBufferPointer, limits: ExportLimits) throws(ExportError) {
    guard let archive = archive_read_new() else { throw .unreadable(path: "", reason: "内存不足") }
    (path, self.limits, self.archive, mapped) = ("", limits, archive, nil)
    archive_read_support_filter_gzip(archive)
    archive_read_support_format_raw(archive)
    guard archive_read_open_memory(archive, bytes.baseAddress, bytes.count) == ARCHIVE_OK else {
      throw .damaged(path: path, after: lastName, reason: message)
    }
  }

  deinit { archive_read_free(archive) }

  /// nil at the end of the archive.
  func next() throws(ExportError) -> Header? {
    var entry: OpaquePointer?
    let (result, found) = UTF8Locale.with {
      let result = archive_read_next_header(archive, &entry)
      return (
        result, entry.flatMap { Self.bytes(archive_entry_pathname($0)) ?? Self.bytes(archive_entry_pathname_utf8($0)) }
      )
    }
    if result == ARCHIVE_EOF { return nil }
    guard result >= ARCHIVE_WARN, let entry else {
      throw .damaged(path: path, after: lastName, reason: message)
    }
    guard let name = found else {
      throw .damaged(path: path, after: lastName, reason: "下一个文件的名称无法解码")
    }
    if archive_entry_is_data_encrypted(entry) == 1 { throw .encrypted(path: path, entry: NameDecoding.text(name)) }
    guard name.count <= limits.nameBytes else {
      throw .nameTooLong(path: path, start: String(NameDecoding.text(name).prefix(60)), limit: limits.nameBytes)
    }
    lastName = NameDecoding.text(name)
    let kind: Header.Kind
    if let target = Self.bytes(archive_entry_hardlink(entry)) {
      kind = .hardLink(target)
    } else {
      switch archive_entry_filetype(entry) {
      case S_IFREG: kind = .file
      case S_IFDIR: kind = .folder
      case S_IFLNK: kind = .symbolicLink
      default: kind = .other
      }
    }
    return Header(name: name, kind: kind, size: Int(archive_entry_size(entry)))
  }

  /// The rest of the entry in hand, appended to `buffer`; false where it is longer than `limit`.
  func readAll(into buffer: PageBuffer, limit: Int) throws(ExportError) -> Bool {
    while true {
      let got = try read(into: buffer, atMost: 64 << 10)
      if got == 0 { return true }
      if buffer.count > limit { return false }
    }
  }

  /// Appends up to `length` bytes of the entry in hand; 0 at its end.
  func read(into buffer: PageBuffer, atMost length: Int) throws(ExportError) -> Int {
    let room = buffer.room(length)
    let got = archive_read_data(archive, room.baseAddress, length)
    guard got >= 0 else { throw .damaged(path: path, after: lastName, reason: message) }
    buffer.advance(got)
    return got
  }

  /// Bytes read from the file, and bytes they became.
  var progress: (packed: Int, expanded: Int) {
    (Int(archive_filter_bytes(archive, -1)), Int(archive_filter_bytes(archive, 0)))
  }

  /// What libarchive says, in Chinese.
  private var message: String {
    let text = archive_error_string(archive).map { String(cString: $0).lowercased() } ?? ""
    let known = [
      ("truncated", "文件被截断"), ("unrecognized", "不是能识别的压缩格式"), ("checksum", "校验和不符"), ("crc", "校验和不符"),
      ("passphrase", "设有密码"), ("encrypt", "设有密码"), ("unsupported", "压缩方式不支持"), ("no memory", "内存不足"),
      ("can't allocate", "内存不足"),
    ]
    return known.first { text.contains($0.0) }?.1 ?? "内容损坏"
  }

  private static func bytes(_ text: UnsafePointer<CChar>?) -> [UInt8]? {
    text.map { Array(UnsafeRawBufferPointer(start: $0, count: strlen($0))) }
  }
}
