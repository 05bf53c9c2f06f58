import Glibc

/// What kind of machine a host name or address means.
public enum HostKind: Sendable, Hashable {
  case publicName
  /// Reachable only from within: loopback, private ranges, names without a dot.
  case intranet
  /// No host at all.
  case invalid

  /// By the host as it stands in an address, lower case, without port; nothing is looked up.
  public static func of(_ host: String) -> HostKind {
    if host.hasPrefix("[") {
      guard host.hasSuffix("]") else { return .invalid }
      return ofIPv6(String(host.dropFirst().dropLast()))
    }
    let name = host.hasSuffix(".") ? String(host.dropLast()) : host
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    guard !name.isEmpty, labels.allSatisfy({ !$0.isEmpty && $0.utf8.count <= 63 }), name.utf8.count <= 253,
      name.unicodeScalars.allSatisfy(isHostCharacter)
    else { return .invalid }
    if let last = labels.last, last.allSatisfy(\.isASCII), last.first?.isNumber == true,
      last.allSatisfy(\.isHexDigit) || last.hasPrefix("0x")
    {
      // A last label that is a number makes the whole an IPv4 address, however it is written.
      if last.allSatisfy(\.isNumber) || last.hasPrefix("0x") {
        guard let address = ipv4(name) else { return .invalid }
        return isPrivate(ipv4: address) ? .intranet : .publicName
      }
    }
    let inner: Set<Substring> = ["localhost", "local", "lan", "intranet", "internal", "localdomain", "corp", "home"]
    if labels.count == 1 || labels.last.map(inner.contains) == true { return .intranet }
    return .publicName
  }

  /// Whether an address in numbers, as a name resolved to, belongs to no public machine.
  public static func isPrivate(address: String) -> Bool {
    if let number = ipv4(address) { return isPrivate(ipv4: number) }
    return ofIPv6(address) != .publicName
  }

  private static func isHostCharacter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "."
        || scalar == "_"
    }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// As browsers read it: one to four parts, decimal, octal or hexadecimal.
  private static func ipv4(_ text: String) -> UInt32? {
    var address = in_addr()
    return inet_aton(text, &address) == 1 ? UInt32(bigEndian: address.s_addr) : nil
  }

  private static func isPrivate(ipv4 number: UInt32) -> Bool {
    let ranges: [(UInt32, UInt32)] = [
      (0x0000_0000, 8), (0x0A00_0000, 8), (0x6440_0000, 10), (0x7F00_0000, 8), (0xA9FE_0000, 16), (0xAC10_0000, 12),
      (0xC000_0000, 24), (0xC0A8_0000, 16), (0xC612_0000, 15), (0xE000_0000, 3),
    ]
    return ranges.contains { number >> (32 - $0.1) == $0.0 >> (32 - $0.1) }
  }

  private static func ofIPv6(_ text: String) -> HostKind {
    var address = in6_addr()
    let bare = text.split(separator: "%").first.map(String.init) ?? text
    guard inet_pton(AF_INET6, bare, &address) == 1 else { return .invalid }
    let bytes = withUnsafeBytes(of: &address) { Array($0) }
    let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
    let isCompatible = bytes[..<12].allSatisfy { $0 == 0 }
    let isTranslated = bytes.starts(with: [0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0])
    if isMapped || isCompatible || isTranslated {
      return isPrivate(ipv4: bytes[12...].reduce(0) { $0 << 8 | UInt32($1) }) ? .intranet : .publicName
    }
    // fc00::/7 unique local, fe80::/10 link local, ff00::/8 multicast.
    if bytes[0] & 0xFE == 0xFC || bytes[0] == 0xFF || (bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80) { return .intranet }
    return .publicName
  }
}
