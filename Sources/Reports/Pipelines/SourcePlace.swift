import Findings

/// Where a finding lies, as a pipeline's tools name files: relative to the repository.
struct SourcePlace: Sendable, Hashable {
  let path: String
  let line: Int?
  let isKnown: Bool

  init(_ finding: Finding, in report: Report) {
    let place = finding.location?.path ?? Report.manifest
    path = report.files[place] ?? String(place.drop { $0 == "/" })
    line = finding.location?.line.map { max(1, $0) }
    isKnown = finding.location != nil
  }

  /// As a relative URI reference (RFC 3986): its first part holds no colon, and no `?` or `#` starts anything.
  var uri: String {
    let digits = Array("0123456789ABCDEF".utf8)
    let kept = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
    var bytes: [UInt8] = []
    for byte in path.utf8 {
      if kept.contains(byte) {
        bytes.append(byte)
      } else {
        bytes.append(contentsOf: [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]])
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Finding {
  /// Whether it was failed, or would be without the waiver or attestation over it.
  var outcomeBeneath: Outcome { outcome.isFinding ? outcome : overlay?.beneath ?? outcome }

  /// Whether a waiver, attestation or sample has settled it.
  var isSuppressed: Bool { !outcome.isFinding }
}
