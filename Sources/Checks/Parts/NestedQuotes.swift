extension String {
  /// Quotation marks within quotation marks made single ones, as print has them; marks that do not match stay.
  public var withNestedQuotes: String {
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
}
