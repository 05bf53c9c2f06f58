import Findings
import Foundation
import Workdays

@testable import Records

/// Small ledgers for tests, so that a change of the shipped schemas breaks none of them.
enum Samples {
  static let documents = LedgerSchema(
    name: "documents", chineseName: "公文台账",
    columns: [
      .init(header: "文号", aliases: ["发文字号", "文件编号"]),
      .init(header: "标题", aliases: ["文件标题", "文件名称"]),
      .init(
        header: "文种", choices: ["行政规范性文件", "政策文件", "其他公文"], synonyms: ["规范性文件": "行政规范性文件"]),
      .init(header: "成文日期", aliases: ["印发日期", "发文日期"], type: .date),
      .init(header: "发布日期", aliases: ["公开日期"], type: .date),
      .init(header: "有效期至", type: .date, isOpenEnded: true),
      .init(header: "涉密", aliases: ["是否涉密"], type: .flag, yesWords: ["秘密"]),
      .init(header: "收到条数", aliases: ["意见数"], type: .number),
      .init(header: "主题分类", aliases: ["主题"], type: .list),
    ],
    keyHeaders: ["文号", "标题"], uniqueHeaders: ["文号"])

  static let people = LedgerSchema(
    name: "people", chineseName: "人员台账",
    columns: [
      .init(header: "编号"), .init(header: "姓名", isPersonal: true), .init(header: "到岗日期", type: .date),
      .init(header: "征求意见开始", type: .date), .init(header: "征求意见结束", type: .date),
    ])

  static func read(
    _ text: String, as schema: LedgerSchema = documents, path: String = "公文台账.csv"
  ) throws -> Ledger {
    try LedgerFile.read(Array(text.utf8), path: path, schema: schema)
  }
}

/// A day of a test, written `YYYY-MM-DD`.
func date(_ text: String, _ minute: Int? = nil) -> Value {
  .date(CivilDate(iso: text) ?? CivilDate(dayNumber: .min / 2), minute: minute)
}

extension Ledger {
  /// The values of one column from the first row on; nil where a cell is empty.
  func values(_ header: String) -> [Value?] { rows.map { $0.values[header] } }

  var reasons: [String] { rejected.map { "\($0.row) \($0.column ?? "-") \($0.value): \($0.reason)" } }
}

/// Numbers that differ from each other but not from run to run.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
