public import Records

/// A record's values by field.
///
/// A page or a link has some thirty fields of which few are ever asked for: its values are made when somebody does.
public struct FieldValues: Sendable, Hashable, ExpressibleByDictionaryLiteral {
  private var own: [Entry]
  private var shelf: (any Shelf)?
  private var row: Int32

  /// A handful of them is found sooner in a row than in a dictionary, and takes half the room; a ledger has at most a
  /// thousand columns.
  private struct Entry: Sendable {
    let field: String
    var value: Value
    let tag: UInt32

    init(_ field: String, _ value: Value, tag: UInt32) {
      (self.field, self.value, self.tag) = (field, value, tag)
    }
  }

  public init(_ values: [String: Value] = [:]) {
    own = values.map { Entry($0, $1, tag: FieldTag.of($0)) }
    (shelf, row) = (nil, 0)
  }

  public init(dictionaryLiteral elements: (String, Value)...) {
    self.init()
    own.reserveCapacity(elements.count)
    for (field, value) in elements where place(of: field, tag: FieldTag.of(field)) == nil { set(field, value) }
  }

  /// Some values, and a shelf's row for the rest.
  init(_ values: [String: Value], on shelf: any Shelf, row: Int32) {
    self.init(values)
    (self.shelf, self.row) = (shelf, row)
  }

  /// Those of a shelf's row.
  init(_ shelf: any Shelf, row: Int32) {
    (own, self.shelf, self.row) = ([], shelf, row)
  }

  public subscript(field: String) -> Value? {
    get {
      if !own.isEmpty, let place = place(of: field, tag: FieldTag.of(field)) { return own[place].value }
      return shelf?.value(of: field, at: row)
    }
    set {
      if let newValue {
        set(field, newValue)
      } else {
        if shelf != nil { self = FieldValues(whole) }
        if let place = place(of: field, tag: FieldTag.of(field)) { own.remove(at: place) }
      }
    }
  }

  private func place(of field: String, tag: UInt32) -> Int? {
    for place in own.indices where own[place].tag == tag && own[place].field == field { return place }
    return nil
  }

  private mutating func set(_ field: String, _ value: Value) {
    let tag = FieldTag.of(field)
    if let place = place(of: field, tag: tag) {
      own[place].value = value
    } else {
      own.append(Entry(field, value, tag: tag))
    }
  }

  /// The same with other values in place of some.
  public func replacing(_ values: [String: Value]) -> FieldValues {
    var copy = self
    for (field, value) in values { copy.set(field, value) }
    return copy
  }

  /// The fields that have a value.
  public var keys: [String] { shelf == nil ? own.map(\.field) : Array(whole.keys) }

  private var whole: [String: Value] {
    var values = Dictionary(own.map { ($0.field, $0.value) }) { first, _ in first }
    for field in shelf?.fields ?? [] where values[field] == nil { values[field] = shelf?.value(of: field, at: row) }
    return values
  }

  public static func == (left: FieldValues, right: FieldValues) -> Bool { left.whole == right.whole }

  public func hash(into hasher: inout Hasher) { hasher.combine(whole) }
}
