import Evidence
import Findings
import Settings

/// What a list names must be known elsewhere: the tags of a subscription list among the 主题分类 of the documents.
///
/// `entries: {field: 功能, known: [{table: documents, fields: [主题分类]}]}`
struct KnownEntries: Sendable, Hashable {
  private let field: String
  private let known: [Source]

  private struct Source: Sendable, Hashable {
    let table: String
    let fields: [String]
  }

  /// nil where it is not written.
  init?(_ options: inout Fields) throws(SettingError) {
    guard var inner = try options.optionalFields("entries") else { return nil }
    field = try inner.string("field")
    var known: [Source] = []
    for item in try inner.list("known") {
      var source = try item.fields("known")
      known.append(Source(table: try source.string("table"), fields: try source.strings("fields")))
      try source.finish()
    }
    self.known = known
    try inner.finish()
  }

  /// Leaves a verdict that passed open where the lists name nothing, or something that nobody knows.
  func judge(_ lists: [Record], _ verdict: inout Verdict, in context: CheckContext) {
    let listed = lists.flatMap { $0.items(field) }
    let names = known.flatMap { source in
      (context.evidence.tables[source.table]?.records ?? []).flatMap { source.fields.flatMap($0.items) }
    }
    let strange = listed.filter { item in !names.contains { $0.contains(item) || item.contains($0) } }
    if listed.isEmpty {
      verdict.detail += "，但没有登记所列的内容，不能核对"
      (verdict.outcome, verdict.reason) = (.undecided, .evidenceMissing)
    } else if !strange.isEmpty {
      verdict.detail += "，所列“\(strange.joined(separator: "、"))”无从对应"
      verdict.fingerprint = strange.joined(separator: "\n")
      verdict.fail(.heuristic)
    }
  }
}
