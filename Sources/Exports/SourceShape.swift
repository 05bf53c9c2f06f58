import Glibc

/// What kind of export a path in the file system is: by its bytes, and where they do not tell, by its name.
enum SourceShape {
  case directory, archive, webArchive, library

  static func of(_ path: String) throws(ExportError) -> SourceShape {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { throw .missing(path: path) }
      throw .unreadable(path: path, reason: DirectorySource.reason(errno))
    }
    if status.st_mode & S_IFMT == S_IFDIR { return .directory }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(path: path, reason: "不是文件或文件夹") }
    let name = path.lowercased()
    if name.hasSuffix(".warc") || name.hasSuffix(".warc.gz") { return .webArchive }
    if name.hasSuffix(".json") { return .library }
    let head = DirectorySource.head(root: "", name: Array(path.utf8)) { Array($0.prefix(262)) } ?? []
    if head.starts(with: "WARC/".utf8) { return .webArchive }
    let endings = [".zip", ".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tbz2", ".tar.zst"]
    let packed: [[UInt8]] = [[0x50, 0x4B], [0x1F, 0x8B], [0xFD, 0x37, 0x7A, 0x58, 0x5A], Array("BZh".utf8)]
    if endings.contains(where: { name.hasSuffix($0) }) || packed.contains(where: { head.starts(with: $0) })
      || head.dropFirst(257).starts(with: "ustar".utf8)
    {
      return .archive
    }
    throw .unknownFormat(path: path)
  }
}
