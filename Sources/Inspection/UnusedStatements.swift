import Evaluation
import Findings
import Settings

/// Attestations and waivers that served nothing: misaddressed ones with the name that may have been meant, stale ones.
struct UnusedStatements {
  private let statements: StatementReader
  private let used: Set<Location>
  private let units: [String]
  /// As they may be written: with their document and, within it, without.
  private let clauses: Set<String>
  private let judged: [Judged]

  init(_ statements: StatementReader, _ judged: [Judged]) {
    self.statements = statements
    used = judged.reduce(into: []) { $0.formUnion($1.usedStatements) }
    self.judged = judged
    units = judged.map(\.result.name)
    clauses = Set(judged.flatMap(\.result.clauses).flatMap { [$0.id.description, $0.id.number] })
  }

  var notes: [String] {
    statements.waivers.filter { !used.contains($0.location) }
      .map { note("豁免", $0.scope, $0.location, otherwise: "已没有可豁免的问题，请撤销。") }
      + statements.attestations.filter { !used.contains($0.location) }
      .map { note("核查确认", $0.scope, $0.location, otherwise: "没有对应的待核查事项。") }
  }

  private func note(_ ledger: String, _ scope: Scope, _ location: Location, otherwise words: String) -> String {
    "《\(ledger)》\(location.statementInWords)（\(scope.clause)）\(misaddressed(scope) ?? words)"
  }

  private func misaddressed(_ scope: Scope) -> String? {
    if !clauses.contains(scope.clause) {
      return "没有采用：各单位的方案中都没有这一条。\(Nearest.hint(scope.clause, clauses.sorted()))"
    }
    if let unit = scope.unit, !units.contains(unit) {
      return "没有采用：清单中没有名为“\(unit)”的单位。\(Nearest.hint(unit, units))"
    }
    guard let subject = scope.subject else { return nil }
    let subjects = subjects(under: scope)
    guard !subjects.isEmpty, !subjects.contains(subject) else { return nil }
    return "没有采用：本条这次核查的对象中没有“\(subject)”，请更正或撤销。\(Nearest.hint(subject, subjects.sorted()))"
  }

  /// What was judged under a statement's clause, whether it passed or not.
  private func subjects(under scope: Scope) -> Set<String> {
    var subjects: Set<String> = []
    for judged in judged where scope.unit == nil || scope.unit == judged.result.name {
      for judgement in judged.judgements
      where [judgement.clause.description, judgement.clause.number].contains(scope.clause) {
        subjects.insert(judgement.subject.key)
      }
    }
    return subjects
  }
}
