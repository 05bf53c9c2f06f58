import Pages
public import Workdays

/// The content of `links.json` (contract, section 8).
public struct LinkReport: Codable, Sendable, Hashable {
  public static let currentSchema = 1

  public var schema: Int
  public var checkedOn: CivilDate
  /// One a distinct target, sorted by `url`.
  public var links: [Link]

  public init(checkedOn: CivilDate, links: [Link]) {
    (schema, self.checkedOn, self.links) = (Self.currentSchema, checkedOn, links)
  }

  /// One distinct target and the places that lead there.
  public struct Link: Codable, Sendable, Hashable {
    /// Percent-encoded UTF-8, absolute where a base is known, else the site path.
    public var url: String
    public var state: LinkState
    /// Why, in Chinese; nil for `ok`.
    public var reason: String?
    /// The HTTP status, where one is known.
    public var status: Int?
    /// The target's title, where it was fetched.
    public var title: String?
    /// All places.
    public var count: Int
    /// The first ten places by path, line and column.
    public var from: LinkPlaces

    public init(
      url: String, state: LinkState, reason: String? = nil, status: Int? = nil, title: String? = nil, count: Int,
      from: LinkPlaces
    ) {
      (self.url, self.state, self.reason, self.status) = (url, state, reason, status)
      (self.title, self.count, self.from) = (title, count, from)
    }

    /// Whether this record of an earlier check tells more than the state that the export alone gives.
    ///
    /// What the export shows goes before what was recorded of it; what it lacks may be there all the same, so that a
    /// server which answered with a status has the last word.
    public func settles(_ offline: LinkState) -> Bool {
      switch offline {
      case .external, .uncaptured: state != .external
      case .broken: state == .ok && status.map { (200..<300).contains($0) } == true
      case .ok, .malformed, .fragment, .suspect, .blocked, .ignored: false
      }
    }
  }

  public struct Place: Codable, Sendable, Hashable, Comparable {
    /// The site path of a page or a style sheet.
    public var path: String
    /// 1-based line, and byte on it.
    public var line: Int
    public var column: Int
    /// The link's words.
    public var text: String

    public init(path: String, line: Int, column: Int, text: String) {
      (self.path, self.line, self.column, self.text) = (path, line, column, text)
    }

    public static func < (left: Place, right: Place) -> Bool {
      (left.path, left.line, left.column, left.text) < (right.path, right.line, right.column, right.text)
    }
  }

  enum CodingKeys: String, CodingKey {
    case schema, links
    case checkedOn = "checked_on"
  }

  /// The entry of a target by its canonical address.
  public func link(to url: String) -> Link? {
    var (low, high) = (0, links.count)
    while low < high {
      let middle = (low + high) / 2
      if links[middle].url < url { low = middle + 1 } else { high = middle }
    }
    return low < links.count && links[low].url == url ? links[low] : nil
  }

  /// The report with targets that stand on no page of the export, as far as the web can be asked about them.
  public func adding(_ targets: [LinkTarget]) -> LinkReport {
    var report = self
    let known = Set(links.map(\.url))
    let further = targets.filter { [.external, .uncaptured, .broken].contains($0.state) && !known.contains($0.url) }
    for target in Dictionary(further.map { ($0.url, $0) }, uniquingKeysWith: { first, _ in first }).values {
      report.links.append(Link(url: target.url, state: target.state, reason: target.reason, count: 0, from: []))
    }
    report.links.sort { $0.url < $1.url }
    return report
  }

  /// `links.json` with one target a line, so that it compares and merges well. Same report, same bytes.
  public func json() -> [UInt8] {
    var text = JSONText()
    text.raw("{\"schema\": \(schema), \"checked_on\": ")
    text.string(checkedOn.description)
    text.raw(", \"links\": [")
    for (index, link) in links.enumerated() {
      text.raw(index == 0 ? "\n" : ",\n")
      text.raw("{\"url\": ")
      text.string(link.url)
      text.raw(", \"state\": ")
      text.string(link.state.rawValue)
      text.raw(", \"reason\": ")
      text.string(link.reason)
      text.raw(", \"status\": \(link.status.map(String.init) ?? "null"), \"title\": ")
      text.string(link.title.map(PersonalText.masked))
      text.raw(", \"count\": \(link.count), \"from\": [")
      for (index, place) in link.from.enumerated() {
        text.raw(index == 0 ? "{\"path\": " : ", {\"path\": ")
        text.string(place.path)
        text.raw(", \"line\": \(place.line), \"column\": \(place.column), \"text\": ")
        text.string(PersonalText.masked(place.text))
        text.raw("}")
      }
      text.raw("]}")
    }
    text.raw(links.isEmpty ? "]}\n" : "\n]}\n")
    return text.bytes
  }
}

/// JSON written piece by piece.
private struct JSONText {
  private(set) var bytes: [UInt8] = []

  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func string(_ text: String?) {
    guard let text else { return raw("null") }
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0..<0x20, 0x7F:
        raw("\\u00")
        raw(byte < 16 ? "0" : "")
        raw(String(byte, radix: 16))
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
