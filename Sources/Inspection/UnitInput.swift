import Evaluation
import Evidence
import Findings
import Pages
import Parallel
import Records
import RuleFiles
import Sampling
import Scoring
import Settings

/// One unit with what it supplied, ready to be judged.
struct UnitInput: Sendable {
  let unit: InspectionFolder.Unit
  let plan: Plan
  let ledgers: LedgerFolder?

  /// - Parameters:
  ///   - builder: let go as soon as there is evidence, since it holds an index of the site.
  ///   - shared: the site parted between the towns and the district; nil where the unit answers for all pages.
  func judge(
    _ folder: InspectionFolder, _ book: RuleBook, _ builder: () -> EvidenceBuilder,
    shared: SharedPages?, statements: StatementReader, samples: [SampleAnswer], isPartial: Bool,
    jobs: Int
  ) throws(SettingError) -> Judged {
    let builder = builder()
    let evidence = builder.evidence(
      of: unit.unit, pages: shared?.pages(of: unit.share), ledgers: ledgers?.ledgers ?? [])
    Discard.beside(consume builder, jobs: jobs)
    var evaluator = UnitEvaluator(
      plan: plan, book: book, period: folder.period, asOf: folder.asOf, attestations: statements.attestations,
      waivers: statements.waivers, samples: samples, isPartial: isPartial)
    evaluator.jobs = jobs
    if !isPartial { evaluator.earlier = folder.period.lookedBackAt }
    let evaluated = try evaluator.evaluate(evidence)
    let notes = notes(evidence, evaluated)
    Discard.beside(consume evidence, jobs: jobs)
    let model = book.scoring.models[plan.scoring]
    guard let model else {
      throw SettingError(
        "没有名为“\(plan.scoring)”的计分模型。可用：\(book.scoring.models.keys.sorted().joined(separator: "、"))。", at: unit.place)
    }
    let score = model.score(clauses: evaluated.clauses, findings: evaluated.findings, grades: book.scoring.grades)
    let findings = evaluated.findings.masked(jobs: jobs)
    let result = UnitResult(
      name: unit.unit.name, level: unit.unit.level, formerly: unit.unit.formerly, profiles: plan.profiles,
      score: score, clauses: evaluated.clauses.map(\.masked), findings: findings,
      passedSubjects: Proofs.masked(evaluated.proofs.passed, jobs: jobs),
      settledSubjects: Proofs.masked(evaluated.proofs.settled, jobs: jobs))
    return Judged(
      result: result, judgements: evaluated.judgements, usedStatements: evaluated.usedStatements,
      metSubjects: evaluated.metSubjects,
      missingYears: evaluated.missingYears, notes: notes)
  }

  private func notes(_ evidence: Evidence, _ evaluated: UnitEvaluator.Evaluated) -> [String] {
    var notes = evidence.notes + evaluated.notes
    for path in ledgers?.foreign ?? [] { notes.append("“\(path)”不是能读的格式，没有读取；请另存为 .xlsx 或 .csv。") }
    for path in ledgers?.unrecognised ?? [] { notes.append("台账目录中的“\(path)”不是约定的台账名称，没有读取。") }
    for ledger in ledgers?.ledgers ?? [] { notes += ledger.notes }
    return notes.map { "\(unit.unit.name)：\(PersonalText.masked($0))" }
  }
}

/// What came of one unit.
struct Judged: Sendable {
  let result: UnitResult
  let judgements: Judgements
  let usedStatements: Set<Location>
  let metSubjects: [Location: Set<String>]
  let missingYears: Set<Int>
  let notes: [String]
}
