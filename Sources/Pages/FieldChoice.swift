import Workdays

/// Decides each field from all its readings: the visible value goes before the meta value, a line of its own before the
/// running text, and of two labels the one that says more exactly what is meant.
struct FieldChoice {
  private let candidates: [Candidate]

  /// More different values than a page can have for itself are those of listed items.
  private static let mostValues = 3

  init(_ candidates: [Candidate], isList: Bool) {
    self.candidates = candidates.filter { !$0.isRow && !(isList && $0.origin != .body) }
  }

  /// The best reading of a field that holds a value.
  func best(_ field: PageField, includingBody: Bool = true) -> Candidate? {
    let readings = candidates.indices.filter {
      candidates[$0].field == field && candidates[$0].hasValue && (includingBody || candidates[$0].origin != .body)
    }
    // Nearly every field is read once or not at all.
    if readings.count <= 1 { return readings.first.map { candidates[$0] } }
    let visible = readings.filter { candidates[$0].origin == .visible }
    let isSpread =
      field != .validUntil && visible.count > Self.mostValues
      && Set(visible.map { candidates[$0].value }).count > Self.mostValues
    let best = readings.filter { !(isSpread && candidates[$0].origin == .visible) }.min {
      let (one, other) = (candidates[$0], candidates[$1])
      return one.order != other.order ? one.order < other.order : Self.isBefore(one, other)
    }
    return best.map { candidates[$0] }
  }

  /// Of readings of one order the first on the page, but of signatures in the text the last.
  private static func isBefore(_ one: Candidate, _ other: Candidate) -> Bool {
    one.origin == .body && one.field == .writtenOn ? one.offset > other.offset : one.offset < other.offset
  }

  /// Where a field first tells a length instead of a day.
  func span(_ field: PageField, includingBody: Bool) -> Candidate? {
    candidates.first { candidate in
      guard candidate.field == field, includingBody || candidate.origin != .body else { return false }
      if case .span = candidate.value { return true }
      return false
    }
  }

  /// The first visible value of a date field that is no date.
  func badDate(_ field: PageField) -> (text: String, offset: Int)? {
    for candidate in candidates where candidate.field == field && candidate.origin == .visible {
      if case .noDate(let text) = candidate.value { return (text, candidate.offset) }
    }
    return nil
  }
}

extension Candidate {
  var hasValue: Bool {
    switch value {
    case .text: field != .title || rank != Words.letterRank || isLetterTitle
    case .date: true
    case .empty, .noDate, .span: false
    }
  }

  /// 来信标题 with what a letter is about; in a form an advice to the writer may stand there.
  var isLetterTitle: Bool {
    guard field == .title, rank == Words.letterRank, !isRow, let text else { return false }
    return !["填", "输入", "字以内", "选择"].contains { text.holds($0) }
  }

  /// Lower goes first.
  fileprivate var order: Int {
    let place = origin == .body ? 20 : isInContent ? 10 : 0
    return place + Int(rank)
  }

  var text: String? {
    if case .text(let text) = value { text } else { nil }
  }

  var date: CivilDate? {
    if case .date(let date) = value { date } else { nil }
  }
}
