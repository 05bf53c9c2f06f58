import Glibc

/// A folder as a source: every regular file below it, links that lead out left aside and told.
enum DirectorySource {
  static func list(_ root: String, limits: ExportLimits) throws(ExportError) -> SourceListing {
    var walk = DirectoryWalk(root: root, limits: limits)
    try walk.run()
    return SourceListing(
      files: walk.files, problems: walk.problems,
      content: .directory(root: root, names: walk.files.map(\.name), identities: walk.identities))
  }

  /// Reads a whole file; a reason in Chinese where it cannot.
  static func read(whole path: String, into buffer: PageBuffer, limit: Int) -> String? {
    read(path.utf8.map { CChar(bitPattern: $0) } + [0], into: buffer, limit: limit)
  }

  /// The same for a path that ends with a zero.
  static func read(_ path: [CChar], into buffer: PageBuffer, limit: Int) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return reason(errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return reason(errno) }
    let size = Int(status.st_size)
    guard size <= limit else { return "超过单页上限 \(limit >> 20) MB" }
    buffer.clear()
    buffer.identity = FileIdentity(status)
    while true {
      // One byte more than is left, so that the end of the file is seen without growing.
      let room = buffer.room(max(size + 1 - buffer.count, 4096))
      let got = Glibc.read(descriptor, room.baseAddress, room.count)
      if got < 0 {
        if errno == EINTR { continue }
        return reason(errno)
      }
      if got == 0 { return nil }
      buffer.advance(got)
      guard buffer.count <= limit else { return "超过单页上限 \(limit >> 20) MB" }
    }
  }

  static func path(_ root: String, _ name: [UInt8]) -> [CChar] {
    var path = root.utf8.map { CChar(bitPattern: $0) }
    path.append(CChar(bitPattern: UInt8(ascii: "/")))
    path.append(contentsOf: name.map { CChar(bitPattern: $0) })
    path.append(0)
    return path
  }

  static func reason(_ code: Int32) -> String {
    switch code {
    case EACCES, EPERM: "没有读取权限"
    case ENOENT: "文件不存在"
    case ELOOP: "符号链接循环"
    case ENAMETOOLONG: "文件名过长"
    case EISDIR, ENOTDIR: "不是普通文件"
    default: "读取失败（系统错误 \(code)）"
    }
  }
}

/// Walks a folder without recursion, in no particular order: the site sorts.
private struct DirectoryWalk {
  let root: String
  let limits: ExportLimits
  var files: [SourceFile] = []
  /// Beside `files`.
  var identities: [FileIdentity] = []
  var problems: [SiteProblem] = []
  private var realRoot: [UInt8] = []
  private var pending: [(name: [UInt8], depth: Int)] = [([], 0)]
  /// Folders entered, so that links within the export cannot lead in circles.
  private var seen: Set<Inode> = []
  private var total = 0

  private struct Inode: Hashable {
    let device: UInt
    let number: UInt
  }

  init(root: String, limits: ExportLimits) {
    (self.root, self.limits) = (root, limits)
  }

  mutating func run() throws(ExportError) {
    guard let real = Self.real(DirectorySource.path(root, [])) else {
      throw .unreadable(path: root, reason: DirectorySource.reason(errno))
    }
    realRoot = real
    while let folder = pending.popLast() {
      try enter(folder.name, depth: folder.depth)
    }
  }

  private mutating func enter(_ name: [UInt8], depth: Int) throws(ExportError) {
    guard depth <= limits.depth else {
      throw .tooDeep(path: root, entry: NameDecoding.text(name), limit: limits.depth)
    }
    let descriptor = open(DirectorySource.path(root, name), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return refuse(name, DirectorySource.reason(errno)) }
    var status = stat()
    guard fstat(descriptor, &status) == 0,
      seen.insert(Inode(device: UInt(status.st_dev), number: UInt(status.st_ino))).inserted,
      let stream = fdopendir(descriptor)
    else {
      close(descriptor)
      return
    }
    defer { closedir(stream) }
    while let item = readdir(stream) {
      let child = Self.name(of: item)
      if child == [UInt8(ascii: ".")] || child == [UInt8(ascii: "."), UInt8(ascii: ".")] { continue }
      if name.isEmpty, Self.isOurs(child) { continue }
      if ArchiveSource.isByProduct(child) { continue }
      let full = name.isEmpty ? child : name + [UInt8(ascii: "/")] + child
      guard full.count <= limits.nameBytes else {
        throw .nameTooLong(path: root, start: String(NameDecoding.text(full).prefix(60)), limit: limits.nameBytes)
      }
      try take(full, child: child, in: dirfd(stream), depth: depth)
    }
  }

  /// What this tool writes beside a bare export is no part of it, else a second run would see another site.
  private static func isOurs(_ name: [UInt8]) -> Bool {
    let text = String(decoding: name, as: UTF8.self)
    return text == ".gongkai-cache" || text == "gongkai.yml" || text.hasPrefix("gongkai.sqlite")
  }

  private mutating func take(_ full: [UInt8], child: [UInt8], in folder: Int32, depth: Int) throws(ExportError) {
    var status = stat()
    let name = child.map { CChar(bitPattern: $0) } + [0]
    guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      return refuse(full, DirectorySource.reason(errno))
    }
    if status.st_mode & S_IFMT == S_IFLNK {
      guard let target = Self.real(DirectorySource.path(root, full)) else {
        return refuse(full, "符号链接的目标不存在")
      }
      guard target == realRoot || target.starts(with: realRoot + [UInt8(ascii: "/")]) else {
        problems.append(SiteProblem(kind: .skipped, path: shown(full), reason: "符号链接指向导出之外，未读取"))
        return
      }
      guard fstatat(folder, name, &status, 0) == 0 else { return refuse(full, DirectorySource.reason(errno)) }
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      pending.append((full, depth + 1))
    case S_IFREG:
      guard files.count < limits.entries else { throw .tooManyEntries(path: root, limit: limits.entries) }
      files.append(SourceFile(name: full, size: Int(status.st_size), ordinal: files.count, record: nil))
      identities.append(FileIdentity(status))
    default:
      problems.append(SiteProblem(kind: .skipped, path: shown(full), reason: "不是普通文件，未读取"))
    }
  }

  private mutating func refuse(_ name: [UInt8], _ reason: String) {
    problems.append(SiteProblem(kind: .unreadable, path: shown(name), reason: reason))
  }

  private func shown(_ name: [UInt8]) -> String { "/" + NameDecoding.text(name) }

  private static func real(_ path: [CChar]) -> [UInt8]? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return Array(UnsafeRawBufferPointer(start: found, count: strlen(found)))
  }

  private static func name(of item: UnsafeMutablePointer<dirent>) -> [UInt8] {
    withUnsafeBytes(of: &item.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
  }
}

extension DirectorySource {
  /// The first bytes of a file, for telling its kind; nil where it cannot be read. An empty `root` means a whole path.
  static func head<T>(root: String, name: [UInt8], _ look: (UnsafeRawBufferPointer) -> T?) -> T? {
    let full = root.isEmpty ? name.map { CChar(bitPattern: $0) } + [0] : path(root, name)
    let descriptor = open(full, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 8) { room in
      let got = Glibc.read(descriptor, room.baseAddress, room.count)
      return got < 0 ? nil : look(UnsafeRawBufferPointer(rebasing: room[..<got]))
    }
  }
}
