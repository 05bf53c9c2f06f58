import Evaluation
import Evidence
import Findings
import Pages
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

  /// - Parameter shares: what the towns claim of the site; the rest is the district's.
  func judge(
    _ folder: InspectionFolder, _ book: RuleBook, _ builder: EvidenceBuilder, _ site: SiteReadingResult?,
    shares: [UnitShare], statements: StatementReader, samples: [SampleAnswer], isPartial: Bool,
    jobs: Int
  ) throws(SettingError) -> Judged {
    let evidence = builder.evidence(
      of: unit.unit, pages: site.flatMap { pages(of: $0.picture.pages, shares) }, ledgers: ledgers?.ledgers ?? [])
    var evaluator = UnitEvaluator(
      plan: plan, book: book, period: folder.period, asOf: folder.asOf, attestations: statements.attestations,
      waivers: statements.waivers, samples: samples, isPartial: isPartial)
    evaluator.jobs = jobs
    let evaluated = try evaluator.evaluate(evidence)
    let model = book.scoring.models[plan.scoring]
    guard let model else {
      throw SettingError(
        "没有名为“\(plan.scoring)”的计分模型。可用：\(book.scoring.models.keys.sorted().joined(separator: "、"))。", at: unit.place)
    }
    let score = model.score(clauses: evaluated.clauses, findings: evaluated.findings, grades: book.scoring.grades)
    let proofs = try proofs(evaluated.judgements, lookingBack: evaluator, over: evidence)
    let result = UnitResult(
      name: unit.unit.name, level: unit.unit.level, formerly: unit.unit.formerly, profiles: plan.profiles,
      score: score, clauses: evaluated.clauses, findings: evaluated.findings,
      passedSubjects: proofs.passed, settledSubjects: proofs.settled)
    return Judged(
      result: result, judgements: evaluated.judgements, usedStatements: evaluated.usedStatements,
      missingYears: evaluated.missingYears, notes: notes(evidence, evaluated))
  }

  /// What passed in this period, and what another look at the periods before it shows: a fault of last quarter that
  /// is mended is no longer of this quarter's population, so that only another look shows that it is.
  private func proofs(
    _ judgements: [Judgement], lookingBack evaluator: UnitEvaluator, over evidence: Evidence
  ) throws(SettingError) -> Proofs {
    var proofs = Proofs(judgements)
    var period = evaluator.period
    for _ in 0..<period.length.lookback where !evaluator.isPartial {
      period = period.previous
      var earlier = UnitEvaluator(
        plan: evaluator.plan, book: evaluator.book, period: period, asOf: evaluator.asOf, isLookingBack: true)
      earlier.jobs = evaluator.jobs
      proofs.add(lookingBack: try earlier.evaluate(evidence).judgements)
    }
    return proofs
  }

  /// nil where the unit answers for every page.
  private func pages(of all: [PageFacts], _ shares: [UnitShare]) -> [PageFacts]? {
    if let share = unit.share { return all.filter(share.covers) }
    guard !shares.isEmpty else { return nil }
    return all.filter { page in !shares.contains { $0.covers(page) } }
  }

  private func notes(_ evidence: Evidence, _ evaluated: UnitEvaluator.Evaluated) -> [String] {
    var notes = evidence.notes + evaluated.notes
    for path in ledgers?.unrecognised ?? [] { notes.append("台账目录中的“\(path)”不是约定的台账名称，没有读取。") }
    for ledger in ledgers?.ledgers ?? [] { notes += ledger.notes }
    return notes.map { "\(unit.unit.name)：\($0)" }
  }
}

/// What came of one unit.
struct Judged: Sendable {
  let result: UnitResult
  let judgements: [Judgement]
  let usedStatements: Set<Location>
  let missingYears: Set<Int>
  let notes: [String]
}
