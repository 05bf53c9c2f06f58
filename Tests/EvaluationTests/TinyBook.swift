import Evidence
import Findings
import Foundation
import Records
import RuleFiles
import Workdays

@testable import Evaluation

/// Three short documents, one rule, and a unit with three events, two of which lack their sign.
enum TinyBook {
  private static let files = [
    "scoring/grades.yml": "grades:\n  - {name: 合格, from: 60}\n  - {name: 不合格, from: 0}\n",
    "checks/marked.yml": """
    id: marked
    title: 有标识
    topic: 政府开放
    check: filled
    options: {table: events, must: [{field: 标识, flag: true}], fault: 没有标识}
    message: 活动“{title}”不符合要求：{detail}。
    fix: 请设置标识。
    why: 便于辨认。
    examples:
      - name: 有和没有
        tables: {events: [{编号: H1, 标识: true}, {编号: H2, 标识: true}, {编号: H3, 标识: false}, {编号: H4}]}
        expect: {H1: passed, H2: passed, H3: failed, H4: failed}
    """,
    "checks/remarked.yml": """
    id: remarked
    title: 有标识
    topic: 政府开放
    check: filled
    options: {table: events, must: [{field: 标识, flag: true}], fault: 没有标识}
    message: 现场没有设置标识的活动是“{title}”。
    fix: 请设置标识。
    why: 便于辨认。
    examples:
      - name: 有和没有
        tables: {events: [{编号: H1, 标识: true}, {编号: H2, 标识: true}, {编号: H3, 标识: false}, {编号: H4}]}
        expect: {H1: passed, H2: passed, H3: failed, H4: failed}
    """,
    "checks/signed.yml": """
    id: signed
    title: 有签到
    topic: 政府开放
    check: filled
    options: {table: events, fields: [签到], may_be_unkept: true}
    message: 活动“{title}”不符合要求：{detail}。
    fix: 请补记签到。
    why: 便于核对。
    examples:
      - name: 有和没有
        tables: {events: [{编号: H1, 签到: 有}, {编号: H2, 签到: 有}, {编号: H3}, {编号: H4}]}
        expect: {H1: passed, H2: passed, H3: failed, H4: failed}
    """,
    "clauses/a.yml": """
    document: a
    name: 甲要点
    year: 2024
    clauses:
      - {id: "1", quote: 一, topic: 政府开放, severity: medium, subjectivity: hard, rule: marked}
      - {id: "2", quote: 二, topic: 政府开放, severity: high, subjectivity: soft, rule: remarked}
      - {id: "3", quote: 三, topic: 政府开放, severity: high, subjectivity: hard, binds: [district], rule: marked}
      - {id: "4", quote: 四, topic: 培训, severity: high, subjectivity: manual, attested: true, by: "09-30"}
      - {id: "5", quote: 五, topic: 培训, severity: high, subjectivity: manual, attested: true, by: "10-01"}
      - {id: "6", quote: 六, topic: 培训, severity: high, subjectivity: manual, attested: true, by: "09-30", encouraged: true}
      - {id: "7", quote: 七, topic: 其他, severity: high, subjectivity: hard}
    """,
    "clauses/b.yml": """
    document: b
    name: 乙要求
    clauses:
      - {id: "1", quote: 一, topic: 政府开放, severity: high, subjectivity: hard, rule: marked}
      - {id: "2", quote: 二, topic: 政府开放, severity: low, subjectivity: hard, rule: marked, with: {fault: 未见标识}}
    """,
    "clauses/c.yml": """
    document: c
    name: 丙要点
    year: 2023
    clauses:
      - {id: "1", quote: 一, topic: 政府开放, severity: low, subjectivity: hard, rule: marked}
    """,
    "clauses/d.yml": """
    document: d
    name: 丁要求
    clauses:
      - {id: "1", quote: 一, topic: 政府开放, severity: low, subjectivity: hard, rules: [marked, signed]}
    """,
    "profiles/unkept.yml": "documents: [d]\n",
    "profiles/all.yml": "documents: [a, b, c]\n",
    "profiles/off.yml": "extends: all\nclauses:\n  a/1: {off: 今年不办}\n",
    "profiles/over.yml": "extends: all\ncarry_over: true\n",
  ]

  static func load() throws -> RuleBook {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      let url = folder.appending(path: name)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    return try RuleBook(folder: folder)
  }

  static func event(_ key: String, marked: Bool?, line: Int = 2, isReadable: Bool = true) -> Record {
    Record(
      key: key, title: "活动\(key)", values: marked.map { ["标识": .flag($0)] } ?? [:],
      unreadable: isReadable ? [] : ["标识"], location: Location(path: "events.csv", line: line))
  }

  static func evidence(
    _ events: [Record]? = [event("H1", marked: true), event("H2", marked: false), event("H3", marked: nil)],
    level: Level = .town, register: [Record] = []
  ) -> Evidence {
    let table =
      events.map { Table(name: "events", chineseName: "活动台账", records: $0, fields: ["编号", "标识"]) }
      ?? .absent("events", chineseName: "活动台账")
    let registers = Table(name: "register", chineseName: "事项登记", records: register, fields: ["类别", "名称", "备注"])
    return Evidence(unit: .init(name: "月浦镇", level: level), tables: [table, registers])
  }
}

extension UnitEvaluator.Evaluated {
  func clause(_ id: String) -> ClauseResult? { clauses.first { $0.id.description == id } }
  func findings(_ clause: String) -> [Finding] { findings.filter { $0.clauses.contains { $0.description == clause } } }
}
