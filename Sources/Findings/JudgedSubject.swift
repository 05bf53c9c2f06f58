public import Workdays

/// One subject as one clause judged it, whatever came of it: what samples are drawn from.
public struct JudgedSubject: Codable, Sendable, Hashable {
  public var unit: String
  public var clause: ClauseID
  public var rule: String
  public var subject: Subject
  public var outcome: Outcome
  public var location: Location?
  /// The id that a finding on this rule, unit and subject has or would have.
  public var finding: String

  public init(
    unit: String, clause: ClauseID, rule: String, subject: Subject, outcome: Outcome, location: Location?,
    finding: String
  ) {
    (self.unit, self.clause, self.rule, self.subject) = (unit, clause, rule, subject)
    (self.outcome, self.location, self.finding) = (outcome, location, finding)
  }

  /// Names this judgement in a sample's workbook: the finding and the clause.
  public var sampleID: String { "\(finding)@\(clause)" }
}

/// One row of the 抽查表 that a person fills in.
public struct SampleRow: Codable, Sendable, Hashable {
  /// 序号, from 1.
  public var number: Int
  public var unit: String
  public var clause: ClauseID
  /// 条款原文.
  public var quote: String
  /// 对象: the subject's key and title.
  public var object: String
  /// 机器结论.
  public var machine: Outcome
  /// 位置.
  public var place: String
  /// 人工结论, empty until filled in.
  public var verdict: String
  /// 说明.
  public var note: String
  /// 核查人.
  public var by: String
  /// 核查日期.
  public var on: CivilDate?
  /// 标识: `JudgedSubject.sampleID`.
  public var id: String

  public init(
    number: Int, unit: String, clause: ClauseID, quote: String, object: String, machine: Outcome, place: String,
    verdict: String = "", note: String = "", by: String = "", on: CivilDate? = nil, id: String
  ) {
    (self.number, self.unit, self.clause, self.quote) = (number, unit, clause, quote)
    (self.object, self.machine, self.place, self.verdict) = (object, machine, place, verdict)
    (self.note, self.by, self.on, self.id) = (note, by, on, id)
  }

  /// The workbook's columns, in order.
  public static let headers = [
    "序号", "单位", "条款", "条款原文", "对象", "机器结论", "位置", "人工结论", "说明", "核查人", "核查日期", "标识",
  ]

  /// What 人工结论 may say.
  public static let verdicts = ["符合", "不符合", "不适用"]

  /// The row's cells under `headers`.
  public var cells: [String] {
    [
      String(number), unit, clause.description, quote, object, machine.chineseName, place, verdict, note, by,
      on?.description ?? "", id,
    ]
  }
}

/// How often the rules were wrong, as a person's check of a sample measured it.
public struct SampleMeasure: Codable, Sendable, Hashable {
  /// Answers that counted.
  public var checked: Int
  /// Of these, the verdicts that the person did not share.
  public var overturned: Int
  /// Overturned that had passed: faults that the rules missed.
  public var missed: Int
  /// Overturned that had failed: false alarms.
  public var falseAlarms: Int
  /// overturned/checked, 0–1.
  public var rate: Double
  /// The 95 % interval of the rate after Wilson, 0–1.
  public var low: Double
  public var high: Double

  public init(
    checked: Int, overturned: Int, missed: Int, falseAlarms: Int, rate: Double, low: Double, high: Double
  ) {
    (self.checked, self.overturned, self.missed, self.falseAlarms) = (checked, overturned, missed, falseAlarms)
    (self.rate, self.low, self.high) = (rate, low, high)
  }

  enum CodingKeys: String, CodingKey {
    case checked, overturned, missed, rate, low, high
    case falseAlarms = "false_alarms"
  }
}
