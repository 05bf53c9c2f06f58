/// Where each field of a page was read: twelve bytes a field, since every page of a site keeps its own.
public struct FieldReadings: Sendable, Hashable, ExpressibleByDictionaryLiteral {
  private struct Packed: Sendable, Hashable {
    let field: PageField
    let origin: FieldReading.Origin
    let line: Int32
    let column: Int32
  }

  /// Sorted by field.
  private var packed: [Packed] = []

  public init() {}

  public init(dictionaryLiteral elements: (PageField, FieldReading)...) {
    for (field, reading) in elements { self[field] = reading }
  }

  public subscript(_ field: PageField) -> FieldReading? {
    get {
      packed.first { $0.field == field }.map {
        FieldReading(origin: $0.origin, line: Int($0.line), column: Int($0.column))
      }
    }
    set {
      let place = packed.firstIndex { $0.field.rawValue >= field.rawValue } ?? packed.count
      let isKnown = place < packed.count && packed[place].field == field
      guard let newValue else {
        if isKnown { packed.remove(at: place) }
        return
      }
      let reading = Packed(
        field: field, origin: newValue.origin, line: Int32(clamping: newValue.line),
        column: Int32(clamping: newValue.column))
      if isKnown { packed[place] = reading } else { packed.insert(reading, at: place) }
    }
  }

  /// All of them, sorted by field.
  public var all: [(field: PageField, reading: FieldReading)] {
    packed.map { ($0.field, FieldReading(origin: $0.origin, line: Int($0.line), column: Int($0.column))) }
  }
}
