import Checks
import Crypto
import Findings
import Foundation

/// What makes a finding the same finding in another run: rule, unit and subject, never lines or wording.
enum FindingIdentity {
  /// - Parameter variant: tells apart two uses of one rule with other options; empty for the rule as written.
  static func id(rule: String, unit: String, subject: Subject, variant: String) -> String {
    var parts = [rule, unit, subject.kind, subject.key]
    if !variant.isEmpty { parts.append(variant) }
    return digest(parts)
  }

  /// A digest of what was judged, to tell a new fault of an old subject.
  static func fingerprint(_ verdict: Verdict) -> String {
    digest([verdict.outcome.rawValue, verdict.fingerprint.isEmpty ? "" : verdict.fingerprint])
  }

  /// Sixteen hexadecimal digits: 64 bits of SHA-256, enough for a million findings.
  private static func digest(_ parts: [String]) -> String {
    let hash = SHA256.hash(data: Data(parts.joined(separator: "\u{0}").utf8))
    let digits = Array("0123456789abcdef")
    return String(hash.prefix(8).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
