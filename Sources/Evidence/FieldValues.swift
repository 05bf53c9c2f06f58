public import Records

/// A record's values by field.
///
/// A page or a link has some thirty fields of which few are ever asked for: its values are made when somebody does.
public struct FieldValues: Sendable, Hashable, ExpressibleByDictionaryLiteral {
  private var own: [String: Value]
  private var source: (any FieldSource)?

  public init(_ values: [String: Value] = [:]) {
    own = values
  }

  public init(dictionaryLiteral elements: (String, Value)...) {
    own = Dictionary(elements) { first, _ in first }
  }

  init(_ source: any FieldSource) {
    (own, self.source) = ([:], source)
  }

  public subscript(field: String) -> Value? {
    get { own[field] ?? source?.value(of: field) }
    set {
      if newValue == nil, source != nil { (own, source) = (whole, nil) }
      own[field] = newValue
    }
  }

  /// The same with other values in place of some.
  public func replacing(_ values: [String: Value]) -> FieldValues {
    var copy = self
    for (field, value) in values { copy.own[field] = value }
    return copy
  }

  /// The fields that have a value.
  public var keys: [String] { source == nil ? Array(own.keys) : Array(whole.keys) }

  private var whole: [String: Value] {
    guard let source else { return own }
    var values = own
    for field in source.fields where values[field] == nil { values[field] = source.value(of: field) }
    return values
  }

  public static func == (left: FieldValues, right: FieldValues) -> Bool { left.whole == right.whole }

  public func hash(into hasher: inout Hasher) { hasher.combine(whole) }
}

/// Where the values of a record come from, if not from cells.
protocol FieldSource: Sendable {
  /// Every field it may have a value for.
  var fields: [String] { get }

  func value(of field: String) -> Value?
}
