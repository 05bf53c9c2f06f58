import Markup
import Workdays

/// The cells of one worksheet.
struct WorksheetReader {
  private struct Merge {
    let rows: ClosedRange<Int>
    let columns: ClosedRange<Int>
  }

  /// A cell while its element is open.
  private struct OpenCell {
    var column: Int
    var type: String
    var style: Int
    var value: String?
    var hasFormula = false
    var inline = RichText()
  }

  private let strings: [String]
  private let styles: WorkbookStyles
  private let from1904: Bool

  private var rows: [RawSheet.Row] = []
  private var merges: [Merge] = []
  /// Merges beyond so many, or over so many cells, are made to harm.
  private static let maximumMerges = 50_000
  private static let maximumMergedCells = 1_000_000

  init(strings: [String], styles: WorkbookStyles, from1904: Bool) {
    (self.strings, self.styles, self.from1904) = (strings, styles, from1904)
  }

  mutating func read(_ bytes: [UInt8]) throws(LedgerProblem.Reason) -> RawSheet {
    var row = RawSheet.Row(number: 0, cells: [])
    var nextColumn = 0
    var cell: OpenCell?
    var isInValue = false
    try WorkbookXML.visit(bytes) { event, reader throws(LedgerProblem.Reason) in
      switch event {
      case .start("row"):
        // A sheet has 1,048,576 rows; a number beyond them is no place.
        let number = reader.attribute("r").flatMap(Int.init).flatMap { (1...1_048_576).contains($0) ? $0 : nil }
        row = RawSheet.Row(number: max(number ?? 0, row.number + 1), cells: [])
        nextColumn = 0
      case .end("row"):
        if row.cells.contains(where: { !$0.isBlank }) { rows.append(row) }
        guard rows.count <= RawSheet.maximumRows else { throw .tooLarge("超过\(RawSheet.maximumRows)行") }
      case .start("c"):
        let column = reader.attribute("r").flatMap(Self.place)?.column ?? nextColumn
        cell = OpenCell(
          column: column, type: reader.attribute("t") ?? "n", style: reader.attribute("s").flatMap(Int.init) ?? 0)
        nextColumn = column + 1
      case .end("c"):
        if let cell, (0..<RawSheet.maximumColumns).contains(cell.column) {
          let value = value(of: cell)
          if value != .empty {
            while row.cells.count <= cell.column { row.cells.append(.empty) }
            row.cells[cell.column] = value
          }
        }
        cell = nil
      case .start("v"):
        isInValue = cell != nil
        if isInValue { cell?.value = "" }
      case .end("v"): isInValue = false
      case .start("f"): cell?.hasFormula = true
      case .start("mergeCell"):
        if merges.count < Self.maximumMerges, let merge = reader.attribute("ref").flatMap(Self.merge) {
          merges.append(merge)
        }
      case .text(let text):
        if isInValue { cell?.value?.append(text) } else { cell?.inline.take(event) }
      default: cell?.inline.take(event)
      }
    }
    applyMerges()
    return RawSheet(rows: rows)
  }

  private func value(of cell: OpenCell) -> RawCell {
    if cell.type == "inlineStr" { return cell.inline.text.isEmpty ? .empty : .text(cell.inline.text) }
    guard let value = cell.value, !(value.isEmpty && cell.hasFormula && cell.type != "str") else {
      return cell.hasFormula ? .fault("公式没有结果") : .empty
    }
    switch cell.type {
    case "s":
      guard let index = Int(value), strings.indices.contains(index) else { return .fault("缺少的文字") }
      return strings[index].isEmpty ? .empty : .text(strings[index])
    case "str": return value.isEmpty ? .empty : .text(RichText.decoded(value))
    case "b": return .flag(value == "1" || value == "true")
    case "e": return .fault(value)
    case "d": return .text(value)
    default:
      if value.isEmpty { return .empty }
      guard let number = Double(value), number.isFinite else { return .fault(value) }
      if styles.showsDate(cell.style) {
        guard let (date, minute) = ExcelSerial.date(number, from1904: from1904) else { return .fault(value) }
        return .date(date, minute: minute)
      }
      return .number(number)
    }
  }

  // MARK: Merged cells

  /// A cell merged over rows stands in each of them, as far as they hold anything else; one merged over columns stands
  /// in the first of them only.
  private mutating func applyMerges() {
    let places = Dictionary(rows.enumerated().map { ($0.element.number, $0.offset) }) { first, _ in first }
    var left = Self.maximumMergedCells
    for merge in merges where merge.columns.lowerBound < RawSheet.maximumColumns {
      left -= rowPlaces(in: merge.rows).count * min(merge.columns.count, RawSheet.maximumColumns)
      if left < 0 { return }
      let value = places[merge.rows.lowerBound].map { rows[$0][merge.columns.lowerBound] } ?? .empty
      for place in rowPlaces(in: merge.rows) {
        let covered = merge.columns.dropFirst().prefix { $0 < RawSheet.maximumColumns }
        rows[place].covered.formUnion(covered)
        guard rows[place].number != merge.rows.lowerBound, !value.isBlank else { continue }
        while rows[place].cells.count <= merge.columns.lowerBound { rows[place].cells.append(.empty) }
        rows[place].cells[merge.columns.lowerBound] = value
      }
    }
  }

  /// The places of the rows that these numbers name; rows are in the order of their numbers.
  private func rowPlaces(in numbers: ClosedRange<Int>) -> Range<Int> {
    func first(atLeast number: Int) -> Int {
      var (low, high) = (0, rows.count)
      while low < high {
        let middle = (low + high) / 2
        if rows[middle].number < number { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let start = first(atLeast: numbers.lowerBound)
    return start..<max(start, first(atLeast: numbers.upperBound + 1))
  }

  // MARK: Places

  private static func merge(_ reference: String) -> Merge? {
    let ends = reference.split(separator: ":").map { place(String($0)) }
    guard ends.count == 2, let one = ends[0], let other = ends[1] else { return nil }
    return Merge(
      rows: min(one.row, other.row)...max(one.row, other.row),
      columns: min(one.column, other.column)...max(one.column, other.column))
  }

  /// `B3` is row 3, column 1. Nil for what is no place of a sheet.
  private static func place(_ reference: String) -> (row: Int, column: Int)? {
    let plain = reference.uppercased().filter { $0 != "$" }
    let letters = plain.prefix { $0.isASCII && $0.isLetter }
    guard (1...3).contains(letters.count), let row = Int(plain.dropFirst(letters.count)), (1...1_048_576).contains(row)
    else { return nil }
    let column = letters.utf8.reduce(0) { $0 * 26 + Int($1) - 64 } - 1
    return (row, column)
  }
}
