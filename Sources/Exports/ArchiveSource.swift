import Glibc

/// A zip or tar as a source. Nothing is unpacked to disk; names that point outside and links are told, not followed.
enum ArchiveSource {
  static func list(_ path: String, limits: ExportLimits) throws(ExportError) -> SourceListing {
    let reader = try ArchiveReader(path: path, shape: .files, limits: limits)
    let packedSize = fileSize(path)
    var files: [SourceFile] = []
    var problems: [SiteProblem] = []
    var ordinals: [[UInt8]: (ordinal: Int, size: Int)] = [:]
    var (ordinal, total, rooted) = (0, 0, 0)
    while let header = try reader.next() {
      defer { ordinal += 1 }
      guard ordinal < limits.entries else { throw .tooManyEntries(path: path, limit: limits.entries) }
      let name = header.name
      let shown = NameDecoding.text(name)
      if isOutside(name) {
        problems.append(SiteProblem(kind: .skipped, path: shown, reason: "名称指向导出包之外，未读取"))
        continue
      }
      if isByProduct(name) { continue }
      if name.first == UInt8(ascii: "/") { rooted += 1 }
      switch header.kind {
      case .file:
        guard header.size <= limits.entryBytes else {
          throw .entryTooLarge(path: path, entry: shown, limit: limits.entryBytes)
        }
        total += header.size
        try check(total, reader: reader, packedSize: packedSize)
        files.append(SourceFile(name: name, size: header.size, ordinal: ordinal, record: nil))
        ordinals[name] = (ordinal, header.size)
      case .hardLink(let target):
        guard let original = ordinals[target] else {
          problems.append(SiteProblem(kind: .unreadable, path: shown, reason: "硬链接的目标不在导出包内"))
          continue
        }
        files.append(SourceFile(name: name, size: original.size, ordinal: original.ordinal, record: nil))
      case .symbolicLink:
        problems.append(SiteProblem(kind: .skipped, path: shown, reason: "导出包内的符号链接，未跟随"))
      case .folder: break
      case .other:
        problems.append(SiteProblem(kind: .skipped, path: shown, reason: "不是普通文件，未读取"))
      }
    }
    if rooted > 0 {
      problems.append(SiteProblem(kind: .skipped, path: path, reason: "有\(rooted)个文件名是绝对路径，按导出包内的位置读取"))
    }
    return SourceListing(files: files, problems: problems, content: .archive(path: path))
  }

  private static func check(_ total: Int, reader: ArchiveReader, packedSize: Int) throws(ExportError) {
    let limits = reader.limits
    guard total <= limits.expandedBytes else {
      throw .expandsTooFar(path: reader.path, limit: limits.expandedBytes)
    }
    guard total > limits.ratioFloor else { return }
    guard total / max(packedSize, 1) <= limits.ratio else {
      throw .compressedTooFar(path: reader.path, ratio: limits.ratio)
    }
  }

  /// What macOS puts beside each file (`__MACOSX/a/._b.html`, `._b.html`), which bears a page's name and is none, and what
  /// a store of versions keeps of the site.
  static func isByProduct(_ name: [UInt8]) -> Bool {
    name.split(separator: UInt8(ascii: "/")).contains { part in
      part.starts(with: "._".utf8) || folders.contains { part.elementsEqual($0.utf8) }
    }
  }

  private static let folders = ["__MACOSX", ".git", ".svn", ".hg"]

  private static func isOutside(_ name: [UInt8]) -> Bool {
    name.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
      .contains { $0.elementsEqual("..".utf8) }
  }

  static func fileSize(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}
