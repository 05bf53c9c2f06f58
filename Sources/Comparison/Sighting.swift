/// What one run says of a fault that another run found.
public enum Sighting: Sendable, Hashable {
  case failed
  /// Found, but a waiver stands over it.
  case waived
  /// Found, but it could not be decided.
  case pending(String)
  /// Judged, and met; the note says how where it is not plain.
  case mended(String?)
  /// Nothing in the run tells: why.
  case unknown(String)

  /// Among several units that a unit became, what one of them found goes before what another did not.
  var precedence: Int {
    switch self {
    case .failed: 0
    case .pending: 1
    case .waived: 2
    case .mended: 3
    case .unknown: 4
    }
  }
}
