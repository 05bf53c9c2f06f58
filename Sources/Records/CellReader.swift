import Foundation
public import Workdays

/// Reads one cell as its column wants it.
struct CellReader {
  enum Outcome: Hashable {
    case empty
    case value(Value)
    /// What is wrong and what is wanted, in Chinese.
    case rejected(String)
  }

  let column: LedgerSchema.Column
  private let synonyms: [String: String]
  private let choices: [String: String]
  private let emptyWords: Set<String>
  private let yesWords: Set<String>
  private let noWords: Set<String>

  /// Longer cells are no ledger's.
  static let longest = 100_000
  private static let emptyWords: Set<String> = [
    "", "无", "空", "-", "--", "---", "—", "——", "–", "―", "/", "\\", "nil", "null",
  ]
  private static let yesWords: Set<String> = [
    "是", "有", "√", "✓", "✔", "☑", "y", "yes", "true", "1", "1.0", "对", "涉及",
  ]
  private static let noWords: Set<String> = [
    "否", "无", "没有", "不是", "×", "✕", "✗", "✘", "✖", "x", "n", "no", "false", "0", "0.0", "不涉及",
  ]

  init(_ column: LedgerSchema.Column) {
    self.column = column
    synonyms = Dictionary(column.synonyms.map { (Self.folded($0.key), $0.value) }) { first, _ in first }
    choices = Dictionary(column.choices.map { (Self.folded($0), $0) }) { first, _ in first }
    emptyWords = Self.emptyWords.union(column.emptyWords.map(Self.folded))
    let header = Self.folded(column.header)
    yesWords = Self.yesWords.union(column.yesWords.map(Self.folded)).union([header])
    noWords = Self.noWords.union(column.noWords.map(Self.folded))
      .union(["不", "非", "未", "无", "不是"].map { $0 + header })
  }

  func read(_ cell: RawCell) -> Outcome {
    switch cell {
    case .empty: return .empty
    case .fault(let text): return .rejected("单元格是错误值“\(text)”，请改为实际内容")
    case .text(let text):
      guard text.utf8.count <= Self.longest else { return .rejected("内容过长，请精简到三万字以内") }
      if text.unicodeScalars.contains("\u{FFFD}") { return .rejected("含有乱码，请以 UTF-8 或 GB18030 编码重新保存") }
    default: break
    }
    switch column.type {
    case .text: return readText(cell)
    case .date: return readDate(cell)
    case .flag: return readFlag(cell)
    case .number: return readNumber(cell)
    case .list: return readList(cell)
    }
  }

  private static func folded(_ text: String) -> String { CellText.compact(text).lowercased() }

  private func isEmpty(_ text: String) -> Bool { emptyWords.contains(Self.folded(text)) }

  // MARK: Text and lists

  private func readText(_ cell: RawCell) -> Outcome {
    let text = CellText.singleLine(cell.asText)
    if isEmpty(text) { return .empty }
    return chosen(text).map { .value(.text($0)) } ?? .rejected(wantedChoice)
  }

  private func readList(_ cell: RawCell) -> Outcome {
    let text = CellText.trimmed(cell.asText)
    let whole = synonyms[Self.folded(text)] ?? text
    let isOfDocuments = column.header.contains("文号")
    if isOfDocuments, column.choices.isEmpty, let numbers = DocumentNumbers.series(whole) {
      return .value(.list(numbers))
    }
    let parts = whole.split { "；;、".contains($0) || $0.isNewline }.map { CellText.singleLine(String($0)) }
    let items = parts.filter { !isEmpty($0) }.flatMap { isOfDocuments ? DocumentNumbers.parted($0) : [$0] }
    if items.isEmpty { return .empty }
    var chosenItems: [String] = []
    for item in items {
      guard let chosen = chosen(item) else { return .rejected(wantedChoice) }
      chosenItems += chosen.split(separator: "；").map(String.init)
    }
    return .value(.list(chosenItems))
  }

  /// The value as the schema writes it; nil where there are choices and this is none of them.
  private func chosen(_ text: String) -> String? {
    let folded = Self.folded(text)
    if let synonym = synonyms[folded] { return synonym }
    if choices.isEmpty { return text }
    return choices[folded]
  }

  private var wantedChoice: String { "不在可填的值之内，请填“\(column.choices.joined(separator: "”“"))”之一" }

  // MARK: Flags and numbers

  private func readFlag(_ cell: RawCell) -> Outcome {
    if case .flag(let flag) = cell { return .value(.flag(flag)) }
    let text = Self.folded(cell.asText)
    if yesWords.contains(text) { return .value(.flag(true)) }
    if noWords.contains(text) { return .value(.flag(false)) }
    if let meant = synonyms[text].map(Self.folded), yesWords.contains(meant) { return .value(.flag(true)) }
    if let people = Self.people(text) { return .value(.flag(people > 0)) }
    return emptyWords.contains(text) ? .empty : .rejected("不能判断是或否，请填“是”或“否”")
  }

  /// 2人, 市民代表3名: how many there were says that there were some.
  private static func people(_ text: String) -> Int? {
    guard let unit = text.last, "人名位".contains(unit), !text.hasPrefix("未"), !text.hasPrefix("不") else { return nil }
    let digits = text.dropLast().reversed().prefix { $0.isASCII && $0.isNumber }
    return Int(String(digits.reversed()))
  }

  private static let units = ["年度", "年", "人次", "件次", "件", "条", "个", "次", "项", "份", "人", "篇", "家", "处", "起", "场", "期"]

  private func readNumber(_ cell: RawCell) -> Outcome {
    if case .number(let number) = cell, number.isFinite { return .value(.number(number)) }
    if isEmpty(cell.asText) { return .empty }
    let wanted = Outcome.rejected("不是数字，请只填阿拉伯数字")
    switch cell {
    case .text(let text):
      var digits = CellText.compact(text)
      if let unit = Self.units.first(where: digits.hasSuffix) { digits = String(digits.dropLast(unit.count)) }
      guard let plain = Self.withoutSeparators(digits), let number = Double(plain) else { return wanted }
      return .value(.number(number))
    default: return wanted
    }
  }

  /// `1,234` without its commas; nil where commas stand elsewhere than before three digits, or where it is no plain
  /// decimal number.
  private static func withoutSeparators(_ text: String) -> String? {
    let unsigned = text.hasPrefix("-") || text.hasPrefix("+") ? String(text.dropFirst()) : text
    let parts = unsigned.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.allSatisfy({ !$0.isEmpty }), unsigned.count <= 30 else { return nil }
    let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
    guard groups.count == 1 || (groups.dropFirst().allSatisfy { $0.count == 3 } && (1...3).contains(groups[0].count))
    else {
      return nil
    }
    let digits = groups.joined() + (parts.count > 1 ? "." + parts[1] : "")
    guard digits.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) else { return nil }
    return (text.hasPrefix("-") ? "-" : "") + digits
  }

  // MARK: Dates

  private func readDate(_ cell: RawCell) -> Outcome {
    switch cell {
    case .date(let date, let minute): return .value(.date(date, minute: minute))
    case .number(let number): return read(serial: number)
    case .flag: return .rejected(DateTextError.notADate.description)
    case .text(let text):
      if isEmpty(text) { return .empty }
      let folded = Self.folded(text)
      if column.isOpenEnded, ["长期", "长期有效", "永久", "永久有效", "无期限"].contains(folded) {
        return CivilDate(year: 9999, month: 12, day: 31).map { .value(.date($0, minute: nil)) } ?? .empty
      }
      if let number = Double(folded), folded.count <= 7 || folded.contains("."), ExcelSerial.isPlausible(number) {
        return read(serial: number)
      }
      do {
        let read = try DateText(text)
        return .value(.date(read.date, minute: read.minute))
      } catch {
        return .rejected(error.description)
      }
    case .empty, .fault: return .empty
    }
  }

  /// A bare number in a date's column: days as Excel counts them, or 20240521.
  private func read(serial number: Double) -> Outcome {
    if ExcelSerial.isPlausible(number) {
      if let (date, minute) = ExcelSerial.date(number, from1904: false) { return .value(.date(date, minute: minute)) }
    } else if number == number.rounded(), (19_000_101...99_991_231).contains(number),
      let read = try? DateText(String(Int(number)))
    {
      return .value(.date(read.date, minute: nil))
    }
    return .rejected(DateTextError.notADate.description)
  }
}

extension Ledger {
  /// The day that a text means in a date's column: in any way a person writes it, or as Excel counts it.
  public static func date(in text: String) -> CivilDate? {
    guard case .value(.date(let date, _)) = CellReader(.init(header: "", type: .date)).read(.text(text)) else {
      return nil
    }
    return date
  }
}
