import Evidence
import Findings
import Settings
import Workdays

/// The year's ledger must hold a record on a topic: a push of the 服务包, an interpretation of an employment policy.
///
/// A record is on a topic where one of its own fields bears a keyword, or the policy that it names does.
struct TopicRecordsCheck: Check {
  private let selection: Selection
  private let topics: [String]
  private let fields: [String]
  private let policy: String?
  private let date: DateFields
  private let count: Int
  private let missing: Failure
  private let what: String

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    topics = try options.strings("topics")
    fields = try options.strings("fields")
    policy = try options.optionalString("policy")
    date = try DateFields(&options, key: "date")
    count = try options.optionalInteger("count") ?? 1
    missing = try options.choice("missing", default: .heuristic)
    what = try options.string("what")
    if topics.isEmpty { throw SettingError("缺少“topics”：写词表中的主题。", at: options.place) }
    if count < 1 { throw SettingError("“count”至少为1。", at: options.place) }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    var known: [(id: String, topic: Vocabulary.Topic)] = []
    for id in topics {
      guard let topic = context.vocabulary.topics[id] else { throw EvidenceGap("词表中没有主题“\(id)”，请补充规则目录的词表。") }
      known.append((id, topic))
    }
    let concerned = known.filter { !context.disclaims([$0.id, $0.topic.name]) }
    let due = context.binding.firstFullQuarterEnd
    var verdict = Verdict(.passed, context.unitSubject, detail: "", dueOn: due)
    guard !concerned.isEmpty else {
      verdict.outcome = .notApplicable
      verdict.detail = "事项登记说明本单位不涉及\(known.map(\.topic.name).joined(separator: "、"))"
      return [verdict]
    }
    let (chosen, unclear) = try selection.records(in: context)
    if !chosen.isEmpty { try date.require(in: context.table(selection.table)) }
    let words = concerned.map { TopicWords($0.topic, in: context.vocabulary) }
    let documents = context.index.policyTitles
    let found = chosen.filter { record in
      guard case .date(let day, _, _) = date.read(record), day.year == context.binding.year, day <= context.asOf else {
        return false
      }
      let texts =
        fields.flatMap { record.items($0) }
        + (policy.map { record.items($0).flatMap { [$0] + documents.titles(of: $0) } } ?? [])
      return texts.contains { text in words.contains { $0.matches(FoldedText(text)) } }
    }
    verdict.detail = "“\(concerned.map(\.topic.name).joined(separator: "”“"))”已有\(found.count)条\(what)记录"
    verdict.evidence = found.isEmpty ? nil : found.prefix(5).map { $0.title ?? $0.key }.joined(separator: "；")
    verdict.location = found.first?.location
    guard found.count < count else { return [verdict] }
    verdict.detail = "未见“\(concerned.map(\.topic.name).joined(separator: "”“"))”的\(what)记录"
    if !unclear.isEmpty {
      (verdict.outcome, verdict.reason) = (.undecided, .unreadable)
    } else if context.asOf < due {
      verdict.outcome = .notDue
    } else {
      verdict.fail(missing)
    }
    return [verdict]
  }
}
