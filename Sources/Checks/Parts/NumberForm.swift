/// What is wrong with the form of a 文号 as it is shown: 机关代字〔2024〕3号.
enum NumberForm {
  /// The fault in a clerk's words; nil where the form is right, or where another form is right (国令, 发明电).
  static func fault(in number: String) -> String? {
    let compact = Array(number.filter { !$0.isWhitespace && $0 != "\u{200b}" && $0 != "\u{feff}" })
    guard !compact.isEmpty else { return nil }
    let whole = String(compact)
    // 国令第714号, 第12号令 and 发明电 bear no year in brackets.
    if whole.contains("令"), !compact.contains(where: { opening.contains($0) || closing.contains($0) }) { return nil }
    if whole.contains("明电"), !compact.contains(where: { opening.contains($0) }) { return nil }
    let opens = compact.indices.filter { opening.contains(compact[$0]) }
    // 机关代字 may hold brackets of its own; the year's are those before a figure.
    let beforeFigure = opens.first { compact.indices.contains($0 + 1) && compact[$0 + 1].isNumber }
    guard let open = beforeFigure ?? opens.first,
      let close = compact[open...].firstIndex(where: { closing.contains($0) })
    else {
      return "没有用六角括号“〔〕”括入年份"
    }
    if compact[open] != "〔" || compact[close] != "〕" {
      return "年份应当用六角括号“〔〕”，不能用“\(compact[open])\(compact[close])”"
    }
    let year = compact[(open + 1)..<close]
    guard year.allSatisfy({ $0.isASCII && $0.isNumber }) else { return "括号内应当是四位阿拉伯数字年份" }
    guard year.count == 4, let value = Int(String(year)), (1949...2100).contains(value) else {
      return "年份“\(String(year))”应当写全四位"
    }
    if open == 0 { return "缺少机关代字" }
    return serialFault(compact[(close + 1)...])
  }

  private static func serialFault(_ rest: ArraySlice<Character>) -> String? {
    var serial = rest
    if serial.first == "第" { return "序号前不加“第”字" }
    guard serial.last == "号" else { return "序号后应当有“号”字" }
    serial = serial.dropLast()
    guard !serial.isEmpty, serial.allSatisfy({ $0.isASCII && $0.isNumber }) else { return "序号应当是阿拉伯数字" }
    return serial.first == "0" ? "序号不编虚位，不能以0开头" : nil
  }

  private static let opening: Set<Character> = ["〔", "[", "［", "【", "（", "(", "﹝", "「", "〖", "〈", "<"]
  private static let closing: Set<Character> = ["〕", "]", "］", "】", "）", ")", "﹞", "」", "〗", "〉", ">"]
}
