import Workdays

/// One line of `gongkai pages`: the keys and types of contract section 7. Unknown is null, so every key is written.
public struct PageRow: Encodable, Sendable {
  public let facts: PageFacts

  public init(_ facts: PageFacts) { self.facts = facts }

  /// The keys in the contract's order, also the CSV's header.
  public enum Key: String, CodingKey, CaseIterable, Sendable {
    case path, url, charset, title, kind
    case indexNumber = "index_number"
    case documentNumber = "document_number"
    case publisher
    case writtenOn = "written_on"
    case publishedOn = "published_on"
    case validity
    case validUntil = "valid_until"
    case disclosure, column
    case siteName = "site_name"
    case siteID = "site_id"
    case source, links, attachments, problems
  }

  public func encode(to encoder: any Encoder) throws {
    var row = encoder.container(keyedBy: Key.self)
    for key in Key.allCases {
      switch key {
      case .links: try row.encode(facts.linkCount, forKey: key)
      case .attachments: try row.encode(facts.attachmentCount, forKey: key)
      case .problems: try row.encode(facts.problems.map(\.message), forKey: key)
      default:
        if let text = text(key) { try row.encode(text, forKey: key) } else { try row.encodeNil(forKey: key) }
      }
    }
  }

  /// The value as one CSV cell; problems are parted by `；`.
  public func cell(_ key: Key) -> String {
    switch key {
    case .links: String(facts.linkCount)
    case .attachments: String(facts.attachmentCount)
    case .problems: facts.problems.map(\.message).joined(separator: "；")
    default: text(key) ?? ""
    }
  }

  private func text(_ key: Key) -> String? {
    switch key {
    case .title, .publisher, .column, .siteName, .source: plain(key).map(PersonalText.masked)
    default: plain(key)
    }
  }

  private func plain(_ key: Key) -> String? {
    switch key {
    case .path: facts.path
    case .url: facts.url
    case .charset: facts.charset.rawValue
    case .title: facts.title
    case .kind: facts.kind.rawValue
    case .indexNumber: facts.indexNumber
    case .documentNumber: facts.documentNumber
    case .publisher: facts.publisher
    case .writtenOn: facts.writtenOn?.description
    case .publishedOn: facts.publishedOn?.description
    case .validity: facts.validity
    case .validUntil: facts.validUntil?.description
    case .disclosure: facts.disclosure
    case .column: facts.column
    case .siteName: facts.siteName
    case .siteID: facts.siteID
    case .source: facts.source
    case .links, .attachments, .problems: nil
    }
  }
}
