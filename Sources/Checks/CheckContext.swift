public import Evidence
public import Findings
public import Pages
import Synchronization
public import Workdays

/// All that a check may look at.
public struct CheckContext: Sendable {
  public let evidence: Evidence
  /// What rules ask of the evidence again and again.
  public let index: UnitIndex
  /// Who asks for it is noted: a verdict that never looked at the period is the same in every period.
  public var period: Period {
    glance.note()
    return inspected
  }
  private let inspected: Period
  private let glance = Glance()
  /// Judged as at the end of this day.
  public let asOf: CivilDate
  public let calendar: WorkdayCalendar
  public let binding: Binding
  public let vocabulary: Vocabulary

  /// - Parameter index: of the same evidence, where it is judged more than once.
  public init(
    evidence: Evidence, index: UnitIndex? = nil, period: Period, asOf: CivilDate, calendar: WorkdayCalendar,
    binding: Binding, vocabulary: Vocabulary
  ) {
    (self.evidence, inspected, self.asOf, self.calendar) = (evidence, period, asOf, calendar)
    self.index = index ?? UnitIndex(evidence)
    (self.binding, self.vocabulary) = (binding, vocabulary)
  }

  /// The document under which a rule is applied, with its dates moved where it is carried over.
  public struct Binding: Sendable, Hashable {
    /// The year in which the document binds.
    public let year: Int
    /// Its day of issue; nil where the document bears none and binds the whole year.
    public let issuedOn: CivilDate?

    public init(year: Int, issuedOn: CivilDate?) {
      (self.year, self.issuedOn) = (year, issuedOn)
    }

    /// The first day on which its duties exist.
    public var effectiveFrom: CivilDate {
      issuedOn ?? CivilDate(year: year, month: 1, day: 1) ?? CivilDate(dayNumber: 0)
    }

    /// The last day of the first full month after issue.
    public var firstFullMonthEnd: CivilDate {
      let month = Period(.month, containing: effectiveFrom)
      return effectiveFrom == month.firstDay ? month.lastDay : month.next.lastDay
    }

    /// The last day of the first full quarter after issue.
    public var firstFullQuarterEnd: CivilDate {
      let quarter = Period(.quarter, containing: effectiveFrom)
      return effectiveFrom == quarter.firstDay ? quarter.lastDay : quarter.next.lastDay
    }
  }

  /// Whether anything so far depended on the period.
  public var hasLookedAtPeriod: Bool { glance.isNoted }

  private final class Glance: Sendable {
    private let noted = Atomic(false)

    func note() { noted.store(true, ordering: .relaxed) }
    var isNoted: Bool { noted.load(ordering: .relaxed) }
  }

  /// The unit itself as a subject, for yearly and one-off duties.
  public var unitSubject: Subject { Subject(kind: "unit", key: evidence.unit.name) }

  /// A table that is there, or the gap to tell.
  public func table(_ name: String) throws(EvidenceGap) -> Table {
    guard let table = evidence.tables[name] else { throw EvidenceGap("没有“\(name)”的材料。") }
    guard table.isPresent else { throw EvidenceGap("未提供《\(table.chineseName)》。") }
    return table
  }

  public func subject(_ record: Record, in table: String) -> Subject {
    Subject(kind: Self.subjectKind(of: table), key: record.key, title: record.title)
  }

  public static func subjectKind(of table: String) -> String {
    switch table {
    case "policies", "documents": "policy"
    case "pages": "page"
    case "links": "link"
    default: table
    }
  }
}

/// The field's words that checks look for, from `Rules/vocabulary/`.
public struct Vocabulary: Sendable, Hashable {
  /// A topic of 是否公开了…情况: the words that a page on it bears in its title, and the columns it lies in.
  public struct Topic: Sendable, Hashable {
    public let name: String
    public let keywords: [String]
    public let columns: [String]
    /// What looks like a keyword and is none: 安全科普 for 全科.
    public let none: [String]
    /// Words of which the page's own text must hold one: a telephone number to complain at.
    public let text: [String]
    /// What is dated earlier is a version that was replaced since.
    public let since: CivilDate?

    public init(
      name: String, keywords: [String], columns: [String] = [], none: [String] = [], text: [String] = [],
      since: CivilDate? = nil
    ) {
      (self.name, self.keywords, self.columns) = (name, keywords, columns)
      (self.none, self.text, self.since) = (none, text, since)
    }
  }

  /// Aliases by canonical form of interpretation: the list 解读形式 names the forms, and each has a list of its own.
  public var forms: [String: [String]] {
    Dictionary((lists["解读形式"] ?? []).map { ($0, lists[$0] ?? []) }) { first, _ in first }
  }

  public let topics: [String: Topic]
  /// Cue words by the element of an interpretation they announce (背景, 依据 …).
  public let elements: [String: [String]]
  /// All of these and the elements' own names, which are looked for while pages are read.
  public let cues: CueWords
  /// Other named word lists.
  public let lists: [String: [String]]

  public init(topics: [String: Topic] = [:], elements: [String: [String]] = [:], lists: [String: [String]] = [:]) {
    (self.topics, self.elements, self.lists) = (topics, elements, lists)
    cues = CueWords(elements.flatMap { [$0] + $1 })
  }
}
