public import Findings
public import Records
public import Workdays

/// One thing a rule can judge: a document, a message, a page, joined from whatever source knew of it.
///
/// Tables, selections and joins hold each record many times over, so that a copy is a reference until it is changed.
public struct Record: Sendable, Hashable {
  private var store: Store

  /// What a record refers to.
  private enum Store: Sendable {
    case own(Own)
    case row(Row)
    /// For the moment in which it is seen whether nobody else refers to what is changed.
    case taken
  }

  public init(
    key: String, title: String? = nil, values: FieldValues, unreadable: Set<String> = [], location: Location? = nil
  ) {
    store = .own(Own(key: key, title: title, values: values, unreadable: unreadable, location: location))
  }

  public init(
    key: String, title: String? = nil, values: [String: Value], unreadable: Set<String> = [],
    location: Location? = nil
  ) {
    self.init(key: key, title: title, values: FieldValues(values), unreadable: unreadable, location: location)
  }

  /// A row of a shelf as it stands there.
  init(_ shelf: any Shelf, row: Int32) {
    store = .row(Row(shelf, row))
  }

  /// The subject's key as the contract's section 4 names it; unique in its table.
  public var key: String {
    switch store {
    case .own(let own): own.key
    case .row(let row): row.key
    case .taken: ""
    }
  }

  public var title: String? {
    switch store {
    case .own(let own): own.title
    case .row(let row): row.title
    case .taken: nil
    }
  }

  public var location: Location? {
    switch store {
    case .own(let own): own.location
    case .row(let row): row.location
    case .taken: nil
    }
  }

  /// By the ledger's Chinese header, or the page fact's Chinese name. Empty cells have no entry.
  public var values: FieldValues {
    _read {
      switch store {
      case .own(let own): yield own.values
      case .row(let row): yield FieldValues(row.shelf, row: row.number)
      case .taken: yield FieldValues()
      }
    }
    _modify {
      let own = makeOwn()
      yield &own.values
    }
  }

  /// Fields whose source holds something that could not be read.
  public var unreadable: Set<String> {
    _read {
      switch store {
      case .own(let own): yield own.unreadable
      case .row, .taken: yield Set()
      }
    }
    _modify {
      let own = makeOwn()
      yield &own.unreadable
    }
  }

  /// The value of a field.
  public subscript(field: String) -> Value? {
    switch store {
    case .own(let own): own.values[field]
    case .row(let row): row[field]
    case .taken: nil
    }
  }

  private mutating func makeOwn() -> Own {
    var own: Own
    if case .own(let known) = store {
      own = known
      store = .taken
      if !isKnownUniquelyReferenced(&own) { own = Own(own) }
    } else {
      own = Own(key: key, title: title, values: values, unreadable: unreadable, location: location)
    }
    store = .own(own)
    return own
  }

  // @unchecked: what it holds is changed only while a single record refers to it.
  private final class Own: @unchecked Sendable {
    let key: String
    let title: String?
    let location: Location?
    var values: FieldValues
    var unreadable: Set<String>

    init(key: String, title: String?, values: FieldValues, unreadable: Set<String>, location: Location?) {
      (self.key, self.title, self.location) = (key, title, location)
      (self.values, self.unreadable) = (values, unreadable)
    }

    convenience init(_ other: Own) {
      self.init(
        key: other.key, title: other.title, values: other.values, unreadable: other.unreadable,
        location: other.location)
    }
  }

  private final class Row: Sendable {
    let shelf: any Shelf
    let number: Int32

    init(_ shelf: any Shelf, _ number: Int32) {
      (self.shelf, self.number) = (shelf, number)
    }

    // Calls of their own, in which the row is known to keep the shelf: all workers look into the same few shelves, and
    // to count who does costs them more than what they look up.
    @inline(never) var key: String { shelf.key(of: number) }
    @inline(never) var title: String? { shelf.title(of: number) }
    @inline(never) var location: Location? { shelf.location(of: number) }
    @inline(never) subscript(field: String) -> Value? { shelf.value(of: field, at: number) }
  }

  public static func == (left: Record, right: Record) -> Bool {
    switch (left.store, right.store) {
    case (.own(let own), .own(let other)) where own === other: return true
    case (.row(let row), .row(let other)) where row === other: return true
    default:
      return left.location == right.location && left.key.isSame(as: right.key) && left.title == right.title
        && left.unreadable == right.unreadable && left.values == right.values
    }
  }

  /// Records of one table hardly ever share key and place.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(TextKey(key))
    hasher.combine(location?.line)
  }
}

extension Record {
  public func text(_ field: String) -> String? {
    guard let value = self[field] else { return nil }
    if case .text(let text) = value { return text }
    return value.description
  }

  public func date(_ field: String) -> CivilDate? {
    guard case .date(let date, _)? = self[field] else { return nil }
    return date
  }

  /// The single values of a field: a list's items, or the one value; empty where there is none.
  public func items(_ field: String) -> [String] {
    switch self[field] {
    case nil: []
    case .list(let items)?: items
    case let value?: [value.description]
    }
  }
}
