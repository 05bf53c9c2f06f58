public import Findings

/// What the answers to a sample change, and how often the rules were wrong.
public struct SampleReview: Sendable, Hashable {
  /// A verdict that a person replaced, with the mark that says so.
  public struct Overturned: Sendable, Hashable {
    public let subject: JudgedSubject
    public let outcome: Outcome
    public let overlay: Overlay
  }

  /// By `JudgedSubject.sampleID`.
  public let overturned: [String: Overturned]
  /// Nil where no answer counted.
  public let measure: SampleMeasure?
  /// In words, each answer that does not count, and why.
  public let problems: [String]

  /// - Parameter subjects: What was judged in this run, before any answer counts.
  public init(_ answers: [SampleAnswer], subjects: [JudgedSubject]) {
    let judged = Dictionary(subjects.map { ($0.sampleID, $0) }, uniquingKeysWith: { one, _ in one })
    var overturned: [String: Overturned] = [:]
    var problems: [String] = []
    var (checked, missed, falseAlarms) = (0, 0, 0)
    for answer in answers.sorted(by: { $0.id < $1.id }) {
      guard let subject = judged[answer.id], subject.outcome == .passed || subject.outcome == .failed else {
        problems.append("抽查结论“\(answer.id)”所指的对象本次没有判定，未计入。请用本次的抽查表重新核查。")
        continue
      }
      if let machine = answer.machine, machine != subject.outcome {
        // The subject has changed since the person looked at it; what they saw is no longer what is judged.
        problems.append(
          "“\(subject.subject.key)”（\(subject.clause)）抽查时判为\(machine.chineseName)，现判为\(subject.outcome.chineseName)，"
            + "原抽查结论不再适用。请重新核查。")
        continue
      }
      checked += 1
      if answer.verdict == subject.outcome { continue }
      if subject.outcome == .passed { missed += answer.verdict == .failed ? 1 : 0 } else { falseAlarms += 1 }
      overturned[answer.id] = Overturned(
        subject: subject, outcome: answer.verdict,
        overlay: Overlay(
          kind: .sample, beneath: subject.outcome, by: answer.by, on: answer.on, until: nil, reason: answer.note))
    }
    (self.overturned, self.problems) = (overturned, problems)
    measure = SampleMeasure(
      checked: checked, overturned: overturned.count, missed: missed, falseAlarms: falseAlarms)
  }
}

extension SampleMeasure {
  /// Nil where nothing was checked.
  public init?(checked: Int, overturned: Int, missed: Int, falseAlarms: Int) {
    guard checked > 0 else { return nil }
    let interval = wilson(overturned, of: checked)
    self.init(
      checked: checked, overturned: overturned, missed: missed, falseAlarms: falseAlarms,
      rate: Double(overturned) / Double(checked), low: interval.low, high: interval.high)
  }

  /// 抽查 40 项，改判 2 项，差错率 5.0%（95% 置信区间 1.4%–16.5%）…
  public var words: String {
    "抽查\(checked)项，改判\(overturned)项（漏报\(missed)项，误报\(falseAlarms)项），"
      + "差错率\(percent(rate))，95%置信区间\(percent(low))–\(percent(high))。"
  }
}

/// The 95 % interval of a share after Wilson (1927), which also holds for small samples and for shares near 0 and 1.
func wilson(_ hits: Int, of count: Int) -> (low: Double, high: Double) {
  let (z, n) = (1.959964, Double(count))
  let share = Double(hits) / n
  let middle = (share + z * z / (2 * n)) / (1 + z * z / n)
  let half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
  return (max(0, middle - half), min(1, middle + half))
}

private func percent(_ share: Double) -> String {
  let tenths = Int((share * 1000).rounded())
  return "\(tenths / 10).\(tenths % 10)%"
}
