import Evidence
import Findings

extension Verdict {
  /// The verdict on a record as one on each policy it names; on the record itself where it names none.
  func perPolicy(_ numbers: [String], in context: CheckContext) -> [Verdict] {
    guard !numbers.isEmpty else { return [self] }
    let policies = context.evidence.tables["policies"]?.records ?? []
    return numbers.map { number in
      let key = DocumentNumber.matchingKey(number)
      let policy = policies.first { DocumentNumber.matchingKey($0.key) == key }
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
