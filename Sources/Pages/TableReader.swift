/// Reads the fields that a page sets out in tables: label and value side by side, or a row of labels over one row of
/// values. A row of labels over several rows is a list, and its values are the listed items'.
struct TableReader {
  private struct Cell {
    let text: Range<Int>
    let offset: Int
    let meaning: Meaning?
    let hasColon: Bool
    /// It holds a label and its value, 有效性：有效, and so is nobody else's value.
    let isPair: Bool
    let isHeader: Bool
    let hasLongLink: Bool
    let introduction: CellIntroduction?
  }

  private struct Table {
    var cells: [Cell] = []
    var labels: [Meaning?] = []
    var rowsBelowLabels = 0
    var belowLabels: [Candidate] = []
    /// Values of label rows above that had one row of values each.
    var alternating: [Candidate] = []
    /// More than one row of values below a row of labels: the table lists things.
    var isList = false
    var hasLongLink = false
    /// What the last row of headings says about the numbers in the columns below it.
    var introductions: [CellIntroduction?] = []
    /// What the current cell holds so far.
    var cellStart: Int?
    var cellOffset = 0
    var cellIsHeader = false
    var cellHasLongLink = false
    var cellIsLayout = false
    /// It stands in the article's text, below what is written there: what it labels is what it is about.
    let isInText: Bool
    let isAfterText: Bool

    init(isInText: Bool, isAfterText: Bool) { (self.isInText, self.isAfterText) = (isInText, isAfterText) }

    /// Ends the rows below a row of labels: one of them holds values, several are a list.
    mutating func endGroup() {
      if rowsBelowLabels == 1 { alternating += belowLabels }
      if rowsBelowLabels > 1 { isList = true }
      (rowsBelowLabels, belowLabels) = (0, [])
    }
  }

  private var tables: [Table] = []
  /// The text of the cells of the innermost table's current row, and those of the tables around it before.
  private var units: [UInt16] = [TextBlock.Mark.lineBreak]

  /// Tables within tables beyond this are not told apart.
  private static let deepest = 64
  private var ignored = 0

  /// A cell's text beyond this is no value.
  private static let longestCell = 400

  private(set) var candidates: [Candidate] = []

  var isInTable: Bool { !tables.isEmpty }

  /// Whether the open cell stands beside a label, whose value it then is.
  var isBesideLabel: Bool {
    guard let cell = tables.last?.cells.last else { return false }
    if cell.meaning != nil { return true }
    // 来信时间, 答复时间: a few characters that we do not know are a label as well.
    return (1...24).contains(cell.text.count)
      && withUnits(cell.text) { text in
        let word = text.compacted()
        return (2...8).contains(word.count) && word.allSatisfy(Units.isHan)
      }
  }

  /// What the cell beside the open one, or the heading of its column, says about a number in it.
  var introduction: CellIntroduction? {
    guard let table = tables.last, table.cellStart != nil else { return nil }
    if let beside = table.cells.last?.introduction { return beside }
    return table.cells.count < table.introductions.count ? table.introductions[table.cells.count] : nil
  }

  mutating func beginTable(isInContent: Bool, isAfterText: Bool) {
    // A cell with a table in it lays out the page; it holds no value.
    if !tables.isEmpty { tables[tables.count - 1].cellIsLayout = true }
    guard tables.count < Self.deepest else {
      ignored += 1
      return
    }
    tables.append(Table(isInText: isInContent && isAfterText, isAfterText: isAfterText))
  }

  mutating func beginCell(isHeader: Bool, at offset: Int) {
    guard !tables.isEmpty else { return }
    let last = tables.count - 1
    tables[last].cellStart = units.count
    tables[last].cellOffset = offset
    tables[last].cellIsHeader = isHeader
    tables[last].cellHasLongLink = false
    tables[last].cellIsLayout = false
  }

  /// Takes over a block of the current cell.
  mutating func add(_ text: Units, at offset: Int, hasLongLink: Bool) {
    guard !tables.isEmpty else { return }
    let last = tables.count - 1
    guard let start = tables[last].cellStart else { return }
    if units.count == start { tables[last].cellOffset = offset } else { units.append(TextBlock.Mark.lineBreak) }
    if hasLongLink { tables[last].cellHasLongLink = true }
    let room = Self.longestCell - (units.count - start)
    guard room > 0 else { return }
    for index in 0..<min(text.count, room) { units.append(text[index]) }
  }

  mutating func endCell(_ vocabulary: Vocabulary) {
    guard !tables.isEmpty else { return }
    let last = tables.count - 1
    guard let start = tables[last].cellStart else { return }
    tables[last].cellStart = nil
    let range = min(start, units.count)..<units.count
    // 索引号 |：| A-1: the colon's own cell belongs to the label before it.
    if let label = tables[last].cells.last?.meaning, label != .stop, isColonOnly(range) {
      units.removeSubrange(range)
      return
    }
    let (meaning, hasColon) = tables[last].cellIsLayout ? (nil, false) : label(in: range, vocabulary)
    tables[last].cells.append(
      Cell(
        text: tables[last].cellIsLayout ? start..<start : range, offset: tables[last].cellOffset, meaning: meaning,
        hasColon: hasColon, isPair: !tables[last].cellIsLayout && meaning == nil && isPair(range, vocabulary),
        isHeader: tables[last].cellIsHeader, hasLongLink: tables[last].cellHasLongLink,
        introduction: tables[last].cellIsLayout ? nil : withUnits(range) { CellIntroduction($0, vocabulary) }))
  }

  private func isColonOnly(_ range: Range<Int>) -> Bool {
    guard !range.isEmpty, range.count <= 8 else { return false }
    return withUnits(range) { $0.trimmed().count == 1 && Units.isColon($0.trimmed()[0]) }
  }

  private func label(in range: Range<Int>, _ vocabulary: Vocabulary) -> (Meaning?, Bool) {
    guard !range.isEmpty, range.count <= 60 else { return (nil, false) }
    return withUnits(range) { text in
      let whole = text.trimmed()
      guard whole.count > 0 else { return (nil, false) }
      let hasColon = Units.isColon(whole[whole.count - 1])
      switch vocabulary.meaning(of: whole) {
      case .label(let field, let rank): return (.label(field, rank: rank), hasColon)
      case .otherLabel: return (.otherLabel, hasColon)
      default:
        let isShort = whole.compacted().count <= 9
        return (hasColon && isShort ? .otherLabel : nil, hasColon)
      }
    }
  }

  private func isPair(_ range: Range<Int>, _ vocabulary: Vocabulary) -> Bool {
    guard !range.isEmpty, range.count <= 60 else { return false }
    return withUnits(range) { text in
      guard let colon = (0..<min(text.count, 16)).first(where: { Units.isColon(text[$0]) }) else { return false }
      switch vocabulary.meaning(of: text.slice(0..<colon)) {
      case .label, .otherLabel: return true
      default: return false
      }
    }
  }

  mutating func endRow() {
    guard !tables.isEmpty else { return }
    let last = tables.count - 1
    let cells = tables[last].cells
    defer {
      if let first = cells.first { units.removeSubrange(first.text.lowerBound...) }
      // A cell that was left open while its row ended goes on with nothing.
      if let start = tables[last].cellStart { tables[last].cellStart = min(start, units.count) }
      tables[last].cells.removeAll(keepingCapacity: true)
    }
    guard cells.contains(where: { !$0.text.isEmpty }) else { return }
    if cells.contains(where: { $0.introduction != nil }) { tables[last].introductions = cells.map(\.introduction) }
    if headsNumberedList(cells) {
      tables[last].endGroup()
      tables[last].labels = []
      return
    }
    let labels = cells.filter { $0.meaning != nil }.count
    // The last label may stand alone where rows of labels and of values come in turn.
    let isLastLabel =
      cells.count == 1 && labels == 1 && !cells[0].hasColon
      && (tables[last].rowsBelowLabels == 1 || !tables[last].alternating.isEmpty)
    if isLastLabel || isLabelRow(cells, labels) {
      tables[last].endGroup()
      tables[last].labels = cells.map(\.meaning)
      return
    }
    if !tables[last].labels.isEmpty, cells.count == tables[last].labels.count, labels == 0 {
      readBelowLabels(cells)
      return
    }
    if labels > 0, !tables[last].isInText { readPairs(cells) }
  }

  /// 序号 | 当事人 | 文号 | 处罚日期: what stands below are the listed items' own values.
  private func headsNumberedList(_ cells: [Cell]) -> Bool {
    guard cells.count >= 3, cells[0].meaning == .otherLabel, !cells.contains(where: \.hasColon) else { return false }
    let isNumber = withUnits(cells[0].text) { text in
      let word = text.compacted()
      return word.count == 2 && word[0] == 0x5E8F && word[1] == 0x53F7
    }
    return isNumber && withUnits(cells[1].text) { text in text.count > 0 && !text.hasNumeral }
  }

  /// A row that holds labels side by side, and nothing else.
  private func isLabelRow(_ cells: [Cell], _ labels: Int) -> Bool {
    guard cells.count >= 2, labels >= 2, !cells.contains(where: { $0.meaning != nil && $0.hasColon }) else {
      return false
    }
    let adjacent = zip(cells, cells.dropFirst()).contains { $0.meaning != nil && $1.meaning != nil }
    return adjacent || cells.allSatisfy { $0.isHeader || $0.meaning != nil }
  }

  private mutating func readBelowLabels(_ cells: [Cell]) {
    let last = tables.count - 1
    tables[last].rowsBelowLabels += 1
    if cells.contains(where: \.hasLongLink) { tables[last].hasLongLink = true }
    guard tables[last].rowsBelowLabels == 1 else { return }
    for (label, cell) in zip(tables[last].labels, cells) {
      guard case .label(let field, let rank) = label else { continue }
      let value = withUnits(cell.text) { FieldValue(field, $0) }
      tables[last].belowLabels.append(
        Candidate(
          field: field, value: value, rank: rank, origin: .visible, offset: cell.offset,
          isInContent: false))
    }
  }

  private mutating func readPairs(_ cells: [Cell]) {
    var index = 0
    while index < cells.count {
      guard case .label(let field, let rank) = cells[index].meaning else {
        index += 1
        continue
      }
      let next = index + 1
      guard next < cells.count else { break }
      // 编号 | 标题 | 来信时间: the head of a list of which we know only the title.
      if field == .title, !cells[index].hasColon, index % 2 == 1 {
        index += 1
        continue
      }
      // A label follows at once where the value is left out altogether.
      if cells[next].meaning != nil || cells[next].isPair {
        index += 1
        continue
      }
      let value = withUnits(cells[next].text) { FieldValue(field, $0) }
      candidates.append(
        Candidate(
          field: field, value: value, rank: rank, origin: .visible, offset: cells[next].offset, isInContent: false))
      index += 2
    }
  }

  mutating func endTable() {
    if ignored > 0 {
      ignored -= 1
      return
    }
    guard var table = tables.popLast() else { return }
    table.endGroup()
    if !table.isList, !table.isAfterText {
      candidates += table.alternating.map { candidate in
        var candidate = candidate
        candidate.isRow = table.hasLongLink
        return candidate
      }
    }
    if tables.isEmpty { units.removeSubrange(1...) }
  }

  private func withUnits<Result>(_ range: Range<Int>, _ body: (Units) -> Result) -> Result {
    units.withUnsafeBufferPointer { buffer in
      body(Units(buffer, range))
    }
  }
}
