import Dispatch
import Glibc
import Links

/// Looks up the addresses of a host; a test gives its own.
public protocol HostResolver: Sendable {
  func addresses(of host: String) async -> HostAddresses
}

public enum HostAddresses: Sendable, Hashable {
  /// In numbers, the preferred first.
  case found([String])
  /// There is no such host.
  case none
  /// It could not be found out now.
  case failed
}

/// The system's resolver.
public struct SystemResolver: HostResolver {
  public init() {}

  public func addresses(of host: String) async -> HostAddresses {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: Self.look(up: host)) }
    }
  }

  private static func look(up host: String) -> HostAddresses {
    // RFC 6761: names below .invalid never exist, so nobody has to be asked.
    if host == "invalid" || host.hasSuffix(".invalid") { return .none }
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    let bare = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    let code = getaddrinfo(bare, nil, &hints, &list)
    defer { if let list { freeaddrinfo(list) } }
    switch code {
    case 0: break
    // -5 and -9 (no data, no address of the family) are GNU's and have no name here.
    case EAI_NONAME, -5, -9: return .none
    default: return .failed
    }
    var (four, six): ([String], [String]) = ([], [])
    var item = list
    while let entry = item?.pointee {
      var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      if getnameinfo(entry.ai_addr, entry.ai_addrlen, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST) == 0 {
        let text = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        if entry.ai_family == AF_INET { four.append(text) } else { six.append(text) }
      }
      item = entry.ai_next
    }
    return four.isEmpty && six.isEmpty ? .none : .found(four + six)
  }
}
