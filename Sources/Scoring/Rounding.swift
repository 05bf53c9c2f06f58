/// To hundredths, the precision of every figure that is printed.
func hundredths(_ number: Double) -> Double { (number * 100).rounded() / 100 }

/// 3 rather than 3.0, 0.5 as it is.
func plain(_ number: Double) -> String {
  number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
}
