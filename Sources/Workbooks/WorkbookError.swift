/// Why a workbook could not be written.
public enum WorkbookError: Error, Sendable, Hashable {
  /// A workbook needs a sheet.
  case noSheet
  /// Longer than 31 characters, with a forbidden character, or used twice.
  case sheetName(String)
  /// More rows or columns than the format has, a merge or filter outside it, or two merges that overlap.
  case layout(sheet: String, reason: String)
  /// The file could not be written: no such folder, no right to, no space.
  case file(path: String, reason: String)
}

extension WorkbookError: CustomStringConvertible {
  /// In Chinese, for the user.
  public var description: String {
    switch self {
    case .noSheet: "工作簿里没有工作表，无法写出。"
    case .sheetName(let name): "工作表名称“\(name)”不能用：须不超过31个字、不含 [ ] : * ? / \\ 且互不相同。"
    case .layout(let sheet, let reason): "工作表“\(sheet)”无法写出：\(reason)。"
    case .file(let path, let reason): "无法写出 \(path)：\(reason)。请检查文件夹是否存在、能否写入、磁盘是否已满。"
    }
  }
}
