public import Checks
public import Findings
public import Settings
public import Workdays

/// One document's clauses, from `Rules/clauses/<document>.yml`.
public struct ClauseDocument: Sendable {
  public let id: String
  /// The document's own name.
  public let name: String
  /// Its 文号; nil where it bears none.
  public let number: String?
  /// The year in which it binds; nil for a pack that binds in every year.
  public let year: Int?
  public let issuedOn: CivilDate?
  public let clauses: [Clause]

  init(_ setting: Setting, stem: String) throws(SettingError) {
    var fields = try setting.fields("条款文件")
    id = try fields.string("document")
    guard id == stem else { throw SettingError("“document”是“\(id)”，应与文件名“\(stem)”相同。", at: setting.place) }
    name = try fields.string("name")
    number = try fields.optionalString("number")
    year = try fields.optionalInteger("year")
    if let date = fields.take("issued_on") {
      guard let day = CivilDate(iso: try date.string("issued_on")) else {
        throw SettingError("“issued_on”应写作 2024-04-28。", at: date.place)
      }
      issuedOn = day
    } else {
      issuedOn = nil
    }
    var clauses: [Clause] = []
    var seen: Set<String> = []
    for item in try fields.list("clauses") {
      let clause = try Clause(item, document: stem)
      guard seen.insert(clause.id.number).inserted else {
        throw SettingError("条款“\(clause.id)”写了两次。", at: item.place)
      }
      clauses.append(clause)
    }
    self.clauses = clauses
    try fields.finish()
  }

  /// What the checks need to know of it, in a year of inspection. A document of another year does not bind there
  /// unless it is carried over, which moves its dates by the difference of years.
  public func binding(in year: Int, carriedOver: Bool) -> CheckContext.Binding? {
    guard let own = self.year else { return .init(year: year, issuedOn: nil) }
    if own == year { return .init(year: year, issuedOn: issuedOn) }
    guard carriedOver else { return nil }
    return .init(year: year, issuedOn: issuedOn?.adding(months: (year - own) * 12))
  }
}

/// One duty of a document and how it is decided.
public struct Clause: Sendable {
  public let id: ClauseID
  /// Verbatim.
  public let quote: String
  public let topic: String
  public let responsible: String
  public let severity: Severity
  public let subjectivity: Subjectivity
  /// When the duty is due and how much it asks, in the ledger's words, for people.
  public let due: String
  public let threshold: String
  /// The levels that it binds.
  public let binds: [Level]
  public let decision: Decision
  /// What in the decision is ours and not the document's.
  public let ownReading: String
  public let place: Place

  public enum Decision: Sendable {
    case rules([Use])
    case attested(Attested)
    /// No way to decide it is built yet.
    case open
  }

  /// What only a person can say.
  public struct Attested: Sendable, Hashable {
    /// The day of the year from which the word is owed; its end where none is written.
    let by: YearDay?
    /// So many years after the document's own: a result that counts in the spring after.
    public let yearsLater: Int
    /// What a document only encourages is not held against a unit that says nothing.
    public let isEncouraged: Bool

    /// When the word is owed, for people.
    var chineseTerm: String {
      if isEncouraged { return "这是鼓励性要求，没有确认也不作不符合处理。" }
      let year = yearsLater == 0 ? "当年" : "次年"
      return "\(year)\(by.map { "\($0.month)月\($0.day)日" } ?? "12月31日")前没有确认的，列为待核查。"
    }

    public func due(in year: Int) -> CivilDate? {
      by?.date(in: year + yearsLater) ?? CivilDate(year: year + yearsLater, month: 12, day: 31)
    }
  }

  /// A rule with the options that this clause puts in place of the rule's own.
  public struct Use: Sendable {
    public let rule: String
    public let with: Setting?
    public let place: Place
  }

  init(_ setting: Setting, document: String) throws(SettingError) {
    var fields = try setting.fields("条款")
    place = setting.place
    id = ClauseID(document: document, number: try fields.string("id"))
    quote = try fields.string("quote")
    topic = try fields.string("topic")
    responsible = try fields.optionalString("responsible") ?? ""
    severity = try fields.choice("severity")
    subjectivity = try fields.choice("subjectivity")
    due = try fields.optionalString("due") ?? ""
    threshold = try fields.optionalString("threshold") ?? ""
    ownReading = try fields.optionalString("own_reading") ?? ""
    var levels: [Level] = []
    for item in try fields.list("binds") {
      guard let level = Level(rawValue: try item.string("binds")) else {
        throw SettingError("“binds”可用：\(Level.allCases.map(\.rawValue).joined(separator: "、"))。", at: item.place)
      }
      levels.append(level)
    }
    binds = levels.isEmpty ? Level.allCases : levels
    var uses: [Use] = []
    let with = fields.take("with")
    if let rule = fields.take("rule") {
      uses.append(Use(rule: try rule.string("rule"), with: with, place: rule.place))
    } else if let with {
      throw SettingError("有“with”而没有“rule”。", at: with.place)
    }
    for item in try fields.list("rules") {
      if case .map = item.content {
        var inner = try item.fields("rules")
        uses.append(Use(rule: try inner.string("id"), with: inner.take("with"), place: item.place))
        try inner.finish()
      } else {
        uses.append(Use(rule: try item.string("rules"), with: nil, place: item.place))
      }
    }
    let isAttested = try fields.flag("attested")
    let by = try YearDay(&fields)
    let isEncouraged = try fields.flag("encouraged")
    let yearsLater = try fields.optionalInteger("years_later") ?? 0
    try fields.finish()
    guard !(isAttested && !uses.isEmpty) else {
      throw SettingError("条款“\(id)”既写了规则又写了 attested，只能留一种。", at: setting.place)
    }
    let attested = Attested(by: by, yearsLater: yearsLater, isEncouraged: isEncouraged)
    decision = isAttested ? .attested(attested) : uses.isEmpty ? .open : .rules(uses)
  }
}
