import Comparison
import Findings
import Scoring
import Workdays

/// Made-up results of any size, the same for the same numbers: for tests, measurements and looking at.
enum SyntheticResults {
  static let asOf = CivilDate(year: 2024, month: 9, day: 30) ?? CivilDate(dayNumber: 0)

  static let topics = [
    "政策解读", "阅办联动", "公文公开", "依申请公开", "留言互动", "重大决策", "公众参与", "政府开放", "内容维护", "保密与隐私", "组织保障", "公开目录",
  ]

  private static let quotes = [
    "政策文件应于公布之日起5个工作日内同步公开解读材料", "解读材料应采用三种以上形式", "涉及办事服务的政策文件应于公布后5个工作日内实现阅办联动",
    "对网民留言，一般性问题应在5个工作日内答复，简单常见问题应在1个工作日内答复，并公开答复要素", "每季度对网站存量信息开展一次清理",
    "严格落实政府信息公开保密审查制度，防止泄露个人隐私",
  ]

  private static let problems: [(message: String, fix: String, late: Bool)] = [
    ("政策公布后超过5个工作日才发布解读。", "尽快补发解读材料，今后与政策同步起草、同步审签、同步发布。", true),
    ("解读只有文字解读一种形式，少于三种。", "补充图解、视频、问答等不同形式的解读，并在台账登记。", false),
    ("办事链接指向的页面不存在。", "核对办事事项，改为事项办理页面的地址。", false),
    ("留言逾期答复。", "立即答复并说明原因，完善留言转办提醒。", true),
    ("本季度没有开展存量信息清理的记录。", "开展清理并在工作记录台账登记日期和数量。", true),
    ("页面正文出现公民身份号码 310***********1234。", "立即撤下或遮盖，并排查同批发布的页面。", false),
  ]

  /// A district of `units` bodies, each with `clauses` clauses and about `findings` findings.
  static func district(name: String = "示例区", units: Int, clauses: Int = 60, findings: Int) -> Results {
    let names = (0..<units).map { units == 1 || $0 == 0 ? name : town($0) }
    let results = names.enumerated().map { unit($1, index: $0, clauses: clauses, findings: findings) }
    return Results(
      tool: .init(name: "gongkai", version: "0.1.0"),
      inspection: .init(
        name: name, period: "2024Q3", asOf: asOf, asOfSource: "period",
        digests: .init(
          inputs: String(repeating: "a1", count: 32), rules: String(repeating: "b2", count: 32),
          calendar: String(repeating: "c3", count: 32)),
        notes: ["未指定检查日，按检查期末日 2024-09-30 判定。", "2027年节假日安排尚未公布，到期日在其后的为暂定。"]),
      reading: .init(
        pages: .init(
          seen: 1286, read: 1284,
          unreadable: [
            .init(path: "/zwgk/old/2019.html", reason: "嵌套超过256层"),
            .init(path: "/tzgg/t20240712_1.html", reason: "文件被截断"),
          ]),
        ledgers: [
          .init(
            unit: name, name: "foi", path: "records/foi.csv", rows: 42,
            rejected: [.init(row: 7, column: "收到日期", value: "2024-13-02", reason: "没有这一天")]),
          .init(unit: name, name: "messages", path: "records/messages.xlsx", rows: 118, rejected: []),
        ]),
      units: results)
  }

  /// The quarter before: every seventh fault was not there yet, and some that were are mended since.
  static func comparison(with results: Results) -> ComparisonReport {
    var old = results
    old.inspection.period = "2024Q2"
    old.inspection.asOf = CivilDate(year: 2024, month: 6, day: 30) ?? asOf
    var new = results
    for index in old.units.indices {
      old.units[index].score.value = results.units[index].score.value.map { max(0, $0 - 8 + Double(index % 5) * 4) }
      old.units[index].findings = results.units[index].findings.enumerated().filter { $0.offset % 7 != 0 }.map(
        \.element)
      new.units[index].findings = results.units[index].findings.enumerated().filter { $0.offset % 5 != 1 }.map(
        \.element)
      new.units[index].passedSubjects = [:]
      for finding in results.units[index].findings where finding.outcome == .failed {
        new.units[index].passedSubjects?[finding.rule, default: []].append(
          SubjectKey(rule: finding.rule, subject: finding.subject).written)
      }
    }
    var yearAgo = old
    yearAgo.inspection.period = "2023Q3"
    yearAgo.inspection.asOf = CivilDate(year: 2023, month: 9, day: 30) ?? asOf
    for index in yearAgo.units.indices { yearAgo.units[index].score.value = 50 + Double(index % 7) * 3.5 }
    return compare(old, new, history: [RunSummary(yearAgo)])
  }

  static func town(_ index: Int) -> String {
    let stems = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"]
    let round = (index - 1) / stems.count
    return stems[(index - 1) % stems.count] + (round == 0 ? "" : ["东", "西", "南", "北"][(round - 1) % 4]) + "镇"
  }

  static func unit(_ name: String, index: Int, clauses count: Int, findings total: Int) -> UnitResult {
    var clauses = (0..<count).map { clause($0, unit: index) }
    var findings: [Finding] = []
    for number in 0..<total {
      let place = number % max(1, count)
      var finding = self.finding(number, clause: clauses[place], unit: index)
      if number % 41 == 18 { waive(&finding) }
      switch finding.outcome {
      case .failed: clauses[place].failed += 1
      case .error: clauses[place].errors += 1
      case .undecided: clauses[place].undecided += 1
      default: break
      }
      findings.append(finding)
    }
    for place in clauses.indices { settle(&clauses[place]) }
    let shares = WeightedShares(clauses)
    let grade = shares.value.map { $0 >= 90 ? "优秀" : $0 >= 80 ? "良好" : $0 >= 60 ? "合格" : "不合格" }
    return UnitResult(
      name: name, level: index == 0 ? .district : .town,
      profiles: [index == 0 ? "baoshan-2024" : "miaohang-2024"],
      score: Score(
        model: "shares", value: shares.value, low: shares.low, high: shares.high, coverage: shares.coverage,
        grade: grade, parameters: ["得分率加权平均（shares，第 1 版）", "权重：高 3、中 2、低 1"]),
      clauses: clauses, findings: findings)
  }

  private static func clause(_ number: Int, unit: Int) -> ClauseResult {
    let severity = Severity.allCases[number % 3]
    let document = number % 5 == 4 ? "baseline" : "example-2024"
    return ClauseResult(
      id: ClauseID(document: document, number: "\(number / 4 + 1)\(["a", "b", "c", "d"][number % 4])"),
      document: document == "baseline" ? "基本检查项" : "2024年示例区政务公开工作要点", quote: quotes[number % quotes.count],
      topic: topics[number % topics.count], severity: severity, subjectivity: .hard, responsible: "区政府办公室，各街镇",
      rules: number % 11 == 10 ? [] : ["rule-\(number % 7)"], outcome: .passed,
      weight: [3, 2, 1][number % 3], passed: (number * 7 + unit * 5) % 9)
  }

  private static func settle(_ clause: inout ClauseResult) {
    if clause.failed > 0 {
      clause.outcome = .failed
    } else if clause.errors > 0 {
      clause.outcome = .error
    } else if clause.undecided > 0 {
      (clause.outcome, clause.reason) = (.undecided, .evidenceMissing)
    } else if clause.passed == 0 {
      clause.outcome = clause.weight > 1 ? .notDue : .notApplicable
      clause.note = clause.weight > 1 ? "年底到期" : "不约束本级"
      if clause.weight > 1 { clause.notDue = 1 } else { clause.notApplicable = 1 }
    }
  }

  private static func finding(_ number: Int, clause: ClauseResult, unit: Int) -> Finding {
    let problem = problems[number % problems.count]
    let outcome: Outcome = number % 97 == 96 ? .error : number % 3 == 2 ? .undecided : .failed
    let isPage = number % 2 == 0
    let key = isPage ? "/zwgk/2024/\(unit)-\(number).html" : "甲府〔2024〕\(number + 1)号"
    let location =
      isPage
      ? Location(
        path: key, url: "https://www.example.gov.cn\(key)", line: number % 300 + 1, column: 5)
      : Location(path: "records/documents.csv", line: number % 90 + 2, column: 4, field: "发布日期")
    return Finding(
      id: hexadecimal(UInt64(number) &* 2_654_435_761 &+ UInt64(unit) &* 40_503 &+ 77),
      clauses: [clause.id], rule: clause.rule ?? "attested", outcome: outcome,
      reason: outcome == .undecided ? .evidenceMissing : nil, severity: clause.severity, topic: clause.topic,
      subject: Subject(
        kind: isPage ? "page" : "policy", key: key, title: "关于印发《示例事项第\(number + 1)号实施办法》的通知"),
      location: location, message: problem.message, fix: problem.fix,
      dueOn: problem.late ? asOf.adding(days: -number % 60 - 3) : nil,
      doneOn: problem.late && number % 4 == 0 ? asOf.adding(days: -1) : nil,
      lateBy: problem.late ? number % 40 + 1 : nil, evidence: isPage ? nil : "发布日期 2024-07-0\(number % 9 + 1)",
      fingerprint: hexadecimal(UInt64(number)))
  }

  private static func waive(_ finding: inout Finding) {
    finding.overlay = Overlay(
      kind: .waiver, beneath: finding.outcome, by: "王主任", on: asOf.adding(days: -40), until: asOf.adding(days: 92),
      reason: "网站改版期间，页面迁移尚未完成")
    (finding.outcome, finding.reason) = (.notApplicable, nil)
  }

  private static func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
