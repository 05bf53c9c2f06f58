public import Findings
public import Records
public import Workdays

/// One thing a rule can judge: a document, a message, a page, joined from whatever source knew of it.
///
/// Tables, selections and joins hold each record many times over, so that a copy is a reference until it is changed.
public struct Record: Sendable, Hashable {
  private var box: Box

  public init(
    key: String, title: String? = nil, values: FieldValues, unreadable: Set<String> = [], location: Location? = nil
  ) {
    box = Box(key: key, title: title, values: values, unreadable: unreadable, location: location)
  }

  public init(
    key: String, title: String? = nil, values: [String: Value], unreadable: Set<String> = [],
    location: Location? = nil
  ) {
    self.init(key: key, title: title, values: FieldValues(values), unreadable: unreadable, location: location)
  }

  /// The subject's key as the contract's section 4 names it; unique in its table.
  public var key: String { box.key }

  public var title: String? { box.title }

  public var location: Location? { box.location }

  /// By the ledger's Chinese header, or the page fact's Chinese name. Empty cells have no entry.
  public var values: FieldValues {
    get { box.values }
    _modify {
      makeOwn()
      yield &box.values
    }
  }

  /// Fields whose source holds something that could not be read.
  public var unreadable: Set<String> {
    get { box.unreadable }
    _modify {
      makeOwn()
      yield &box.unreadable
    }
  }

  private mutating func makeOwn() {
    if !isKnownUniquelyReferenced(&box) { box = Box(box) }
  }

  // @unchecked: what a box holds is changed only while a single record refers to it.
  private final class Box: @unchecked Sendable {
    let key: String
    let title: String?
    let location: Location?
    var values: FieldValues
    var unreadable: Set<String>

    init(key: String, title: String?, values: FieldValues, unreadable: Set<String>, location: Location?) {
      (self.key, self.title, self.location) = (key, title, location)
      (self.values, self.unreadable) = (values, unreadable)
    }

    convenience init(_ other: Box) {
      self.init(
        key: other.key, title: other.title, values: other.values, unreadable: other.unreadable,
        location: other.location)
    }
  }

  public static func == (left: Record, right: Record) -> Bool {
    left.box === right.box
      || left.key == right.key && left.location == right.location && left.title == right.title
        && left.unreadable == right.unreadable && left.values == right.values
  }

  /// Records of one table hardly ever share key and place.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(key)
    hasher.combine(location?.line)
  }
}

extension Record {
  public func text(_ field: String) -> String? {
    guard let value = values[field] else { return nil }
    if case .text(let text) = value { return text }
    return value.description
  }

  public func date(_ field: String) -> CivilDate? {
    guard case .date(let date, _)? = values[field] else { return nil }
    return date
  }

  /// The single values of a field: a list's items, or the one value; empty where there is none.
  public func items(_ field: String) -> [String] {
    switch values[field] {
    case nil: []
    case .list(let items)?: items
    case let value?: [value.description]
    }
  }
}
