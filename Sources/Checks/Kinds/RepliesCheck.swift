import Evidence
import Findings
import Settings
import Workdays

/// Replies must be to the point: not too short, and not one text for different questions.
struct RepliesCheck: Check {
  private let selection: Selection
  private let date: DateFields
  private let reply: String
  private let question: String
  /// Fewer characters than these are a sign.
  private let shortest: Int

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    date = try DateFields(&options, key: "date")
    reply = try options.string("reply")
    question = try options.string("question")
    shortest = try options.integer("shortest")
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let table = try context.table(selection.table)
    let (chosen, unclear) = try selection.records(in: context)
    if !chosen.isEmpty {
      try date.require(in: table)
      try table.require([reply])
    }
    var questions: [String: Set<String>] = [:]
    func folded(_ record: Record, _ field: String) -> String {
      (record.text(field) ?? "").filter { !$0.isWhitespace && !$0.isPunctuation }
    }
    for record in chosen where record[reply] != nil && record[question] != nil {
      questions[folded(record, reply), default: []].insert(folded(record, question))
    }
    return selection.unclearVerdicts(unclear, in: context)
      + chosen.compactMap { record in
        guard case .date(let day, _, _) = date.read(record), context.isInPeriod(day) else { return nil }
        let text = folded(record, reply)
        guard !text.isEmpty else { return nil }
        var verdict = Verdict(
          .passed, context.subject(record, in: selection.table), detail: "答复内容具体", at: record)
        let length = (record.text(reply) ?? "").count { !$0.isWhitespace }
        if length < shortest {
          verdict.detail = "答复只有\(length)个字，少于\(shortest)个字"
        } else if let others = questions[text], others.count > 1 {
          verdict.detail = "同一答复用于\(others.count)个不同的问题"
        } else {
          return verdict
        }
        verdict.fingerprint = verdict.detail
        verdict.fail(.heuristic)
        return verdict
      }
  }
}
