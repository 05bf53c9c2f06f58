import Evaluation
import Findings
import Settings

/// Attestations and waivers that served nothing: misaddressed ones with the name that may have been meant, stale ones.
struct UnusedStatements {
  private let statements: StatementReader
  private let used: Set<Location>
  /// The subjects that each names and that were judged.
  private let met: [Location: Set<String>]
  private let units: [String]
  /// As they may be written: with their document and, within it, without.
  private let clauses: Set<String>

  init(_ statements: StatementReader, _ judged: [Judged]) {
    self.statements = statements
    used = judged.reduce(into: []) { $0.formUnion($1.usedStatements) }
    met = judged.reduce(into: [:]) { $0.merge($1.metSubjects) { $0.union($1) } }
    units = judged.map(\.result.name)
    clauses = Set(judged.flatMap(\.result.clauses).flatMap { [$0.id.description, $0.id.number] })
  }

  var notes: [String] {
    statements.waivers.compactMap { note("豁免", $0.scope, $0.location, otherwise: "已没有可豁免的问题，请撤销。") }
      + statements.attestations.compactMap { note("核查确认", $0.scope, $0.location, otherwise: "没有对应的待核查事项。") }
  }

  /// Of several units or subjects one may be misaddressed while the others serve.
  private func note(_ ledger: String, _ scope: Scope, _ location: Location, otherwise words: String) -> String? {
    let isUsed = used.contains(location)
    let fault = misaddressed(scope, location).map { (isUsed ? "有一部分没有采用：" : "没有采用：") + $0 }
    guard let words = fault ?? (isUsed ? nil : words) else { return nil }
    return "《\(ledger)》\(location.statementInWords)（\(scope.clause)）\(words)"
  }

  private func misaddressed(_ scope: Scope, _ location: Location) -> String? {
    if !clauses.contains(scope.clause) {
      return "各单位的方案中都没有这一条。\(Nearest.hint(scope.clause, clauses.sorted()))"
    }
    if let unit = scope.unit?.others(than: units).first {
      return "清单中没有名为“\(unit)”的单位。\(Nearest.hint(unit, units))"
    }
    let strangers = scope.subject?.others(than: met[location] ?? []) ?? []
    if strangers.isEmpty { return nil }
    return "这一条没有核查到对象“\(strangers.joined(separator: "”“"))”，请按问题清单中的“对象”填写。"
  }
}
