public import Checks
public import Findings
import RuleFiles
public import Settings

/// One subject judged under one clause: a verdict with everything laid over it.
///
/// Made when somebody asks, and so are its id and its words: `Judgements` holds what they are made from.
public struct Judgement: Sendable {
  private let basis: Basis
  private let verdicts: [Verdict]
  private let place: Int
  /// What counts in the end, after attestations and waivers.
  public var outcome: Outcome
  public var reason: UndecidedReason?
  private var laid: Laid?

  init(_ basis: Basis, _ verdicts: [Verdict], at place: Int) {
    (self.basis, self.verdicts, self.place) = (basis, verdicts, place)
    outcome = basis.outcome(of: verdicts[place].outcome)
    reason = outcome == verdicts[place].outcome ? verdicts[place].reason : .heuristic
  }

  /// Whether somebody's word was laid over it.
  var isLaidOver: Bool { laid != nil }

  public var clause: ClauseID { basis.entry.clause.id }

  var topic: String { basis.entry.clause.topic }

  var severity: Severity { basis.entry.severity }

  /// nil where a person attests.
  public var rule: String? { basis.rule }

  public var verdict: Verdict { verdicts[place] }

  public var subject: Subject { verdicts[place].subject }

  public var findingID: String {
    FindingIdentity.id(rule: rule ?? "attested", unit: basis.unit, subject: subject, variant: basis.variant)
  }

  public var overlay: Overlay? {
    get { laid?.overlay }
    set { laid = Laid(overlay: newValue, message: laid?.message) }
  }

  public var message: String {
    get {
      if let message = laid?.message { return message }
      if let words = basis.words { return words.message }
      if isGap { return (verdict.detail.hasSuffix("。") ? verdict.detail : verdict.detail + "。").withNestedQuotes }
      return basis.message?.text(for: verdict, unit: basis.unit) ?? ""
    }
    set { laid = Laid(overlay: laid?.overlay, message: newValue) }
  }

  public var fix: String {
    if let words = basis.words { return words.fix }
    if isGap { return "请补交或补登材料后重新核查；确无法提供的，填写核查确认表。" }
    return basis.fix?.text(for: verdict, unit: basis.unit) ?? ""
  }

  private var isGap: Bool { verdicts[place].reason == .evidenceMissing }

  /// The options in force, and where each set of them came from, for `gongkai explain`.
  public var parameters: [Parameter] {
    basis.use.map { Parameter.of($0.rule, basis.entry, $0.written) } ?? []
  }

  public struct Parameter: Sendable, Hashable {
    public let name: String
    public let value: String
    /// `规则`, `条款`, `方案`.
    public let source: String
    public let place: Place
  }

  /// What the judgements of one clause by one rule share.
  final class Basis: Sendable {
    let entry: Plan.Entry
    /// nil where a person attests.
    let use: (rule: Rule, written: Clause.Use)?
    /// What every finding asks of the rule, which would be copied whole for it.
    let (rule, message, fix): (String?, Message?, Message?)
    let unit: String
    /// Tells apart two uses of one rule with other options; empty for the rule as written.
    let variant: String
    /// The words where no rule has them.
    let words: (message: String, fix: String)?

    init(
      _ entry: Plan.Entry, _ use: (rule: Rule, written: Clause.Use)?, unit: String, variant: String,
      words: (message: String, fix: String)? = nil
    ) {
      (self.entry, self.use, self.unit, self.variant, self.words) = (entry, use, unit, variant, words)
      (rule, message, fix) = (use?.rule.id, use?.rule.message, use?.rule.fix)
    }

    /// What a document leaves to judgement is never failed by a machine.
    func outcome(of found: Outcome) -> Outcome {
      found == .failed && entry.clause.subjectivity != .hard && use != nil ? .undecided : found
    }
  }

  /// What few judgements have.
  private final class Laid: Sendable {
    let overlay: Overlay?
    let message: String?

    init(overlay: Overlay?, message: String?) {
      (self.overlay, self.message) = (overlay, message)
    }
  }
}
