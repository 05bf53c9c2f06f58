extension String {
  /// Quotation marks within quotation marks made single ones, as print has them; marks that do not match stay.
  public var withNestedQuotes: String {
    guard mayNestQuotes else { return self }
    var depth = 0
    var result = ""
    for character in self {
      switch character {
      case "“":
        result += depth.isMultiple(of: 2) ? "“" : "‘"
        depth += 1
      case "”":
        depth -= 1
        if depth < 0 { return self }
        result += depth.isMultiple(of: 2) ? "”" : "’"
      default: result.append(character)
      }
    }
    return depth == 0 ? result : self
  }

  /// Whether a mark opens within others or closes none; hardly any sentence has such, and characters cost a look at
  /// their clusters.
  private var mayNestQuotes: Bool {
    var (depth, before, last): (Int, UInt8, UInt8) = (0, 0, 0)
    for byte in utf8 {
      if before == 0xE2, last == 0x80, byte == 0x9C || byte == 0x9D {
        depth += byte == 0x9C ? 1 : -1
        if depth < 0 || depth > 1 { return true }
      }
      (before, last) = (last, byte)
    }
    return false
  }
}
