import GRDB

/// Why the store of runs cannot be used, in words for the person at the terminal.
public enum StoreError: Error, Sendable, Hashable, CustomStringConvertible {
  case missing(path: String)
  /// The file is a database of something else, or no database at all.
  case foreign(path: String)
  case damaged(path: String)
  /// Written by a newer version of this tool.
  case newer(path: String)
  /// Another process held it for longer than we wait.
  case busy(path: String, seconds: Int)
  case access(path: String)
  case disk(path: String)
  case noRun(id: Int64, known: [Int64])
  /// The frozen results of a run are not readable by this version.
  case results(id: Int64)
  case other(path: String, message: String)

  public var description: String {
    switch self {
    case .missing(let path): "没有历史库\(path)。请先运行一次 gongkai check，或核对路径。"
    case .foreign(let path): "\(path)不是本工具的历史库，未作任何改动。请核对路径，或改用别的文件名。"
    case .damaged(let path): "历史库\(path)已损坏，无法读取。请从备份恢复；若无备份，移走该文件后重新核查即可新建。"
    case .newer(let path): "历史库\(path)由更新版本的 gongkai 写成，本版本不能读写。请升级后再用。"
    case .busy(let path, let seconds): "历史库\(path)正被另一个进程使用，等了\(seconds)秒仍未释放。请等它结束后再试。"
    case .access(let path): "历史库\(path)打不开或不可写。请检查文件和所在目录的权限。"
    case .disk(let path): "写历史库\(path)时磁盘出错或已满，本次没有存入。请腾出空间后再试。"
    case .noRun(let id, let known):
      known.isEmpty
        ? "历史库中还没有任何记录。请先运行一次 gongkai check。"
        : "历史库中没有第\(id)号记录。现有：\(known.map(String.init).joined(separator: "、"))。"
    case .results(let id): "第\(id)号记录的内容无法读取。请升级 gongkai，或从备份恢复历史库。"
    case .other(let path, let message): "历史库\(path)无法使用：\(message)。请检查该文件，或从备份恢复。"
    }
  }

  init(_ error: any Error, path: String) {
    if let error = error as? StoreError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else {
      self = .other(path: path, message: "\(error)")
      return
    }
    switch error.resultCode {
    case .SQLITE_NOTADB: self = .foreign(path: path)
    case .SQLITE_CORRUPT: self = .damaged(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path, seconds: RunStore.patience)
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_AUTH: self = .access(path: path)
    case .SQLITE_FULL, .SQLITE_IOERR: self = .disk(path: path)
    default: self = .other(path: path, message: error.message ?? "SQLite \(error.resultCode.rawValue)")
    }
  }
}
