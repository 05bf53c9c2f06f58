/// `--gate` may stand without a file, which the argument parser does not know of: it then means the built-in gate.
enum GateOption {
  static let builtIn = "default"

  static func completing(_ arguments: [String]) -> [String] {
    var result: [String] = []
    for (index, argument) in arguments.enumerated() {
      result.append(argument)
      let isBare = index + 1 == arguments.count || arguments[index + 1].hasPrefix("--")
      if argument == "--gate", isBare { result.append(builtIn) }
    }
    return result
  }
}
