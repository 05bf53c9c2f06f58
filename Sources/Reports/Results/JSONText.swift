import Findings
import Workdays

/// JSON written straight into bytes, keys in the order in which they are given.
///
/// `JSONEncoder` can neither keep that order nor put one finding on a line.
struct JSONText {
  /// What was not handed on.
  private(set) var bytes: [UInt8] = []
  private let taker: (([UInt8]) -> Void)?
  private static let most = 1 << 18

  init(capacity: Int = 1 << 16) {
    taker = nil
    bytes.reserveCapacity(capacity)
  }

  /// - Parameter taker: gets what is written, piece by piece: the file of a large site is not held as a whole. The rest
  ///   is left in `bytes`.
  init(_ taker: @escaping ([UInt8]) -> Void) {
    self.taker = taker
    bytes.reserveCapacity(Self.most * 2)
  }

  mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { units in
      var start = 0
      for (place, unit) in units.enumerated() where Self.isEscaped(unit) {
        bytes.append(contentsOf: units[start..<place])
        escape(unit)
        start = place + 1
      }
      bytes.append(contentsOf: units[start...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func isEscaped(_ unit: UInt8) -> Bool {
    unit < 0x20 || unit == 0x7F || unit == UInt8(ascii: "\"") || unit == UInt8(ascii: "\\")
  }

  private mutating func escape(_ unit: UInt8) {
    switch unit {
    case UInt8(ascii: "\""): raw("\\\"")
    case UInt8(ascii: "\\"): raw("\\\\")
    case 0x0A: raw("\\n")
    case 0x0D: raw("\\r")
    case 0x09: raw("\\t")
    default:
      raw("\\u00")
      bytes.append(Self.hexadecimal[Int(unit >> 4)])
      bytes.append(Self.hexadecimal[Int(unit & 15)])
    }
  }

  mutating func string(_ text: String?) {
    if let text { string(text) } else { raw("null") }
  }

  mutating func number(_ number: Int?) {
    if let number { bytes.append(contentsOf: String(number).utf8) } else { raw("null") }
  }

  /// Shortest form that reads back the same; a whole number without a point. Not finite is null.
  mutating func number(_ number: Double?) {
    guard let number, number.isFinite else { return raw("null") }
    bytes.append(contentsOf: Figures.plain(number).utf8)
  }

  mutating func date(_ date: CivilDate?) { string(date?.description) }

  mutating func strings(_ texts: [String]) {
    list(texts) { json, text in json.string(text) }
  }

  mutating func list<Element>(_ elements: [Element], _ write: (inout JSONText, Element) -> Void) {
    raw("[")
    for (index, element) in elements.enumerated() {
      if index > 0 { raw(", ") }
      write(&self, element)
    }
    raw("]")
  }

  /// One element a line, so that files merge by lines.
  mutating func lines<Element>(_ elements: [Element], _ write: (inout JSONText, Element) -> Void) {
    raw("[")
    for (index, element) in elements.enumerated() {
      raw(index > 0 ? ",\n" : "\n")
      write(&self, element)
      if let taker, bytes.count > Self.most {
        taker(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    raw(elements.isEmpty ? "]" : "\n]")
  }

  private static let hexadecimal = Array("0123456789abcdef".utf8)
}
