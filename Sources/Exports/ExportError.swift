/// An export that cannot be used at all; a single unreadable file is no error but a ``SiteProblem``.
public enum ExportError: Error, Sendable, Hashable, CustomStringConvertible {
  case missing(path: String)
  case unreadable(path: String, reason: String)
  case unknownFormat(path: String)
  case damaged(path: String, after: String, reason: String)
  case encrypted(path: String, entry: String)
  case notPolicyLibrary(path: String, reason: String)
  case tooManyEntries(path: String, limit: Int)
  case entryTooLarge(path: String, entry: String, limit: Int)
  case expandsTooFar(path: String, limit: Int)
  case compressedTooFar(path: String, ratio: Int)
  case nameTooLong(path: String, start: String, limit: Int)
  case tooDeep(path: String, entry: String, limit: Int)
  case badBase(String)

  public var description: String {
    switch self {
    case .missing(let path):
      "网站导出“\(path)”不存在。请核对 gongkai.yml 中 site 的 path，或命令行给出的位置。"
    case .unreadable(let path, let reason):
      "网站导出“\(path)”无法打开：\(reason)。请检查文件权限后重试。"
    case .unknownFormat(let path):
      "网站导出“\(path)”的格式无法识别。请提供文件夹、.zip、.tar(.gz|.xz)、.warc(.gz) 或政策库 .json。"
    case .damaged(let path, let after, let reason):
      "导出包“\(path)”已损坏或不完整，在“\(after)”之后读不下去（\(reason)）。请重新导出或重新下载。"
    case .encrypted(let path, let entry):
      "导出包“\(path)”中的“\(entry)”设有密码，无法读取。请重新打包，不设密码。"
    case .notPolicyLibrary(let path, let reason):
      "“\(path)”不是可用的政策库 JSON：\(reason)。应为记录数组，或含 records 数组的对象。"
    case .tooManyEntries(let path, let limit):
      "网站导出“\(path)”的文件数超过上限 \(limit) 个。请分成几份导出，在 site 下逐份列出。"
    case .entryTooLarge(let path, let entry, let limit):
      "网站导出“\(path)”中的“\(entry)”超过单个文件上限 \(ExportError.size(limit))。请把它移出导出后重试。"
    case .expandsTooFar(let path, let limit):
      "导出包“\(path)”解压后超过上限 \(ExportError.size(limit))，已停止读取。请确认来源可靠，或分成几份。"
    case .compressedTooFar(let path, let ratio):
      "导出包“\(path)”的压缩比超过 \(ratio) 倍，疑似压缩炸弹，已停止读取。请确认来源可靠后重新导出。"
    case .nameTooLong(let path, let start, let limit):
      "网站导出“\(path)”中有文件名超过 \(limit) 字节（以“\(start)”开头）。请缩短文件名后重新导出。"
    case .tooDeep(let path, let entry, let limit):
      "网站导出“\(path)”的文件夹超过 \(limit) 层（在“\(entry)”处）。请检查是否循环嵌套。"
    case .badBase(let base):
      "site 的 base“\(base)”不是 http 或 https 网址。请写成 https://www.example.gov.cn/ 的形式。"
    }
  }

  private static func size(_ bytes: Int) -> String {
    bytes >= 1 << 30 ? "\(bytes >> 30) GB" : bytes >= 1 << 20 ? "\(bytes >> 20) MB" : "\(bytes) 字节"
  }
}
