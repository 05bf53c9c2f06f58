import Evidence
import Findings
import Workdays

/// The unit's documents by what others call them in passing: their 文号, or their title in a longer text.
struct NamedPolicies: Sendable {
  private let documents: [(record: Record, number: String?, title: [UInt8]?)]

  /// Shorter titles stand in many texts.
  private static let shortestTitle = 6

  init(_ context: CheckContext) {
    documents = (context.evidence.tables["documents"]?.records ?? []).map { record in
      let title = record.title.map(Self.core).flatMap { $0.count < Self.shortestTitle ? nil : FoldedText($0).bytes }
      return (record, record.text("文号").map(DocumentNumber.matchingKey), title)
    }
  }

  /// Leaves a verdict open where events tell of what was not in force on their day; says where they name nothing.
  func judge(_ events: [(date: CivilDate, record: Record)], naming fields: [String], _ verdict: inout Verdict) {
    var (lapsed, isNaming): ([String], Bool) = ([], false)
    for (day, record) in events {
      let named = named(in: fields.flatMap { record.items($0) })
      isNaming = isNaming || !named.isEmpty
      lapsed += named.filter { !isInForce($0, on: day) }.map { "\(day)所讲的“\($0.title ?? $0.key)”" }
    }
    if !isNaming {
      verdict.unseen = "台账没有写明所讲的是哪些政策，是否现行有效"
    } else if !lapsed.isEmpty {
      verdict.detail = "\(lapsed.joined(separator: "、"))像是已经失效"
      verdict.fingerprint = lapsed.joined(separator: "\n")
      verdict.fail(.heuristic)
    }
  }

  /// The documents that the texts name.
  private func named(in texts: [String]) -> [Record] {
    let keys = texts.map(DocumentNumber.matchingKey)
    let folded = texts.map { FoldedText($0) }
    return documents.filter { document in
      document.number.map { number in keys.contains { $0.contains(number) } } ?? false
        || document.title.map { title in folded.contains { $0.contains(title) } } ?? false
    }.map(\.record)
  }

  /// One whose title a document in force bears as well was replaced by it.
  private func isInForce(_ record: Record, on day: CivilDate) -> Bool {
    Self.isValid(record, on: day)
      || documents.contains { other in
        other.record.key != record.key && other.record.title == record.title && Self.isValid(other.record, on: day)
      }
  }

  /// By its last day; where none is known, by what it is called now.
  private static func isValid(_ record: Record, on day: CivilDate) -> Bool {
    if let last = record.date("有效期至") { return day <= last }
    return !["失效", "废止"].contains(record.text("有效性") ?? "")
  }

  /// 《…》 of 关于印发《…》的通知.
  private static func core(_ title: String) -> String {
    guard let open = title.firstIndex(of: "《"), let close = title.lastIndex(of: "》"), open < close else {
      return title
    }
    return String(title[title.index(after: open)..<close])
  }
}
