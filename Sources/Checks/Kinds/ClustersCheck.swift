import Evidence
import Findings
import Settings
import Workdays

/// Where many ask about one policy in a quarter, something must be said in answer: a list of the questions, a further
/// interpretation.
///
/// The cluster forms with the message that makes it `count`; what answers it must come after the first of them.
struct ClustersCheck: Check {
  private let selection: Selection
  private let owner: String
  private let date: DateFields
  private let length: Period.Length
  private let count: Int
  private let limit: Limit
  /// All of these must come; of the alternatives of each any is enough.
  private let responses: [Response]
  private let missing: Failure
  /// A policy that is no longer in force asks for nothing.
  private let inForce: Bool

  private struct Response {
    let name: String
    let alternatives: [(join: Join, date: DateFields)]
  }

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    owner = try options.string("owner")
    date = try DateFields(&options, key: "date")
    length = try options.choice("every", default: .quarter)
    count = try options.integer("count")
    limit = try Limit(&options)
    missing = try options.choice("missing", default: .heuristic)
    inForce = try options.flag("in_force")
    var responses: [Response] = []
    guard var inner = try options.optionalFields("responses") else {
      throw SettingError("缺少“responses”。", at: options.place)
    }
    for entry in inner.takeAll() {
      var alternatives: [(Join, DateFields)] = []
      for item in try entry.value.list(entry.key) {
        var fields = try item.fields(entry.key)
        let dates = try DateFields(&fields, key: "field")
        let join = try Join(&fields)
        try fields.finish()
        alternatives.append((join, dates))
      }
      responses.append(Response(name: entry.key, alternatives: alternatives))
    }
    self.responses = responses
    if responses.isEmpty || count < 2 { throw SettingError("“responses”不能为空，“count”至少为2。", at: options.place) }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let table = try context.table(selection.table)
    try date.require(in: table)
    try table.require([owner])
    let (chosen, _) = try selection.records(in: context)
    var answers: [(String, [(Join.Index, DateFields)])] = []
    for response in responses {
      var alternatives: [(Join.Index, DateFields)] = []
      for alternative in response.alternatives {
        // One of several ledgers is enough; the others may not be kept.
        let isKept = context.evidence.tables[alternative.join.table]?.isPresent == true
        guard isKept || response.alternatives.count == 1 else { continue }
        alternatives.append((try alternative.join.index(in: context), alternative.date))
      }
      answers.append((response.name, alternatives))
    }
    if let empty = answers.first(where: { $0.1.isEmpty }) { throw EvidenceGap("没有可核对“\(empty.0)”的台账。") }
    var clusters: [Key: [Record]] = [:]
    for record in chosen {
      guard case .date(let day, _, _) = date.read(record), day <= context.asOf else { continue }
      let window = Period(length, containing: day)
      for number in Set(record.items(owner)) {
        clusters[Key(owner: DocumentNumber.matchingKey(number), window: window, name: number), default: []].append(
          record)
      }
    }
    return clusters.filter { $0.value.count >= count }
      .sorted { ($0.key.window, $0.key.owner) < ($1.key.window, $1.key.owner) }
      .compactMap { verdict(on: $0.key, $0.value, answers, in: context) }
      .worstBySubject()
  }

  private struct Key: Hashable {
    let owner: String
    let window: Period
    let name: String

    static func == (left: Key, right: Key) -> Bool { left.owner == right.owner && left.window == right.window }

    func hash(into hasher: inout Hasher) {
      hasher.combine(owner)
      hasher.combine(window)
    }
  }

  private func verdict(
    on key: Key, _ messages: [Record], _ answers: [(String, [(Join.Index, DateFields)])], in context: CheckContext
  ) -> Verdict? {
    let days = messages.compactMap { record -> CivilDate? in
      if case .date(let day, _, _) = date.read(record) { return day }
      return nil
    }.sorted()
    guard days.count >= count, let began = days.first else { return nil }
    let formed = days[count - 1]
    let deadline = context.calendar.deadline(limit, from: formed)
    let policy = (context.evidence.tables["policies"]?.records ?? []).first {
      DocumentNumber.matchingKey($0.key) == key.owner
    }
    if inForce, let policy, ["失效", "废止"].contains(policy.text("有效性") ?? "") { return nil }
    let subject = Subject(kind: "policy", key: policy?.key ?? key.name, title: policy?.title)
    let asking = policy ?? Record(key: key.name, values: ["文号": .text(key.name)])
    let absent = answers.filter { _, alternatives in
      !alternatives.contains { index, dates in
        index.records(for: asking).contains { answer in
          if case .date(let day, _, _) = dates.read(answer) { return began <= day && day <= context.asOf }
          return false
        }
      }
    }.map(\.0)
    guard context.isInPopulation(start: formed, due: deadline.date, isOpen: !absent.isEmpty) else { return nil }
    var verdict = Verdict(
      .passed, subject, detail: "", at: messages.first, dueOn: deadline.date,
      missingYear: deadline.missingYear)
    let seen = "\(key.window.chineseName)有\(messages.count)件留言集中询问（\(began)至\(days.last ?? formed)）"
    verdict.evidence = messages.map(\.key).joined(separator: "、")
    guard !absent.isEmpty else {
      verdict.detail = "\(seen)，已作回应"
      return verdict
    }
    verdict.fallShort(
      "\(seen)，截至\(deadline.date)未见\(absent.joined(separator: "、"))", missing, asOf: context.asOf, gaps: absent)
    return verdict
  }
}
