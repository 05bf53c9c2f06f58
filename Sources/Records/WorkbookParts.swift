import CLibArchive

/// The parts of a workbook, which is a ZIP archive, each unpacked only when its name is asked for.
struct WorkbookParts {
  private let bytes: [UInt8]
  private let partLimit: Int
  private static let partCount = 10_000

  /// A sheet of 200,000 rows is far below 128 MB; a part that unpacks to more is made to harm.
  init(_ bytes: [UInt8], partLimit: Int = 128 << 20) {
    (self.bytes, self.partLimit) = (bytes, partLimit)
  }

  /// The parts of these names, in lower case and without a leading slash, by that name.
  func read(_ names: Set<String>) throws(LedgerProblem.Reason) -> [String: [UInt8]] {
    guard let archive = archive_read_new() else { throw .tooLarge("内存不足") }
    defer { archive_read_free(archive) }
    archive_read_support_format_zip(archive)
    return try bytes.withUnsafeBufferPointer { buffer throws(LedgerProblem.Reason) in
      guard archive_read_open_memory(archive, buffer.baseAddress, buffer.count) == ARCHIVE_OK else {
        throw .brokenWorkbook("不是完整的 .xlsx")
      }
      var parts: [String: [UInt8]] = [:]
      var entry: OpaquePointer?
      for _ in 0..<Self.partCount {
        let status = archive_read_next_header(archive, &entry)
        if status == ARCHIVE_EOF { return parts }
        guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw .brokenWorkbook("压缩包不完整") }
        guard let raw = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry) else { continue }
        let name = Self.plain(String(cString: raw))
        guard names.contains(name), parts[name] == nil else { continue }
        parts[name] = try content(of: archive)
        if parts.count == names.count { return parts }
      }
      throw .tooLarge("工作簿内文件过多")
    }
  }

  /// Some programs write backslashes, or other capitals than they refer to.
  static func plain(_ name: String) -> String {
    var name = name.replacing("\\", with: "/").lowercased()
    while name.hasPrefix("/") { name.removeFirst() }
    return name
  }

  private func content(of archive: OpaquePointer) throws(LedgerProblem.Reason) -> [UInt8] {
    var content: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = block.withUnsafeMutableBytes { archive_read_data(archive, $0.baseAddress, $0.count) }
      if count == 0 { return content }
      guard count > 0 else { throw .brokenWorkbook("压缩包不完整，或设有密码") }
      guard content.count + count <= partLimit else { throw .tooLarge("解压后超过\(partLimit >> 20) MB") }
      content += block.prefix(count)
    }
  }
}
