import Evidence
import Findings

extension Verdict {
  /// The verdict on a record as one on each policy it names; on the record itself where it names none.
  func perPolicy(_ numbers: [String], among policies: PoliciesByNumber) -> [Verdict] {
    guard !numbers.isEmpty else { return [self] }
    return numbers.map { number in
      let policy = policies[number]
      var verdict = self
      verdict.subject = Subject(kind: "policy", key: policy?.key ?? number, title: policy?.title ?? subject.title)
      return verdict
    }
  }
}

extension [Verdict] {
  /// One verdict a subject: a failure before a doubt, a doubt before what is not due, that before a pass.
  func worstBySubject() -> [Verdict] {
    let order: [Outcome] = [.error, .failed, .undecided, .notDue, .passed, .notApplicable]
    func rank(_ outcome: Outcome) -> Int { order.firstIndex(of: outcome) ?? order.count }
    var result: [Verdict] = []
    var places: [Subject: Int] = [:]
    for verdict in self {
      let subject = Subject(kind: verdict.subject.kind, key: verdict.subject.key)
      guard let place = places[subject] else {
        places[subject] = result.count
        result.append(verdict)
        continue
      }
      if rank(verdict.outcome) < rank(result[place].outcome) { result[place] = verdict }
    }
    return result
  }
}

/// The policies by what others call them, made once for all records of a check.
struct PoliciesByNumber: Sendable {
  private let byKey: [TextKey: Record]

  init(_ evidence: Evidence) {
    let policies = evidence.tables["policies"]?.records ?? []
    byKey = Dictionary(policies.map { (DocumentNumber.key($0.key), $0) }) { first, _ in first }
  }

  subscript(number: String) -> Record? { byKey[DocumentNumber.key(number)] }
}

/// The titles and topics of the documents by 文号, spaces apart.
struct PolicyTitles: Sendable {
  private var byNumber: [TextKey: [String]] = [:]

  init(_ evidence: Evidence) {
    for document in evidence.tables["documents"]?.records ?? [] {
      let title = document.items("标题") + document.items("主题分类")
      for number in document.items("文号") { byNumber[Self.key(number), default: []] += title }
    }
  }

  func titles(of number: String) -> [String] { byNumber[Self.key(number)] ?? [] }

  private static func key(_ number: String) -> TextKey { TextKey(number.filter { !$0.isWhitespace }) }
}
