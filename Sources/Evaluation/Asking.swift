import Checks
import Evidence
import Findings
import Parallel
import RuleFiles
import Settings
import Workdays

/// Everything that a plan's clauses ask of one unit's evidence, each question once.
struct Asking: Sendable {
  let evidence: Evidence
  /// The questions of each clause that rules decide, in its order.
  let questions: [ClauseID: [(use: Clause.Use, question: Question)]]
  /// Why rules do not apply to the unit, by their ids.
  let exempt: [String: String]
  private let evaluator: UnitEvaluator
  private let index: UnitIndex
  private let scope: ScopeRegister

  init(_ evaluator: UnitEvaluator, _ evidence: Evidence) throws(SettingError) {
    (self.evaluator, self.evidence, index) = (evaluator, evidence, UnitIndex(evidence))
    scope = ScopeRegister(evidence)
    var questions: [ClauseID: [(Clause.Use, Question)]] = [:]
    var exempt: [String: String] = [:]
    var seen: Set<String> = []
    for entry in evaluator.plan.entries {
      guard case .rules(let uses) = entry.clause.decision else { continue }
      for use in uses {
        let rule = try evaluator.book.rule(use.rule, at: use.place)
        questions[entry.clause.id, default: []].append((use, try Question(rule, entry.options(for: use))))
        if seen.insert(rule.id).inserted, let applies = rule.applies,
          !applies.holds(in: evidence, year: evaluator.period.year, asOf: evaluator.asOf)
        {
          exempt[rule.id] = applies.note
        }
      }
    }
    (self.questions, self.exempt) = (questions, exempt)
  }

  func standing(of entry: Plan.Entry, in period: Period) -> UnitEvaluator.Standing {
    evaluator.standing(of: entry, in: period, evidence, scope)
  }

  private struct Piece: Sendable {
    let question: Question
    let binding: CheckContext.Binding
    let period: Period

    var key: Question.Key { question.key(binding) }
    var mayTakeLong: Bool { question.rule.kind.mayTakeLong }
  }

  /// What is to be asked for one period.
  private func pieces(for period: Period) -> [Piece] {
    var pieces: [Piece] = []
    var seen: Set<Question.Key> = []
    for entry in evaluator.plan.entries {
      guard let own = questions[entry.clause.id],
        case .binds(let binding) = standing(of: entry, in: period)
      else { continue }
      for (_, question) in own where exempt[question.rule.id] == nil {
        let piece = Piece(question: question, binding: binding, period: period)
        if seen.insert(piece.key).inserted { pieces.append(piece) }
      }
    }
    return pieces
  }

  private func answer(_ piece: Piece) -> Question.Answer {
    piece.question.answer(
      in: CheckContext(
        evidence: evidence, index: index, period: piece.period, asOf: evaluator.asOf, calendar: evaluator.calendar,
        binding: piece.binding, vocabulary: evaluator.book.vocabulary))
  }

  /// What came of the questions of the period itself.
  func answers() -> [Question.Key: Question.Answer] {
    index.prepare(jobs: evaluator.jobs)
    let all = pieces(for: evaluator.period)
    // What takes long goes first; in which order questions are asked changes no answer.
    let pieces = all.filter(\.mayTakeLong) + all.filter { !$0.mayTakeLong }
    let answers = Workers.map(pieces, jobs: evaluator.jobs) { answer($0) }
    return Dictionary(zip(pieces.map(\.key), answers)) { first, _ in first }
  }

  /// What comes today of earlier periods. What never looked at the period needs no second look.
  func looks(after answers: [Question.Key: Question.Answer]) -> [[EarlierLook]] {
    let pieces = evaluator.earlier.map { period in
      self.pieces(for: period).filter { !$0.question.rule.kind.isJudgedWhole }
    }
    let standing = Set(pieces.joined().map(\.key)).filter { answers[$0]?.dependsOnPeriod == false }
    let anew = pieces.joined().filter { !standing.contains($0.key) }
    let made = Workers.map(Array(anew), jobs: evaluator.jobs) { piece in
      EarlierLook(rule: piece.question.rule.id, answer(piece).verdicts)
    }
    var known: [Question.Key: EarlierLook] = [:]
    for key in standing { known[key] = answers[key].map { EarlierLook(rule: key.rule, sharing: $0.verdicts) } }
    var next = made.makeIterator()
    return pieces.map { pieces in pieces.compactMap { known[$0.key] ?? next.next() } }
  }
}
