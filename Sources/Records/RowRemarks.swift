/// Rows below the headers that are no data: sums, remarks, signatures, titles merged across, and 本季度无.
struct RowRemarks {
  /// The places of the schema's columns.
  private let places: Set<Int>
  /// The column of the row's number, where its ledger has one: 编号, 文号.
  private let numberPlace: Int?

  init(schema: LedgerSchema, header: HeaderRow) {
    places = Set(header.columns.keys)
    let key = schema.keyHeaders.first { $0.hasSuffix("号") }
    numberPlace = key.flatMap { key in header.columns.first { $0.value.header == key }?.key }
  }

  /// The words of such a row; nil for a row of data.
  func text(of row: RawSheet.Row) -> String? {
    var filled = row.cells.indices.filter { !row.cells[$0].isBlank }
    // A running number says nothing of its row.
    if let first = filled.first, filled.count > 1, !places.contains(first), Self.isRunningNumber(row.cells[first]) {
      filled.removeFirst()
    }
    guard let first = filled.first else { return nil }
    let text = CellText.singleLine(row.cells[first].asText)
    let folded = CellText.compact(text)
    if Self.sums.contains(HeaderNames.folded(folded)) { return text }
    // A remark takes the place of most of the row.
    let isSparse = filled.count <= max(1, places.count / 3)
    if Self.isSum(folded), isSparse || filled.dropFirst().allSatisfy({ Self.isNumber(row.cells[$0]) }) { return text }
    if filled.allSatisfy({ Self.isRemark(CellText.compact(row.cells[$0].asText)) }) { return text }
    guard isSparse else { return nil }
    if Self.isRemark(folded) { return text }
    guard filled.count == 1 else { return nil }
    if Self.isHeading(folded) || first == numberPlace && Self.isSpan(folded) { return text }
    if isNothing(folded, at: first) { return text }
    return row.covered.count >= 2 && row.covered.contains(first + 1) ? text : nil
  }

  /// `7`, `7.`, `七、`: what stands in a column without a meaning.
  static func isRunningNumber(_ cell: RawCell) -> Bool {
    let text = CellText.compact(cell.asText)
    return text.count <= 6 && text.allSatisfy { $0.isNumber || ".、()".contains($0) }
  }

  // MARK: Sums

  private static let sums = ["合计", "总计", "小计", "累计", "共计"]
  private static let spans = [
    "本月", "本季", "本季度", "本期", "本年", "本年度", "本半年", "本页", "本表", "上半年", "下半年", "全年", "年度", "以上", "上述", "当月", "当年",
  ]
  private static let units = ["件次", "人次", "件", "条", "项", "份", "次", "个", "篇", "期", "场", "家", "人"]

  /// `合计（件）`, `合计:2件`, `本季度合计`; a number such as 合计001 is for the rest of the row to tell.
  private static func isSum(_ folded: String) -> Bool {
    var rest = folded
    if let open = rest.firstIndex(where: { "(（[【".contains($0) }) { rest = String(rest[..<open]) }
    if let unit = units.first(where: rest.hasSuffix), rest.dropLast(unit.count).last?.isNumber == true {
      rest = String(rest.dropLast(unit.count))
    }
    while let last = rest.last, last.isNumber || ":.".contains(last) { rest.removeLast() }
    // 共5条, 以上共5条: a number and its unit have gone.
    let words = rest.count < folded.count ? sums + ["共"] : sums
    guard let sum = words.first(where: rest.hasSuffix) else { return false }
    let span = String(rest.dropLast(sum.count))
    return span.isEmpty || spans.contains(span)
  }

  // MARK: Headings of groups

  /// 一、领导信箱, (二)网上咨询: the rows below it are its group's.
  private static func isHeading(_ folded: String) -> Bool {
    var rest = Substring(folded)
    let isBracketed = rest.first == "("
    if isBracketed { rest.removeFirst() }
    let numerals = rest.prefix { "一二三四五六七八九十".contains($0) }
    guard (1...3).contains(numerals.count), let mark = rest.dropFirst(numerals.count).first else { return false }
    return (isBracketed ? ")" : "、.").contains(mark) && rest.count > numerals.count + 1
  }

  /// 7月份, 三季度, 2024年下半年, 本季度: what the rows below it belong to.
  private static func isSpan(_ folded: String) -> Bool {
    if spans.contains(folded) { return true }
    let rest = folded.drop { $0.isNumber || "年第".contains($0) }
    return rest.count < folded.count && ["月", "月份", "季度", "上半年", "下半年", "度"].contains(String(rest))
      || rest.isEmpty && folded.hasSuffix("年")
  }

  private static func isNumber(_ cell: RawCell) -> Bool {
    switch cell {
    case .number, .fault: true
    case .text(let text): Double(CellText.compact(text)) != nil
    default: false
    }
  }

  // MARK: Remarks

  private static let labels = [
    "注:", "备注:", "说明:", "填表人", "填报人", "填报单位", "填表单位", "审核人:", "制表", "填报日期", "填表日期", "填表说明", "单位负责人", "联系电话", "备注说明",
    "经办人:", "经办:", "复核人:", "复核:", "审核:", "审批人:", "分管领导:", "负责人:", "单位(盖章)", "单位(公章)", "日期:", "联系人:",
  ]

  private static func isRemark(_ folded: String) -> Bool {
    if labels.contains(where: folded.hasPrefix) { return true }
    // 注1. …, 注2、…
    guard folded.hasPrefix("注"), let second = folded.dropFirst().first, second.isNumber else { return false }
    return folded.dropFirst(2).first.map { ".、:".contains($0) } ?? false
  }

  private static let nothing: Set<String> = [
    "零报告", "暂无", "没有", "无情况", "无此情况", "无此类情况", "未发生", "本月无", "本季无", "本季度无", "本期无", "本年无", "本年度无", "以下空白", "以下无正文",
    "(以下空白)", "(此页无正文)",
  ]

  /// Whether the only words of a row say that there is nothing, or in the place of a number that there is something else.
  private func isNothing(_ folded: String, at place: Int) -> Bool {
    if Self.nothing.contains(folded) { return true }
    guard place == numberPlace else { return false }
    return !folded.contains(where: \.isNumber) || folded.contains { ",，。;；:".contains($0) }
  }
}
