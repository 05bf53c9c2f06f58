import Evidence
import Findings
import RuleFiles

/// Topics and clauses that a unit's register says are not its business: rows of 类别 `不涉及事项`.
struct ScopeRegister: Sendable {
  static let category = "不涉及事项"

  private let rows: [Record]

  init(_ evidence: Evidence) {
    let register = evidence.tables["register"]
    rows = register?.isPresent == true ? (register?.records ?? []).filter { $0.text("类别") == Self.category } : []
  }

  /// Why a clause does not apply; nil where the register does not switch it off.
  func exclusion(of clause: Clause) -> String? {
    guard !rows.isEmpty else { return nil }
    let names = ["\(clause.id)", clause.id.number, clause.topic]
    guard let row = rows.first(where: { $0.items("名称").contains { names.contains($0) } }) else { return nil }
    let reason = row.text("备注").map { "：\($0)" } ?? ""
    return "事项登记载明不涉及“\(row.text("名称") ?? "")”\(reason)"
  }
}
