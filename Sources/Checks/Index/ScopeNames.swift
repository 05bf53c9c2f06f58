import Evidence
import Workdays

/// What the scope register says is not the unit's business: rows of 类别 `不涉及事项`.
struct ScopeNames: Sendable {
  private let rows: [(names: [FoldedText], since: CivilDate?)]

  init(_ evidence: Evidence) {
    rows = (evidence.tables["register"]?.records ?? []).filter { $0.items("类别").contains("不涉及事项") }.map { row in
      (row.items("名称").map { FoldedText($0) }, row.date("日期"))
    }
  }

  /// Whether a row in force on a day bears one of the names, or one of the words.
  func cover(_ names: [String], words: Words, on day: CivilDate) -> Bool {
    guard !rows.isEmpty else { return false }
    let keys = Set(names.map { FoldedText($0) })
    return rows.contains { row in
      row.names.contains { keys.contains($0) || words.matchAny($0) } && (row.since.map { $0 <= day } ?? true)
    }
  }
}

extension CheckContext {
  /// Whether the scope register says of any of these names that it is not the unit's business.
  func disclaims(_ names: [String], words: Words = Words([])) -> Bool {
    index.disclaimed.cover(names, words: words, on: asOf)
  }
}
