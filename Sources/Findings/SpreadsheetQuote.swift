extension String {
  /// The text without the apostrophe that our tables put before what a spreadsheet would run as a formula or cut as a
  /// number; for reading back what we wrote.
  public var withoutSpreadsheetQuote: String {
    guard first == "'", let next = dropFirst().unicodeScalars.first else { return self }
    let isGuarded = "=+-@\t\r\n＝＋－＠﹢﹣﹦﹫0123456789".unicodeScalars.contains(next)
    return isGuarded ? String(dropFirst()) : self
  }
}
