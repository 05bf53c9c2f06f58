import Evidence
import Findings
import Settings
import Workdays

/// A page whose number bears one of the office's own 机关代字 must be in the ledger: what is not may have bypassed it.
struct UnregisteredPagesCheck: Check {
  private let table: String
  private let missing: Failure

  init(_ options: inout Fields) throws(SettingError) {
    table = try options.string("table")
    missing = try options.choice("missing", default: .heuristic)
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let ledger = try context.table(table)
    // Without a ledger the documents are the pages, and nothing can be missing.
    guard ledger.records.contains(where: { ($0.text("资料来源") ?? "台账") != "页面" }) else { return [] }
    var numbers: [String: Record] = [:]
    for record in ledger.records {
      for number in record.items("文号") { numbers[DocumentNumber.matchingKey(number)] = record }
    }
    let paths = Set(ledger.records.compactMap { $0.text("页面路径") })
    let codes = Set(numbers.keys.compactMap(Self.code))
    var verdicts: [String: Verdict] = [:]
    for page in try context.table("pages").records where page.text("类型") == "政策" {
      guard let number = page.text("发文字号") else { continue }
      let key = DocumentNumber.matchingKey(number)
      guard let code = Self.code(key), codes.contains(code), verdicts[key] == nil,
        let date = page.date("成文日期") ?? page.date("发布日期"), context.isInPeriod(date)
      else { continue }
      let known = numbers[key]
      var verdict = Verdict(
        .passed, Subject(kind: "policy", key: known?.key ?? number, title: page.text("标题")), detail: "已登记",
        at: page)
      verdict.evidence = page.pageName
      if known == nil, !paths.contains(page.text("路径") ?? page.key) {
        verdict.detail = "网站已公开，公文台账没有登记"
        verdict.fail(missing)
      }
      verdicts[key] = verdict
    }
    return verdicts.sorted { $0.key < $1.key }.map(\.value)
  }

  /// 甲府办 of 甲府办〔2024〕3号.
  private static func code(_ number: String) -> String? {
    guard let end = number.firstIndex(of: "〔"), end > number.startIndex else { return nil }
    return String(number[..<end])
  }
}
