/// What looks like personal data in a page's visible text.
public enum PersonalSignKind: String, Sendable, Hashable, CaseIterable, Codable {
  /// An 18-digit resident identity number: region, birth date and check digit (GB 11643) all hold.
  case residentID = "resident-id"
  /// 16 to 19 digits with a card issuer's beginning and a right Luhn digit.
  case bankCard = "bank-card"
  /// An 11-digit mobile number; the office's own published numbers are for the caller to allow.
  case mobile
  /// A home address down to the room: only a sign that a person must judge.
  case homeAddress = "home-address"

  public var chineseName: String {
    switch self {
    case .residentID: "居民身份证号码"
    case .bankCard: "银行卡号"
    case .mobile: "手机号码"
    case .homeAddress: "家庭住址"
    }
  }
}

/// One sign of personal data. The number itself is never kept: only the masked form and a digest leave the page.
public struct PersonalSign: Sendable, Hashable {
  public let kind: PersonalSignKind
  /// `310***********1234` for an ID, `138****5678` for a mobile number; safe to print anywhere.
  public let masked: String
  /// A digest of the digits, to tell one number from another and to match an allow-list: see `PersonalSign.digest(of:)`.
  public let digest: UInt64
  /// 1-based line and byte column of its first character in the page's source.
  public let line: Int
  public let column: Int

  public init(kind: PersonalSignKind, masked: String, digest: UInt64, line: Int, column: Int) {
    (self.kind, self.masked, self.digest, self.line, self.column) = (kind, masked, digest, line, column)
  }

  /// The digest of a number however it is written: only its digits (and a final X) count.
  public static func digest(of number: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for scalar in number.unicodeScalars {
      let folded: UInt32
      switch scalar.value {
      case 0x30...0x39: folded = scalar.value
      case 0xFF10...0xFF19: folded = scalar.value - 0xFF10 + 0x30
      case 0x58, 0x78, 0xFF38, 0xFF58: folded = 0x58
      default: continue
      }
      hash = (hash ^ UInt64(folded)) &* 0x100_0000_01b3
    }
    return hash
  }
}
