public import Findings
public import Records
public import Workdays

/// What a person says of one judged subject.
public struct SampleAnswer: Codable, Sendable, Hashable {
  /// `JudgedSubject.sampleID`.
  public var id: String
  /// What the rules had said when the sample was drawn; nil where the cell was changed into something else.
  public var machine: Outcome?
  /// passed, failed or notApplicable.
  public var verdict: Outcome
  public var note: String
  public var by: String
  public var on: CivilDate

  public init(id: String, machine: Outcome?, verdict: Outcome, note: String, by: String, on: CivilDate) {
    (self.id, self.machine, self.verdict) = (id, machine, verdict)
    (self.note, self.by, self.on) = (note, by, on)
  }

  /// The answers of a 抽查表 that came back, and in words each row that says something and cannot count.
  /// A row without 人工结论 was not checked, which is no problem.
  public static func read(_ ledger: Ledger) -> (answers: [SampleAnswer], problems: [String]) {
    var (answers, problems): ([SampleAnswer], [String]) = ([], [])
    var seen: Set<String> = []
    for row in ledger.rows {
      func text(_ header: String) -> String { row.values[header]?.description.withoutSpreadsheetQuote ?? "" }
      let place = "\(ledger.path)第\(row.number)行"
      if row.unreadable.contains("人工结论") {
        problems.append("\(place)的人工结论看不懂，未计入。请填符合、不符合或不适用。")
        continue
      }
      guard let verdict = Outcome(chineseVerdict: text("人工结论")) else { continue }
      let (id, by) = (text("标识"), text("核查人"))
      guard !id.isEmpty else {
        problems.append("\(place)没有标识，不知道核查的是哪一项，未计入。请从原表补回标识。")
        continue
      }
      guard !by.isEmpty, case .date(let on, _) = row.values["核查日期"] else {
        problems.append("\(place)没有核查人或核查日期，未计入。请补填后再交回。")
        continue
      }
      guard seen.insert(id).inserted else {
        problems.append("\(place)与前面的一行核查的是同一项，未计入。请只留一行。")
        continue
      }
      answers.append(
        SampleAnswer(
          id: id, machine: Outcome(chineseVerdict: text("机器结论")), verdict: verdict, note: text("说明"), by: by, on: on))
    }
    return (answers, problems)
  }
}

extension Outcome {
  fileprivate init?(chineseVerdict text: String) {
    switch text {
    case Outcome.passed.chineseName: self = .passed
    case Outcome.failed.chineseName: self = .failed
    case Outcome.notApplicable.chineseName: self = .notApplicable
    default: return nil
    }
  }
}
