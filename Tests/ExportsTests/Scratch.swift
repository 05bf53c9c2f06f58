import CLibArchive
import Foundation

/// A folder that a test fills and that goes with it.
final class Scratch {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "gongkai-exports-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  var path: String { url.path }

  func file(_ name: String, _ text: String = "<html><body>正文</body></html>") throws {
    try file(name, bytes: Array(text.utf8))
  }

  func file(_ name: String, bytes: [UInt8]) throws {
    let target = url.appending(path: name)
    try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: target)
  }

  /// Writes a file whose name is not UTF-8.
  func file(rawName: [UInt8], _ text: String) {
    let path = Array(url.path.utf8) + [UInt8(ascii: "/")] + rawName + [0]
    path.withUnsafeBytes { bytes in
      guard let name = bytes.baseAddress?.assumingMemoryBound(to: CChar.self), let file = fopen(name, "w") else {
        return
      }
      fputs(text, file)
      fclose(file)
    }
  }

  /// One member of a packed file.
  static func gzip(_ text: String) throws -> [UInt8] {
    let bytes = Array(text.utf8)
    var packed = [UInt8](repeating: 0, count: bytes.count + 4096)
    var used = 0
    guard let archive = archive_write_new() else { return [] }
    archive_write_set_format_raw(archive)
    archive_write_add_filter_gzip(archive)
    archive_write_set_bytes_in_last_block(archive, 1)
    archive_write_open_memory(archive, &packed, packed.count, &used)
    let entry = archive_entry_new()
    archive_entry_set_filetype(entry, 0o100000)
    archive_write_header(archive, entry)
    bytes.withUnsafeBytes { _ = archive_write_data(archive, $0.baseAddress, $0.count) }
    archive_entry_free(entry)
    archive_write_close(archive)
    archive_write_free(archive)
    return Array(packed.prefix(used))
  }

  enum Packing { case zip, tar, tarGzip, tarXZ }

  struct Entry {
    var name: [UInt8]
    var bytes: [UInt8]
    var link: String?

    init(_ name: String, _ text: String = "<html></html>") {
      (self.name, bytes) = (Array(name.utf8), Array(text.utf8))
    }

    init(name: [UInt8], bytes: [UInt8] = [], link: String? = nil) {
      (self.name, self.bytes, self.link) = (name, bytes, link)
    }
  }

  /// Packs entries; the path of the archive.
  func archive(_ name: String, _ packing: Packing, _ entries: [Entry]) -> String {
    let path = url.appending(path: name).path
    guard let archive = archive_write_new() else { return path }
    switch packing {
    case .zip: archive_write_set_format_zip(archive)
    case .tar, .tarGzip, .tarXZ: archive_write_set_format_gnutar(archive)
    }
    if packing == .tarGzip { archive_write_add_filter_gzip(archive) }
    if packing == .tarXZ { archive_write_add_filter_xz(archive) }
    archive_write_open_filename(archive, path)
    for item in entries {
      let entry = archive_entry_new()
      let name = item.name.map { CChar(bitPattern: $0) } + [0]
      archive_entry_copy_pathname(entry, name)
      archive_entry_set_perm(entry, 0o644)
      if let link = item.link {
        archive_entry_set_filetype(entry, 0o120000)
        archive_entry_copy_symlink(entry, link)
      } else {
        archive_entry_set_filetype(entry, 0o100000)
        archive_entry_set_size(entry, la_int64_t(item.bytes.count))
      }
      archive_write_header(archive, entry)
      item.bytes.withUnsafeBytes { _ = archive_write_data(archive, $0.baseAddress, $0.count) }
      archive_entry_free(entry)
    }
    archive_write_close(archive)
    archive_write_free(archive)
    return path
  }
}
