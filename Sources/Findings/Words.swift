/// The words that every part of the product shares: what was asked, what came of it, how grave it is.

/// A duty of one document, `<document>/<number>`, such as `baoshan-2024/9b`.
public struct ClauseID: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
  public let document: String
  public let number: String

  public init(document: String, number: String) {
    (self.document, self.number) = (document, number)
  }

  /// Reads `<document>/<number>`; nil where either part is empty.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let document = parts.first, let number = parts.last, !document.isEmpty, !number.isEmpty
    else { return nil }
    self.init(document: document, number: number)
  }

  public var description: String { "\(document)/\(number)" }

  /// By document, then by number as people count: 2b, 9a, 10a, 1.2a before 1.10a.
  public static func < (left: ClauseID, right: ClauseID) -> Bool {
    if left.document != right.document { return left.document < right.document }
    if left.number == right.number { return false }
    var (one, other) = (Parts(left.number), Parts(right.number))
    while let own = one.next() {
      guard let counterpart = other.next() else { return false }
      if own.number != counterpart.number { return own.number < counterpart.number }
      if own.letters != counterpart.letters { return own.letters < counterpart.letters }
    }
    return other.next() != nil
  }

  /// The parts of a number between its points: figures, then letters. Reports compare clauses millions of times.
  private struct Parts {
    private var rest: Substring.UTF8View

    init(_ text: String) {
      rest = text[...].utf8
    }

    mutating func next() -> (number: Int, letters: Substring)? {
      rest = rest.drop { $0 == UInt8(ascii: ".") }
      guard !rest.isEmpty else { return nil }
      var number = 0
      while let byte = rest.first, (0x30...0x39).contains(byte), number < Int.max / 20 {
        number = number * 10 + Int(byte - 0x30)
        rest = rest.dropFirst()
      }
      let letters = rest.prefix { $0 != UInt8(ascii: ".") }
      rest = rest[letters.endIndex...]
      return (number, Substring(letters))
    }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let id = ClauseID(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "“\(text)” is no document/number")
    }
    self = id
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// What came of judging one subject, or a clause's subjects together (contract, section 4).
public enum Outcome: String, Codable, Sendable, Hashable, CaseIterable {
  case failed
  case error
  case undecided
  case passed
  case notDue = "not_due"
  case notApplicable = "not_applicable"

  /// 报告用语.
  public var chineseName: String {
    switch self {
    case .passed: "符合"
    case .failed: "不符合"
    case .undecided: "待核查"
    case .notDue: "未到期"
    case .notApplicable: "不适用"
    case .error: "检查出错"
    }
  }

  /// Whether a subject with this outcome is told as a finding.
  public var isFinding: Bool { self == .failed || self == .undecided || self == .error }

  /// A clause's outcome from its subjects': the gravest wins, and nothing at all is not applicable.
  public static func summing(_ outcomes: some Sequence<Outcome>) -> Outcome {
    let present = Set(outcomes)
    return Outcome.allCases.first { present.contains($0) } ?? .notApplicable
  }
}

/// Why a subject could not be decided here.
public enum UndecidedReason: String, Codable, Sendable, Hashable, CaseIterable {
  /// No ledger, page or link result that could decide it.
  case evidenceMissing = "evidence-missing"
  /// What should decide it is there but could not be read.
  case unreadable
  /// A sign was found that a person must judge.
  case heuristic
  /// Only a person can say, and nobody has.
  case unattested

  public var chineseName: String {
    switch self {
    case .evidenceMissing: "缺少依据材料"
    case .unreadable: "材料无法读取"
    case .heuristic: "需人工判断"
    case .unattested: "尚未核查确认"
    }
  }
}

public enum Severity: String, Codable, Sendable, Hashable, CaseIterable, Comparable {
  case high, medium, low

  public var chineseName: String {
    switch self {
    case .high: "高"
    case .medium: "中"
    case .low: "低"
    }
  }

  /// The gravest first.
  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .high: 0
    case .medium: 1
    case .low: 2
    }
  }
}

/// The kind of body that is inspected; clauses bind by it.
public enum Level: String, Codable, Sendable, Hashable, CaseIterable {
  case district, town, street, department

  public var chineseName: String {
    switch self {
    case .district: "区"
    case .town: "镇"
    case .street: "街道"
    case .department: "部门"
    }
  }
}

/// How a clause can be decided: by fact, only by a sign that a person must judge, or only by a person.
public enum Subjectivity: String, Codable, Sendable, Hashable, CaseIterable {
  case hard, soft, manual
}

/// What was judged: a document, a ledger row, a page, a link, a period, a unit (contract, section 4).
public struct Subject: Codable, Sendable, Hashable {
  /// `policy`, `page`, `link`, `period`, `unit`, or the ledger's English name for one of its rows.
  public let kind: String
  public let key: String
  public let title: String?

  public init(kind: String, key: String, title: String? = nil) {
    (self.kind, self.key, self.title) = (kind, key, title)
  }
}

/// Where a person can see it: a page of the export, or a row of a ledger.
public struct Location: Codable, Sendable, Hashable {
  /// The page's site path, or the ledger's path below the inspection folder.
  public let path: String
  public let url: String?
  /// 1-based line of the page's source, or row of the ledger as a spreadsheet counts it.
  public let line: Int?
  /// 1-based column: bytes on the line of a page, cells on the row of a ledger.
  public let column: Int?
  /// The ledger's column by its header, where one cell is meant.
  public let field: String?

  public init(path: String, url: String? = nil, line: Int? = nil, column: Int? = nil, field: String? = nil) {
    (self.path, self.url, self.line, self.column, self.field) = (path, url, line, column, field)
  }
}
