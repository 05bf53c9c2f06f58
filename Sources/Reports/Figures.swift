/// How numbers are written in every format.
enum Figures {
  /// 3 rather than 3.0, 86.41 as it is.
  static func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
  }

  /// Two decimals, as scores are printed: 70.00.
  static func score(_ number: Double) -> String {
    let hundredths = Int((number * 100).rounded())
    let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    return (hundredths < 0 ? "-" : "") + "\(whole)." + (rest < 10 ? "0\(rest)" : "\(rest)")
  }

  static func score(_ number: Double?) -> String { number.map(score) ?? "—" }

  /// A part of one as a percentage without decimals, never rounded up to 100 % nor down to 0 %.
  static func percent(_ part: Double) -> String {
    if part > 0, part < 0.01 { return "<1%" }
    if part < 1, part > 0.99 { return ">99%" }
    return "\(Int((part * 100).rounded()))%"
  }
}
