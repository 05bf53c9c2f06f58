import Evidence
import Workdays

/// What the scope register says is not the unit's business: rows of 类别 `不涉及事项`.
struct ScopeNames: Sendable {
  private let rows: [(names: [Name], since: CivilDate?)]

  private struct Name: Sendable {
    let text: FoldedText
    /// Without the words that say nothing of what is meant.
    let bare: FoldedText
  }

  init(_ evidence: Evidence) {
    rows = (evidence.tables["register"]?.records ?? []).filter { $0.items("类别").contains("不涉及事项") }.map { row in
      (
        row.items("名称").map { Name(text: FoldedText($0), bare: FoldedText(Self.bare($0))) },
        row.date("日期")
      )
    }
  }

  /// Whether a row in force on a day bears one of the names or one of the words: by the name itself, by a wider one
  /// (行政许可 for 行政许可事项清单), or by the name in a sentence (一网统管建设推进情况).
  func cover(_ names: [String], words: Words, on day: CivilDate) -> Bool {
    guard !rows.isEmpty else { return false }
    let keys = names.map { FoldedText(Self.bare($0)) }
    let whole = Set(names.map { FoldedText($0) })
    return rows.contains { row in
      (row.since.map { $0 <= day } ?? true)
        && row.names.contains { name in
          whole.contains(name.text) || words.matchAny(name.text)
            // Two characters at least: one says too little.
            || name.bare.bytes.count >= 6 && keys.contains { $0.contains(name.bare.bytes) }
        }
    }
  }

  private static func bare(_ name: String) -> String {
    ["本单位", "本镇", "本区", "不涉及", "建设", "推进", "公开", "工作", "情况", "信息", "进展", "事项", "的"]
      .reduce(name) { $0.without($1) }
  }
}

extension CheckContext {
  /// Whether the scope register says of any of these names that it is not the unit's business.
  func disclaims(_ names: [String], words: Words = Words([])) -> Bool {
    index.disclaimed.cover(names, words: words, on: asOf)
  }
}
