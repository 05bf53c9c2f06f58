import Checks
public import Evidence
public import Findings
import Parallel
public import RuleFiles
public import Sampling
public import Settings
public import Workdays

/// Judges every clause of a plan over one unit's evidence.
public struct UnitEvaluator: Sendable {
  public let plan: Plan
  public let book: RuleBook
  public let period: Period
  public let asOf: CivilDate
  public let attestations: [Attestation]
  public let waivers: [Waiver]
  public let samples: [SampleAnswer]
  /// Only some pages were asked for: what is not about single pages is left out.
  public let isPartial: Bool
  /// Earlier periods that are looked at again, for what is mended of them today.
  public var earlier: [Period] = []
  /// Workers that judge at the same time; the results are the same for any number.
  public var jobs = 1
  let calendar: WorkdayCalendar

  public init(
    plan: Plan, book: RuleBook, period: Period, asOf: CivilDate, attestations: [Attestation] = [],
    waivers: [Waiver] = [], samples: [SampleAnswer] = [], isPartial: Bool = false,
    calendar: WorkdayCalendar? = nil
  ) {
    (self.plan, self.book, self.period, self.asOf) = (plan, book, period, asOf)
    (self.attestations, self.waivers, self.samples) = (attestations, waivers, samples)
    self.isPartial = isPartial
    self.calendar = calendar ?? book.calendar
  }

  /// What came of one unit.
  public struct Evaluated: Sendable {
    public var clauses: [ClauseResult]
    public var findings: [Finding]
    /// Every subject under every clause, findings or not.
    public var judgements: Judgements
    /// Statements that were used, by their place, so that the stale ones can be told.
    public var usedStatements: Set<Location>
    /// The subjects that statements name and that were judged, by the statement's place.
    public var metSubjects: [Location: Set<String>]
    /// Years whose calendar was needed and is not known.
    public var missingYears: Set<Int>
    public var notes: [String]
    /// What passes, now or when it is looked at again.
    public var proofs: Proofs
  }

  /// - Throws: `SettingError` where a rule's options do not fit, which loading should have told.
  public func evaluate(_ evidence: Evidence) throws(SettingError) -> Evaluated {
    let asking = try Asking(self, evidence)
    let answers = asking.answers()
    var state = State()
    for entry in plan.entries {
      var judged = judge(entry, asking, answers, &state)
      if !samples.isEmpty {
        for index in judged.groups.indices {
          judged.groups[index].lay { $0.lay(samples, unit: evidence.unit.name) }
        }
      }
      state.clauses.append(summary(entry, judged))
      state.judgements.append(judged.groups)
    }
    let judgements = state.judgements
    let (findings, proofs) = Workers.both(jobs: jobs) {
      FindingCollector(jobs: jobs).findings(of: judgements)
    } _: {
      Proofs(judgements, asking.looks(after: answers))
    }
    Discard.beside(consume asking, jobs: jobs)
    return Evaluated(
      clauses: state.clauses.sorted { $0.id < $1.id }, findings: findings, judgements: judgements,
      usedStatements: state.used, metSubjects: state.met, missingYears: state.missingYears, notes: state.notes,
      proofs: proofs)
  }

  private struct State {
    var clauses: [ClauseResult] = []
    var judgements = Judgements()
    var used: Set<Location> = []
    var met: [Location: Set<String>] = [:]
    var missingYears: Set<Int> = []
    var notes: [String] = []
  }

  /// What people said of one clause in this unit.
  private struct Statements {
    let attestations: [Attestation]
    let waivers: [Waiver]

    var isEmpty: Bool { attestations.isEmpty && waivers.isEmpty }
  }

  private struct Judged {
    var groups: [Judgements.Group] = []
    /// Why the whole clause does not apply.
    var note: String?
  }

  private func judge(
    _ entry: Plan.Entry, _ asking: Asking, _ answers: [Question.Key: Question.Answer], _ state: inout State
  ) -> Judged {
    let (clause, evidence) = (entry.clause, asking.evidence)
    let binding: CheckContext.Binding
    switch asking.standing(of: entry, in: period) {
    case .idle(let note): return Judged(note: note)
    case .binds(let found): binding = found
    }
    var judged = Judged()
    switch clause.decision {
    case .attested(let duty):
      judged.groups = [attestation(entry, duty, binding, evidence)]
    case .open:
      let verdict = Verdict(
        .undecided, Subject(kind: "unit", key: evidence.unit.name), reason: .unattested, detail: "本条尚无自动核查规则")
      judged.groups = [group(entry, verdict, "本条尚无自动核查规则，需人工核查。", "请人工核查后填写核查确认表。", evidence)]
    case .rules:
      var notes: [String] = []
      for (use, question) in asking.questions[clause.id] ?? [] {
        if let note = asking.exempt[question.rule.id] {
          notes.append(note)
          continue
        }
        let verdicts = answers[question.key(binding)]?.verdicts ?? []
        state.missingYears.formUnion(verdicts.lazy.compactMap(\.missingYear))
        let basis = Judgement.Basis(
          entry, (question.rule, use), unit: evidence.unit.name, variant: question.variant)
        if !verdicts.isEmpty { judged.groups.append(.init(basis, verdicts)) }
      }
      if judged.groups.isEmpty { judged.note = notes.first ?? "核查期内没有适用对象" }
    }
    let unit = evidence.unit.name
    let statements = Statements(
      attestations: attestations.filter { $0.scope.covers(clause.id, unit: unit) },
      waivers: waivers.filter { $0.scope.covers(clause.id, unit: unit) })
    if !statements.isEmpty {
      for index in judged.groups.indices {
        judged.groups[index].lay { lay(statements, over: &$0, clause, &state) }
      }
    }
    return judged
  }

  enum Standing {
    case binds(CheckContext.Binding)
    /// Why the whole clause does not apply.
    case idle(String)
  }

  func standing(of entry: Plan.Entry, in period: Period, _ evidence: Evidence, _ scope: ScopeRegister) -> Standing {
    let clause = entry.clause
    if let reason = entry.off { return .idle("方案已关闭本条：\(reason)") }
    if !clause.binds.contains(evidence.unit.level) {
      return .idle(
        "本条约束\(clause.binds.map(\.chineseName).joined(separator: "、"))，不约束\(evidence.unit.level.chineseName)")
    }
    guard let binding = entry.document.binding(in: period.year, carriedOver: plan.carryOver) else {
      return .idle(
        "《\(entry.document.name)》只约束\(entry.document.year.map(String.init) ?? "")年，核查期为\(period.chineseName)")
    }
    if let reason = scope.exclusion(of: clause) { return .idle(reason) }
    if isPartial, let note = partialNote(clause) { return .idle(note) }
    return .binds(binding)
  }

  private func partialNote(_ clause: Clause) -> String? {
    if case .rules(let uses) = clause.decision,
      uses.contains(where: { book.rules[$0.rule]?.kind.judgesSinglePages == true })
    {
      return nil
    }
    return "本次只核查部分网页，本条须看全站或全部台账，未核查"
  }

  /// Of a clause that no rule decides.
  private func group(
    _ entry: Plan.Entry, _ verdict: Verdict, _ message: String, _ fix: String, _ evidence: Evidence
  ) -> Judgements.Group {
    let basis = Judgement.Basis(
      entry, nil, unit: evidence.unit.name, variant: "\(entry.clause.id)", words: (message, fix))
    return Judgements.Group(basis, [verdict])
  }

  /// A clause that only a person can decide: owed from a day of the year on, undecided until somebody says.
  private func attestation(
    _ entry: Plan.Entry, _ duty: Clause.Attested, _ binding: CheckContext.Binding, _ evidence: Evidence
  ) -> Judgements.Group {
    let due = duty.due(in: binding.year) ?? asOf
    let subject = Subject(kind: "unit", key: evidence.unit.name)
    let isDue = asOf >= due
    if isDue, duty.isEncouraged {
      let verdict = Verdict(.passed, subject, detail: "鼓励性要求，未作硬性规定", dueOn: due)
      return group(entry, verdict, verdict.detail, "", evidence)
    }
    let verdict = Verdict(
      isDue ? .undecided : .notDue, subject, reason: isDue ? .unattested : nil,
      detail: isDue ? "本条须由人核查确认，尚无有效的确认记录" : "本条须于\(due)前由人核查确认", dueOn: due)
    return group(entry, verdict, "\(verdict.detail)。", "请核查后在核查确认表中填写结论、确认人、确认日期和佐证材料。", evidence)
  }

  /// Attestations settle what could not be decided; waivers let pass what failed. Neither hides what is beneath.
  private func lay(
    _ statements: Statements, over judgement: inout Judgement, _ clause: Clause, _ state: inout State
  ) {
    let key = judgement.subject.key
    let attestations = statements.attestations.filter { $0.scope.subject?.contains(key) ?? true }
    for statement in attestations where statement.scope.subject != nil {
      state.met[statement.location, default: []].insert(key)
    }
    // The most particular and then the latest word counts.
    let ranked = attestations.sorted {
      ($0.scope.subject != nil ? 1 : 0, $0.on) > ($1.scope.subject != nil ? 1 : 0, $1.on)
    }
    let duty: Clause.Attested? = if case .attested(let duty) = clause.decision { duty } else { nil }
    let valid = ranked.filter { $0.on <= asOf && asOf <= $0.until }.filter { statement in
      guard let why = duty?.refusal(of: statement, dueOn: judgement.verdict.dueOn) else { return true }
      state.used.insert(statement.location)
      state.notes.append(
        "《核查确认》\(statement.location.statementInWords)确认“\(clause.id)”符合，但\(why)，未予采信。")
      return false
    }
    if let statement = valid.first {
      let settles = judgement.outcome == .undecided || judgement.rule == nil
      // An earlier word of the same was of use until this one came.
      if settles || statement.result == .notMet, judgement.reason != .unreadable {
        state.used.formUnion(valid.map(\.location))
        judgement.overlay = Overlay(
          kind: .attestation, beneath: judgement.outcome, by: statement.by, on: statement.on, until: statement.until,
          reason: statement.note)
        judgement.outcome = statement.result.outcome
        judgement.reason = nil
      } else if statement.result == .met, judgement.outcome == .passed {
        state.used.formUnion(valid.map(\.location))
      } else if statement.result == .met, judgement.outcome == .failed {
        state.used.formUnion(valid.map(\.location))
        state.notes.append(
          "《核查确认》\(statement.location.statementInWords)称“\(clause.id)”符合，但核查结果为不符合，未予采信；确需免责的请办理豁免。"
        )
      }
    }
    let waivers = statements.waivers.filter {
      $0.scope.subject?.contains(key) ?? true && asOf <= $0.until && ($0.on ?? asOf) <= asOf
    }
    for waiver in waivers where waiver.scope.subject != nil { state.met[waiver.location, default: []].insert(key) }
    // The most particular, and of a waiver and its renewal the one that lasts.
    let waiver = waivers.min {
      ($0.scope.subject != nil ? 1 : 0, $0.until) > ($1.scope.subject != nil ? 1 : 0, $1.until)
    }
    guard let waiver, judgement.outcome == .failed || judgement.outcome == .undecided else { return }
    state.used.formUnion(waivers.map(\.location))
    judgement.overlay = Overlay(
      kind: .waiver, beneath: judgement.outcome, by: waiver.by, on: waiver.on, until: waiver.until,
      reason: waiver.reason)
    judgement.outcome = .notApplicable
    judgement.reason = nil
  }

  private func summary(_ entry: Plan.Entry, _ judged: Judged) -> ClauseResult {
    let clause = entry.clause
    let rules: [String] = if case .rules(let uses) = clause.decision { uses.map(\.rule) } else { [] }
    let counts = judged.groups.counts
    let outcome = Outcome.summing(counts.keys)
    var note = judged.note
    if note == nil, outcome != .passed, outcome != .failed {
      note = judged.groups.first(outcome).map { judgement in
        judgement.overlay.map { "\($0.kind.chineseName)（原结果：\($0.beneath.chineseName)；\($0.reason)）" }
          ?? judgement.verdict.detail.withNestedQuotes
      }
    }
    // What was decided says as well what it could not look at.
    if note == nil {
      let unseen = judged.groups.lazy.flatMap(\.verdicts).compactMap(\.unseen).first
      note = unseen.map { "没有核对：\($0)".withNestedQuotes }
    }
    return ClauseResult(
      id: clause.id, document: entry.document.name, quote: clause.quote, topic: clause.topic,
      severity: entry.severity, subjectivity: clause.subjectivity, responsible: clause.responsible, rules: rules,
      outcome: outcome,
      reason: outcome == .undecided ? judged.groups.first(.undecided)?.reason : nil,
      note: note, weight: entry.weight, passed: counts[.passed] ?? 0, failed: counts[.failed] ?? 0,
      undecided: counts[.undecided] ?? 0, notDue: counts[.notDue] ?? 0, notApplicable: counts[.notApplicable] ?? 0,
      errors: counts[.error] ?? 0)
  }
}
