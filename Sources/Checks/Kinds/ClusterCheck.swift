import Evidence
import Findings
import Settings
import Workdays

/// Where many ask the same, something must follow: a published answer, a survey. Messages are a cluster where so many
/// of one quarter name one policy, or else one subject; a mark in the ledger makes one too.
struct ClusterCheck: Check {
  private let selection: Selection
  private let date: DateFields
  private let policy: String
  private let subject: String
  private let size: Int
  /// The flag by which a clerk marks what many ask.
  private let mark: String
  private let onlyMarked: Bool
  private let limit: Limit
  private let answers: [Answer]
  /// What it means where the ledger itself marks the cluster; an inferred one is only a sign.
  private let missing: Failure
  /// Nothing is held against anyone before this day of the year.
  private let by: YearDay?

  /// Records that may answer a cluster: by policy, or by words.
  private struct Answer: Sendable {
    let selection: Selection
    let policy: String?
    let texts: [String]
    let date: DateFields
    /// The field with the address under which it can be read; what is not there answers nothing.
    let address: String?

    init(_ setting: Setting) throws(SettingError) {
      var fields = try setting.fields("answers")
      selection = try Selection(&fields)
      policy = try fields.optionalString("policy")
      texts = try fields.strings("texts")
      date = try DateFields(&fields, key: "date")
      address = try fields.optionalString("address")
      try fields.finish()
    }
  }

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    date = try DateFields(&options, key: "date")
    policy = try options.string("policy")
    subject = try options.string("subject")
    size = try options.integer("size")
    mark = try options.string("mark")
    onlyMarked = try options.flag("only_marked")
    limit = try Limit(&options)
    var answers: [Answer] = []
    for item in try options.list("answers") { answers.append(try Answer(item)) }
    self.answers = answers
    missing = try options.choice("missing", default: .failed)
    by = try YearDay(&options)
    if answers.isEmpty { throw SettingError("缺少“answers”。", at: options.place) }
  }

  private struct Cluster {
    let key: String
    let isPolicy: Bool
    var messages: [(date: CivilDate, record: Record)]
    var isMarked: Bool

    /// The first run of so many messages within one quarter, as places in `messages`.
    func run(of size: Int) -> ClosedRange<Int>? {
      let starts = messages.map { Period(.quarter, containing: $0.date).firstDay }
      guard let end = starts.indices.first(where: { $0 + 1 >= size && starts[$0 + 1 - size] == starts[$0] }) else {
        return nil
      }
      return (end + 1 - size)...end
    }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let found = try clusters(in: context)
    guard !found.isEmpty else { return [] }
    var sources: [(answer: Answer, records: [Record])] = []
    for answer in answers {
      guard let table = context.evidence.tables[answer.selection.table], table.isPresent else { continue }
      let records = try answer.selection.records(in: context).chosen
      sources.append((answer, records))
    }
    if answers.contains(where: { $0.address != nil }), let site = LiveAddresses(context) {
      sources = sources.map { source in
        guard let field = source.answer.address else { return source }
        return (source.answer, source.records.filter { record in record.text(field).map(site.mayBeRead) ?? true })
      }
    }
    guard !sources.isEmpty else {
      _ = try context.table(answers[0].selection.table)
      return []
    }
    return found.compactMap { verdict(on: $0, sources, in: context) }
  }

  private func clusters(in context: CheckContext) throws(EvidenceGap) -> [Cluster] {
    let table = try context.table(selection.table)
    let (chosen, _) = try selection.records(in: context)
    if !chosen.isEmpty { try date.require(in: table) }
    var groups: [String: Cluster] = [:]
    for record in chosen {
      guard case .date(let day, _, _) = date.read(record), day <= context.asOf, day.year == context.binding.year else {
        continue
      }
      let numbers = record.items(policy)
      let names = numbers.isEmpty ? record.items(subject) : numbers
      let isMarked = record[mark] == .flag(true)
      for name in Set(names) {
        let key = DocumentNumber.matchingKey(name)
        var cluster = groups[key] ?? Cluster(key: name, isPolicy: !numbers.isEmpty, messages: [], isMarked: false)
        cluster.messages.append((day, record))
        cluster.isMarked = cluster.isMarked || isMarked
        groups[key] = cluster
      }
    }
    return groups.values
      .map { cluster in
        var cluster = cluster
        cluster.messages.sort { ($0.date, $0.record.key) < ($1.date, $1.record.key) }
        return cluster
      }
      .filter { $0.isMarked || !onlyMarked && $0.run(of: size) != nil }
      .sorted { $0.key < $1.key }
  }

  private func verdict(
    on cluster: Cluster, _ sources: [(answer: Answer, records: [Record])], in context: CheckContext
  ) -> Verdict? {
    let last = min(size, cluster.messages.count) - 1
    let run = cluster.isMarked ? 0...last : cluster.run(of: size) ?? 0...last
    let (began, formed) = (cluster.messages[run.lowerBound].date, cluster.messages[run.upperBound].date)
    let due = context.calendar.deadline(limit, from: formed)
    let answered = sources.compactMap { earliest($0.answer, $0.records, cluster, from: began, by: context.asOf) }.min()
    guard context.isInPopulation(start: formed, due: due.date, isOpen: answered == nil) else { return nil }
    let kind = cluster.isPolicy ? "policy" : "cluster"
    let count = cluster.messages.count
    var verdict = Verdict(
      .passed, Subject(kind: kind, key: cluster.key), detail: "\(count)条留言集中咨询，\(answered.map { "\($0)" } ?? "")已有回应",
      location: cluster.messages.first?.record.location, dueOn: due.date, doneOn: answered,
      missingYear: due.missingYear, evidence: cluster.messages.map(\.record.key).joined(separator: "、"),
      fingerprint: "\(answered == nil)")
    if answered != nil { return verdict }
    verdict.detail = "\(count)条留言集中咨询，至\(context.asOf)未见相应回应"
    if context.asOf < due.date || by.map({ context.asOf < $0.date(in: context.binding.year) }) == true {
      verdict.outcome = .notDue
    } else {
      verdict.fail(cluster.isMarked ? missing : .heuristic)
    }
    return verdict
  }

  private func earliest(
    _ answer: Answer, _ records: [Record], _ cluster: Cluster, from began: CivilDate, by last: CivilDate
  ) -> CivilDate? {
    let key = DocumentNumber.matchingKey(cluster.key)
    return records.compactMap { record -> CivilDate? in
      let dates = answer.date.names.compactMap { record.date($0) }.filter { began <= $0 && $0 <= last }
      guard let day = dates.min() else { return nil }
      if let policy = answer.policy, record.items(policy).contains(where: { DocumentNumber.matchingKey($0) == key }) {
        return day
      }
      let isNamed = answer.texts.flatMap { record.items($0) }.map(DocumentNumber.matchingKey).contains { text in
        text.contains(key) || (text.count >= 4 && key.contains(text))
      }
      return isNamed ? day : nil
    }
    .min()
  }
}
