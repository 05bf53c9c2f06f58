/// What keeps a whole ledger from being read: its file, what was found, and what is wanted.
public struct LedgerProblem: Error, Sendable, Hashable {
  public enum Reason: Error, Sendable, Hashable {
    /// The folder that the manifest names is not there.
    case noFolder
    /// The same ledger under two names.
    case twoFiles([String])
    /// The file cannot be opened.
    case unopened
    case tooLarge(String)
    /// A BIFF workbook of Excel 97–2003, or one with a password.
    case legacyWorkbook
    /// A workbook that is cut off or spoilt, with what is wrong.
    case brokenWorkbook(String)
    /// Nothing that could be a table.
    case noTable
    /// JSON that is no array of objects, with what it is.
    case notRows(String)
    /// No row holds a header of this ledger.
    case wrongHeader(found: [String], wanted: [String])
    /// The header row at that place lacks the column that names the rows; `nearest` is the likeliest slip for it.
    case noKeyHeader(row: Int, wanted: [String], found: [String], nearest: String?)
  }

  /// As the caller named the folder, then the file.
  public let path: String
  public let reason: Reason

  public init(path: String, reason: Reason) {
    (self.path, self.reason) = (path, reason)
  }
}

/// Every ledger of a folder that cannot be read, by path; never empty.
public struct RecordsError: Error, Sendable, Hashable {
  public let problems: [LedgerProblem]

  public init(problems: [LedgerProblem]) {
    self.problems = problems
  }
}

extension RecordsError: CustomStringConvertible {
  /// One line each.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}

extension LedgerProblem: CustomStringConvertible {
  /// In Chinese: which file, what was found, what is wanted.
  public var description: String { "\(path)：\(reason)" }
}

extension LedgerProblem.Reason: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noFolder: "没有这个台账文件夹。请核对 gongkai.yml 里的 records，或新建此文件夹。"
    case .twoFiles(let names): "同一台账有\(names.count)个文件（\(names.joined(separator: "、"))）。请只留一个。"
    case .unopened: "文件无法打开。请检查文件是否被占用、有没有读取权限。"
    case .tooLarge(let what): "文件过大（\(what)），没有读取。请拆分，或删去多余的行列。"
    case .legacyWorkbook: "这是旧版 .xls 或设了密码的工作簿，无法读取。请在 Excel 或 WPS 中另存为不设密码的 .xlsx。"
    case .brokenWorkbook(let what): "工作簿已损坏（\(what)）。请用 Excel 或 WPS 打开后另存为 .xlsx。"
    case .noTable: "文件里没有表格。请填入表头和数据，或删去此文件。"
    case .notRows(let what): "JSON 应是对象的数组 [{\"表头\": \"值\"}, …]，而这里是\(what)。请改正后再试。"
    case .wrongHeader(let found, let wanted):
      "没有找到表头行：读到的是“\(Self.listed(found))”，应有“\(Self.listed(wanted))”等。请核对文件内容与文件名是否相符。"
    case .noKeyHeader(let row, let wanted, let found, let nearest):
      "第\(row)行的表头缺少“\(wanted.joined(separator: "”或“"))”列，读到的是“\(Self.listed(found))”。"
        + (nearest.map { "请把“\($0)”改为“\(wanted.first ?? "")”。" } ?? "请补上这一列。")
    }
  }

  private static func listed(_ names: [String]) -> String {
    let shown = names.prefix(8).map { $0.count > 20 ? "\($0.prefix(20))…" : $0 }
    return shown.joined(separator: "、") + (names.count > 8 ? " 等\(names.count)列" : "")
  }
}
