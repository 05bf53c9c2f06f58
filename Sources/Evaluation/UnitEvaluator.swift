import Checks
import Dispatch
public import Evidence
public import Findings
public import RuleFiles
public import Sampling
public import Settings
import Synchronization
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
  /// Another look at an earlier period: what is judged whole, whatever the period, is left out.
  public let isLookingBack: Bool
  /// Workers that judge at the same time; the results are the same for any number.
  public var jobs = 1
  private let calendar: WorkdayCalendar

  public init(
    plan: Plan, book: RuleBook, period: Period, asOf: CivilDate, attestations: [Attestation] = [],
    waivers: [Waiver] = [], samples: [SampleAnswer] = [], isPartial: Bool = false,
    isLookingBack: Bool = false, calendar: WorkdayCalendar? = nil
  ) {
    (self.plan, self.book, self.period, self.asOf) = (plan, book, period, asOf)
    (self.attestations, self.waivers, self.samples) = (attestations, waivers, samples)
    (self.isPartial, self.isLookingBack) = (isPartial, isLookingBack)
    self.calendar = calendar ?? book.calendar
  }

  /// What came of one unit.
  public struct Evaluated: Sendable {
    public var clauses: [ClauseResult]
    public var findings: [Finding]
    /// Every subject under every clause, findings or not.
    public var judgements: [Judgement]
    /// Statements that were used, by their place, so that the stale ones can be told.
    public var usedStatements: Set<Location>
    /// Years whose calendar was needed and is not known.
    public var missingYears: Set<Int>
    public var notes: [String]
  }

  /// - Throws: `SettingError` where a rule's options do not fit, which loading should have told.
  public func evaluate(_ evidence: Evidence) throws(SettingError) -> Evaluated {
    var state = State()
    if jobs > 1 { state.cache = answers(evidence) }
    for entry in plan.entries {
      var judged = try judge(entry, evidence, &state)
      if !samples.isEmpty {
        for index in judged.judgements.indices { judged.judgements[index].lay(samples, unit: evidence.unit.name) }
      }
      state.clauses.append(summary(entry, judged))
      state.judgements += judged.judgements
    }
    let findings = FindingCollector.collecting(state.judgements, plan: plan)
    return Evaluated(
      clauses: state.clauses.sorted { $0.id < $1.id }, findings: findings, judgements: state.judgements,
      usedStatements: state.used, missingYears: state.missingYears, notes: state.notes)
  }

  private struct State {
    var clauses: [ClauseResult] = []
    var judgements: [Judgement] = []
    var used: Set<Location> = []
    var missingYears: Set<Int> = []
    var notes: [String] = []
    /// Verdicts by rule, options and binding: clauses that ask the same are judged once.
    var cache: [String: [Verdict]] = [:]
  }

  /// What people said of one clause in this unit.
  private struct Statements {
    let attestations: [Attestation]
    let waivers: [Waiver]

    var isEmpty: Bool { attestations.isEmpty && waivers.isEmpty }
  }

  /// A rule with the options and under the document that a clause asks it with.
  private struct Question: Sendable {
    let rule: Rule
    let options: Setting
    /// The options as one line.
    let text: String
    let binding: CheckContext.Binding
    let key: String

    init(_ rule: Rule, _ overrides: [Setting], _ binding: CheckContext.Binding) {
      (self.rule, self.binding) = (rule, binding)
      options = rule.effectiveOptions(with: overrides)
      text = options.canonicalText
      key = [rule.id, text, "\(binding.year)", binding.issuedOn?.description ?? ""].joined(separator: "\u{0}")
    }
  }

  private struct Judged {
    var judgements: [Judgement] = []
    /// Why the whole clause does not apply.
    var note: String?
  }

  private func judge(_ entry: Plan.Entry, _ evidence: Evidence, _ state: inout State) throws(SettingError) -> Judged {
    let clause = entry.clause
    let binding: CheckContext.Binding
    switch standing(of: entry, evidence) {
    case .idle(let note): return Judged(note: note)
    case .binds(let found): binding = found
    }
    var judged = Judged()
    switch clause.decision {
    case .attested(let by, let isEncouraged):
      judged.judgements = [attestation(entry, by: by, isEncouraged, binding, evidence)]
    case .open:
      let verdict = Verdict(
        .undecided, Subject(kind: "unit", key: evidence.unit.name), reason: .unattested, detail: "本条尚无自动核查规则")
      judged.judgements = [
        judgement(
          clause, rule: nil, verdict, "本条尚无自动核查规则，需人工核查。", "请人工核查后填写核查确认表。", variant: "\(clause.id)",
          unit: evidence.unit.name, [])
      ]
    case .rules(let uses):
      var notes: [String] = []
      for use in uses {
        let result = try apply(use, entry, binding, evidence, &state)
        judged.judgements += result.judgements
        if let note = result.note { notes.append(note) }
      }
      if judged.judgements.isEmpty { judged.note = notes.first ?? "核查期内没有适用对象" }
    }
    let unit = evidence.unit.name
    let statements = Statements(
      attestations: attestations.filter { $0.scope.covers(clause.id, unit: unit) },
      waivers: waivers.filter { $0.scope.covers(clause.id, unit: unit) })
    if !statements.isEmpty {
      for index in judged.judgements.indices { lay(statements, over: &judged.judgements[index], clause, &state) }
    }
    return judged
  }

  private enum Standing {
    case binds(CheckContext.Binding)
    /// Why the whole clause does not apply.
    case idle(String)
  }

  private func standing(of entry: Plan.Entry, _ evidence: Evidence) -> Standing {
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
    if let reason = ScopeRegister.exclusion(of: clause, in: evidence) { return .idle(reason) }
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

  private func apply(
    _ use: Clause.Use, _ entry: Plan.Entry, _ binding: CheckContext.Binding, _ evidence: Evidence, _ state: inout State
  ) throws(SettingError) -> Judged {
    let rule = try book.rule(use.rule, at: use.place)
    if isLookingBack, rule.kind.judgesSinglePages || rule.kind.judgesOnlyTheUnit { return Judged() }
    if let applies = rule.applies, !applies.holds(in: evidence) { return Judged(note: applies.note) }
    let question = Question(rule, entry.options(for: use), binding)
    let verdicts: [Verdict]
    if let known = state.cache[question.key] {
      verdicts = known
    } else {
      verdicts = try answer(question, evidence)
      state.cache[question.key] = verdicts
    }
    state.missingYears.formUnion(verdicts.compactMap(\.missingYear))
    let variant = question.text == rule.options.canonicalText ? "" : question.text
    let parameters = Judgement.Parameter.of(rule, entry, use)
    return Judged(
      judgements: verdicts.map { verdict in
        var verdict = verdict
        // What a document leaves to judgement is never failed by a machine.
        if entry.clause.subjectivity != .hard { verdict.softened() }
        let isGap = verdict.reason == .evidenceMissing
        return judgement(
          entry.clause, rule: rule.id, verdict,
          isGap ? verdict.detail : rule.message.text(for: verdict, unit: evidence.unit.name),
          isGap ? "请补交材料后重新核查；确无法提供的，填写核查确认表。" : rule.fix.text(for: verdict, unit: evidence.unit.name),
          variant: variant, unit: evidence.unit.name, parameters)
      })
  }

  /// Answers to what the clauses will ask, each asked once, by as many workers as there are.
  private func answers(_ evidence: Evidence) -> [String: [Verdict]] {
    var questions: [Question] = []
    var seen: Set<String> = []
    for entry in plan.entries {
      guard case .rules(let uses) = entry.clause.decision, case .binds(let binding) = standing(of: entry, evidence)
      else { continue }
      for use in uses {
        guard let rule = book.rules[use.rule], rule.applies?.holds(in: evidence) ?? true,
          !isLookingBack || !rule.kind.judgesSinglePages && !rule.kind.judgesOnlyTheUnit
        else { continue }
        let question = Question(rule, entry.options(for: use), binding)
        if seen.insert(question.key).inserted { questions.append(question) }
      }
    }
    let asked = questions
    let next = Mutex(0)
    let answered = Mutex<[String: [Verdict]]>([:])
    DispatchQueue.concurrentPerform(iterations: jobs) { _ in
      while true {
        let index = next.withLock { index in
          index += 1
          return index - 1
        }
        guard index < asked.count else { return }
        // What cannot be asked is told when its clause is judged.
        guard let verdicts = try? answer(asked[index], evidence) else { continue }
        answered.withLock { $0[asked[index].key] = verdicts }
      }
    }
    return answered.withLock { $0 }
  }

  private func answer(_ question: Question, _ evidence: Evidence) throws(SettingError) -> [Verdict] {
    let context = CheckContext(
      evidence: evidence, period: period, asOf: asOf, calendar: calendar, binding: question.binding,
      vocabulary: book.vocabulary)
    let found = run(try question.rule.kind.make(question.options), in: context)
    return question.rule.applies?.softened(found, in: evidence) ?? found
  }

  private func run(_ check: any Check, in context: CheckContext) -> [Verdict] {
    do {
      return try check.judge(context)
    } catch {
      return [
        Verdict(
          .undecided, context.unitSubject, reason: .evidenceMissing, detail: error.message,
          fingerprint: "evidence-missing")
      ]
    }
  }

  private func judgement(
    _ clause: Clause, rule: String?, _ verdict: Verdict, _ message: String, _ fix: String, variant: String,
    unit: String, _ parameters: [Judgement.Parameter]
  ) -> Judgement {
    Judgement(
      clause: clause.id, rule: rule,
      findingID: FindingIdentity.id(
        rule: rule ?? "attested", unit: unit, subject: verdict.subject, variant: variant),
      verdict: verdict, outcome: verdict.outcome, reason: verdict.reason, overlay: nil, message: message, fix: fix,
      parameters: parameters)
  }

  /// A clause that only a person can decide: owed from a day of the year on, undecided until somebody says.
  private func attestation(
    _ entry: Plan.Entry, by: YearDay?, _ isEncouraged: Bool, _ binding: CheckContext.Binding, _ evidence: Evidence
  ) -> Judgement {
    let due = by?.date(in: binding.year) ?? CivilDate(year: binding.year, month: 12, day: 31) ?? asOf
    let subject = Subject(kind: "unit", key: evidence.unit.name)
    let isDue = asOf >= due
    if isDue, isEncouraged {
      let verdict = Verdict(.passed, subject, detail: "鼓励性要求，未作硬性规定", dueOn: due)
      return judgement(
        entry.clause, rule: nil, verdict, verdict.detail, "", variant: "\(entry.clause.id)", unit: evidence.unit.name,
        [])
    }
    let verdict = Verdict(
      isDue ? .undecided : .notDue, subject, reason: isDue ? .unattested : nil,
      detail: isDue ? "本条须由人核查确认，尚无有效的确认记录" : "本条须于\(due)前由人核查确认", dueOn: due)
    return judgement(
      entry.clause, rule: nil, verdict, "\(verdict.detail)。", "请核查后在核查确认表中填写结论、确认人、确认日期和佐证材料。",
      variant: "\(entry.clause.id)", unit: evidence.unit.name, [])
  }

  /// Attestations settle what could not be decided; waivers let pass what failed. Neither hides what is beneath.
  private func lay(
    _ statements: Statements, over judgement: inout Judgement, _ clause: Clause, _ state: inout State
  ) {
    let key = judgement.verdict.subject.key
    let attestations = statements.attestations.filter { $0.scope.subject == nil || $0.scope.subject == key }
    // The most particular and then the latest word counts.
    let ranked = attestations.sorted {
      ($0.scope.subject != nil ? 1 : 0, $0.on) > ($1.scope.subject != nil ? 1 : 0, $1.on)
    }
    if let statement = ranked.first(where: { $0.on <= asOf && asOf <= $0.until }) {
      let settles = judgement.outcome == .undecided || judgement.rule == nil
      if settles || statement.result == .notMet, judgement.reason != .unreadable {
        state.used.insert(statement.location)
        judgement.overlay = Overlay(
          kind: .attestation, beneath: judgement.outcome, by: statement.by, on: statement.on, until: statement.until,
          reason: statement.note)
        judgement.outcome = statement.result.outcome
        judgement.reason = nil
      } else if statement.result == .met, judgement.outcome == .passed {
        state.used.insert(statement.location)
      } else if statement.result == .met, judgement.outcome == .failed {
        state.used.insert(statement.location)
        state.notes.append(
          "《核查确认》\(statement.location.path)第\(statement.location.line ?? 0)行称“\(clause.id)”符合，但核查结果为不符合，未予采信；确需免责的请办理豁免。"
        )
      }
    }
    let waiver = statements.waivers.first {
      ($0.scope.subject == nil || $0.scope.subject == key) && asOf <= $0.until && ($0.on ?? asOf) <= asOf
    }
    guard let waiver, judgement.outcome == .failed || judgement.outcome == .undecided else { return }
    state.used.insert(waiver.location)
    judgement.overlay = Overlay(
      kind: .waiver, beneath: judgement.outcome, by: waiver.by, on: waiver.on, until: waiver.until,
      reason: waiver.reason)
    judgement.outcome = .notApplicable
    judgement.reason = nil
  }

  private func summary(_ entry: Plan.Entry, _ judged: Judged) -> ClauseResult {
    let clause = entry.clause
    let rules: [String] = if case .rules(let uses) = clause.decision { uses.map(\.rule) } else { [] }
    func count(_ outcome: Outcome) -> Int { judged.judgements.count { $0.outcome == outcome } }
    let outcome = Outcome.summing(judged.judgements.map(\.outcome))
    var note = judged.note
    if note == nil, outcome != .passed, outcome != .failed {
      note = judged.judgements.first { $0.outcome == outcome }?.verdict.detail
    }
    return ClauseResult(
      id: clause.id, document: entry.document.name, quote: clause.quote, topic: clause.topic,
      severity: entry.severity, subjectivity: clause.subjectivity, responsible: clause.responsible, rules: rules,
      outcome: outcome,
      reason: outcome == .undecided ? judged.judgements.first { $0.outcome == .undecided }?.reason : nil,
      note: note, weight: entry.weight, passed: count(.passed), failed: count(.failed),
      undecided: count(.undecided), notDue: count(.notDue), notApplicable: count(.notApplicable),
      errors: count(.error))
  }
}
