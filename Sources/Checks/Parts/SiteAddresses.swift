import Evidence

/// The unit's pages by what ledgers write of them: a site path or a whole address.
struct SiteAddresses: Sendable {
  private var byAddress: [String: Record] = [:]
  private var hosts: Set<String> = []
  private var states: [String: String] = [:]

  init(_ evidence: Evidence) {
    for page in evidence.tables["pages"]?.records ?? [] {
      for address in page.items("路径") + page.items("网址") {
        let key = Self.fold(address)
        if byAddress[key] == nil { byAddress[key] = page }
        if address.contains("://") { hosts.insert(String(key.prefix { $0 != "/" })) }
      }
    }
    for link in evidence.tables["links"]?.records ?? [] {
      states[Self.fold(link.key)] = link.text("状态")
    }
  }

  /// The page at an address of a ledger; nil where the export has none.
  func page(_ address: String) -> Record? {
    byAddress[Self.fold(address)] ?? Self.path(of: address).flatMap { byAddress[$0] }
  }

  /// Whether an address belongs to another site, so that the export cannot tell.
  func isElsewhere(_ address: String) -> Bool {
    guard let range = address.range(of: "://") else { return false }
    let host = address[range.upperBound...].prefix { $0 != "/" }
    return !hosts.isEmpty && !hosts.contains(String(host))
  }

  /// Whether an address bears a host of the unit's pages.
  func isOwn(_ address: String) -> Bool {
    guard let range = address.range(of: "://") else { return false }
    return hosts.contains(String(address[range.upperBound...].prefix { $0 != "/" }))
  }

  /// The state in which a link to the address was found, if pages link to it.
  func state(_ address: String) -> String? { states[Self.fold(address)] }

  private static let defaultDocuments = ["index", "default"].flatMap { name in
    ["html", "htm", "shtml", "jhtml", "jsp", "aspx", "php"].map { "\(name).\($0)" }
  }

  /// Without scheme, fragment, default document and closing slash.
  private static func fold(_ address: String) -> String {
    // Of thousands of addresses hardly one has a space in it, or a letter beside which one could hide.
    let isPlain = address.utf8.allSatisfy { (0x21..<0x7f).contains($0) }
    if isPlain, let folded = plainFold(address) { return folded }
    var text = Substring(address.filter { !$0.isWhitespace })
    if let range = text.range(of: "://") { text = text[range.upperBound...] }
    text = text.prefix { $0 != "#" }
    for name in defaultDocuments where text.hasSuffix("/" + name) {
      text = text.dropLast(name.count)
    }
    while text.hasSuffix("/"), text.count > 1 { text = text.dropLast() }
    return String(text)
  }

  /// The same of printable ASCII, byte by byte.
  private static func plainFold(_ address: String) -> String? {
    var text = address.utf8[...]
    if let colon = text.indices.first(where: { text[$0...].starts(with: "://".utf8) }) {
      text = text[text.index(colon, offsetBy: 3)...]
    }
    text = text.prefix { $0 != UInt8(ascii: "#") }
    for name in defaultDocuments where text.count > name.utf8.count {
      let start = text.index(text.endIndex, offsetBy: -name.utf8.count)
      if text[start...].elementsEqual(name.utf8), text[text.index(before: start)] == UInt8(ascii: "/") {
        text = text[..<start]
      }
    }
    while text.count > 1, text.last == UInt8(ascii: "/") { text = text.dropLast() }
    return String(text)
  }

  private static func path(of address: String) -> String? {
    guard let range = address.range(of: "://"), let slash = address[range.upperBound...].firstIndex(of: "/") else {
      return address.hasPrefix("/") ? nil : "/" + fold(address)
    }
    return fold(String(address[slash...]))
  }
}

/// Whether what a ledger says is on the site can be read there.
struct LiveAddresses: Sendable {
  private let site: SiteAddresses

  /// nil without an export, or where it is not complete and so cannot tell.
  init?(_ context: CheckContext) {
    guard let pages = context.evidence.tables["pages"], pages.isPresent, pages.isWhole,
      context.evidence.tables["links"]?.records.contains(where: { $0.text("状态") == "uncaptured" }) != true
    else { return nil }
    site = context.index.addresses
  }

  /// False only for an address of the own site at which there is nothing.
  func mayBeRead(_ address: String) -> Bool {
    if let page = site.page(address) { return page.values["疑似出错页"] != .flag(true) }
    if site.isElsewhere(address) { return true }
    // A host without pages of its own cannot be told from another's; an attachment is known by its link.
    return site.state(address) == "ok" || address.contains("://") && !site.isOwn(address)
  }
}
