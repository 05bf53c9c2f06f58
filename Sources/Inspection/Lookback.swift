import Workdays

extension Period {
  /// The periods before it whose faults may still be mended: of a year, and no more than six months.
  var lookedBackAt: [Period] {
    (0..<length.lookback).reduce(into: []) { periods, _ in periods.append((periods.last ?? self).previous) }
  }
}

extension Period.Length {
  fileprivate var lookback: Int {
    switch self {
    case .month: 6
    case .quarter: 4
    case .half: 2
    case .year: 1
    }
  }
}
