import Checks
import Crypto
import Evidence
import Findings

/// What makes a finding the same finding in another run: rule, unit and subject, never lines or wording.
enum FindingIdentity {
  /// - Parameter variant: tells apart two uses of one rule with other options; empty for the rule as written.
  static func id(rule: String, unit: String, subject: Subject, variant: String) -> String {
    var parts = [rule, unit, subject.kind, subject.key]
    if !variant.isEmpty { parts.append(variant) }
    return digest(parts)
  }

  /// A digest of each single fault, to tell a new fault of an old subject; nil where there can only be one.
  static func fingerprint(_ verdict: Verdict) -> String? {
    let faults = verdict.fingerprint.split(separator: "\n")
    return Fingerprint(parts: faults.map { digest([String($0)]) }).text
  }

  /// Sixteen hexadecimal digits: 64 bits of SHA-256, enough for a million findings.
  private static func digest(_ parts: [String]) -> String {
    var hasher = SHA256()
    // Lent: as `Data` the text would be looked up by its type and copied, thousands of times.
    parts.joined(separator: "\u{0}").withBytes { hasher.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    let hash = hasher.finalize()
    return String(unsafeUninitializedCapacity: 16) { digits in
      for (place, byte) in hash.prefix(8).enumerated() {
        digits[2 * place] = digit(byte >> 4)
        digits[2 * place + 1] = digit(byte & 15)
      }
      return 16
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
