import Evidence
import Findings
import RuleFiles

/// Topics and clauses that a unit's register says are not its business: rows of 类别 `不涉及事项`.
enum ScopeRegister {
  static let category = "不涉及事项"

  /// Why a clause does not apply; nil where the register does not switch it off.
  static func exclusion(of clause: Clause, in evidence: Evidence) -> String? {
    guard let register = evidence.tables["register"], register.isPresent else { return nil }
    let names = ["\(clause.id)", clause.id.number, clause.topic]
    let row = register.records.first { record in
      record.text("类别") == category && record.items("名称").contains { names.contains($0) }
    }
    guard let row else { return nil }
    let reason = row.text("备注").map { "：\($0)" } ?? ""
    return "事项登记载明不涉及“\(row.text("名称") ?? "")”\(reason)"
  }
}
