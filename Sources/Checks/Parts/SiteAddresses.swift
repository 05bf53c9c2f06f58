import Evidence

/// The unit's pages by what ledgers write of them: a site path or a whole address. Made when a rule has one to ask for.
struct SiteAddresses: Sendable {
  private let pages: [Record]
  private let links: [Record]
  private let known = Once<Known>()
  private let linkPlaces = Once<[TextKey: Int32]>()

  private struct Known: Sendable {
    var places: [TextKey: Int32] = [:]
    var hosts: Set<TextKey> = []
  }

  init(_ evidence: Evidence) {
    pages = evidence.tables["pages"]?.records ?? []
    links = evidence.tables["links"]?.records ?? []
  }

  private var addresses: Known {
    known.answer {
      var known = Known()
      known.places.reserveCapacity(2 * pages.count)
      for (place, page) in pages.enumerated() {
        for address in page.items("路径") + page.items("网址") {
          let key = Self.fold(address)
          if known.places[key] == nil { known.places[key] = Int32(place) }
          if address.contains("://") { known.hosts.insert(Self.host(key.text[...])) }
        }
      }
      return known
    }
  }

  /// The page at an address of a ledger; nil where the export has none.
  func page(_ address: String) -> Record? {
    let known = addresses.places
    return (known[Self.fold(address)] ?? Self.path(of: address).flatMap { known[$0] }).map { pages[Int($0)] }
  }

  /// Whether an address belongs to another site, so that the export cannot tell.
  func isElsewhere(_ address: String) -> Bool {
    guard let rest = address.withoutScheme else { return false }
    return !addresses.hosts.isEmpty && !addresses.hosts.contains(Self.host(rest))
  }

  /// Whether an address bears a host of the unit's pages.
  func isOwn(_ address: String) -> Bool {
    address.withoutScheme.map { addresses.hosts.contains(Self.host($0)) } ?? false
  }

  /// The state in which a link to the address was found, if pages link to it.
  func state(_ address: String) -> String? {
    let places = linkPlaces.answer {
      Dictionary(links.enumerated().map { (Self.fold($1.key), Int32($0)) }) { $1 }
    }
    return places[Self.fold(address)].flatMap { links[Int($0)].text("状态") }
  }

  private static func host(_ rest: Substring) -> TextKey { TextKey(String(rest.prefix { $0 != "/" })) }

  private static let defaultDocuments = ["index", "default"].flatMap { name in
    ["html", "htm", "shtml", "jhtml", "jsp", "aspx", "php"].map { "\(name).\($0)" }
  }

  /// Without scheme, fragment, default document and closing slash.
  private static func fold(_ address: String) -> TextKey {
    // Of thousands of addresses hardly one has a space in it, or a letter beside which one could hide.
    TextKey(address.withBytes(plainFold) ?? fullFold(address))
  }

  private static func fullFold(_ address: String) -> String {
    let address = String(address.filter { !$0.isWhitespace })
    var text = (address.withoutScheme ?? address[...]).prefix { $0 != "#" }
    for name in defaultDocuments where text.hasSuffix("/" + name) {
      text = text.dropLast(name.count)
    }
    while text.hasSuffix("/"), text.count > 1 { text = text.dropLast() }
    return String(text)
  }

  /// The same of printable ASCII, byte by byte; nil where it is something else.
  private static func plainFold(_ address: UnsafeBufferPointer<UInt8>) -> String? {
    let slash = UInt8(ascii: "/")
    guard address.allSatisfy({ (0x21..<0x7f).contains($0) }) else { return nil }
    let start = "://".withBytes { address.place(of: $0) }.map { $0 + 3 } ?? 0
    var text = address[start...].prefix { $0 != UInt8(ascii: "#") }
    if let end = text.lastIndex(of: slash), case let name = text[(end + 1)...],
      name.first == UInt8(ascii: "i") || name.first == UInt8(ascii: "d"),
      defaultDocuments.contains(where: { name.elementsEqual($0.utf8) })
    {
      text = text[...end]
    }
    while text.count > 1, text.last == slash { text = text.dropLast() }
    return String(decoding: text, as: UTF8.self)
  }

  private static func path(of address: String) -> TextKey? {
    if let path = address.pathBehindHost { return fold(String(path)) }
    return address.hasPrefix("/") ? nil : TextKey("/" + fold(address).text)
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
    if let page = site.page(address) { return page["疑似出错页"] != .flag(true) }
    if site.isElsewhere(address) { return true }
    // A host without pages of its own cannot be told from another's; an attachment is known by its link.
    return site.state(address) == "ok" || address.contains("://") && !site.isOwn(address)
  }
}
