import CXLSXWriter
import Workdays

extension InputRule {
  /// Excel keeps at most 255 characters of choices; what is beyond cannot be picked and so is not enforced either.
  private static let listLimit = 255

  func apply(to sheet: UnsafeMutablePointer<lxw_worksheet>) {
    var rule = lxw_data_validation()
    rule.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
    rule.show_input = UInt8(LXW_VALIDATION_ON.rawValue)
    rule.show_error = UInt8(LXW_VALIDATION_ON.rawValue)
    rule.dropdown = UInt8(LXW_VALIDATION_ON.rawValue)
    switch kind {
    case .choice(let choices):
      let listed = InputRule.listed(choices)
      if listed.count < choices.count { rule.show_error = UInt8(LXW_VALIDATION_OFF.rawValue) }
      apply(listed, &rule, to: sheet)
    case .suggestion(let choices):
      rule.show_error = UInt8(LXW_VALIDATION_OFF.rawValue)
      apply(InputRule.listed(choices), &rule, to: sheet)
    case .date(let first, let last):
      rule.validate = UInt8(LXW_VALIDATION_TYPE_DATE.rawValue)
      rule.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
      rule.minimum_datetime = InputRule.datetime(first)
      rule.maximum_datetime = InputRule.datetime(last)
      finish(&rule, to: sheet)
    }
  }

  /// As many choices as fit, a comma between each; one that holds a comma would fall apart and is left out.
  private static func listed(_ choices: [String]) -> [String] {
    var (result, length) = ([String](), 0)
    for choice in choices where !choice.contains(",") && !choice.isEmpty {
      length += choice.utf16.count + 1
      if length > listLimit { break }
      result.append(choice)
    }
    return result
  }

  private func apply(
    _ choices: [String], _ rule: inout lxw_data_validation, to sheet: UnsafeMutablePointer<lxw_worksheet>
  ) {
    guard !choices.isEmpty else { return }
    let strings = choices.map { choice in
      let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: choice.utf8CString.count)
      _ = copy.initialize(from: choice.utf8CString)
      return copy
    }
    defer { for string in strings { string.deallocate() } }
    var pointers = strings.map(\.baseAddress) + [nil]
    pointers.withUnsafeMutableBufferPointer { buffer in
      rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
      rule.value_list = buffer.baseAddress
      finish(&rule, to: sheet)
    }
  }

  private func finish(_ rule: inout lxw_data_validation, to sheet: UnsafeMutablePointer<lxw_worksheet>) {
    CellText.cut(message, to: 255).withMutableCString { text in
      if !message.isEmpty { rule.error_message = text }
      _ = worksheet_data_validation_range(
        sheet, lxw_row_t(range.rows.lowerBound), lxw_col_t(range.columns.lowerBound),
        lxw_row_t(range.rows.upperBound), lxw_col_t(range.columns.upperBound), &rule)
    }
  }

  private static func datetime(_ date: CivilDate) -> lxw_datetime {
    let (year, month, day) = date.components
    return lxw_datetime(year: Int32(year), month: Int32(month), day: Int32(day), hour: 0, min: 0, sec: 0)
  }
}
