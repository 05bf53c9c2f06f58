import Glibc

/// Texts that are held once, known by their bytes: `Set` compares Chinese texts by their canonical forms, which takes
/// many times as long.
struct TextPool {
  private var known: [Int: String] = [:]

  /// The text as it is held already, or as it will be held from now on unless there are too many.
  mutating func shared(_ text: String, most: Int) -> String {
    // The shortest take no memory of their own.
    if text.utf8.count <= 15 { return text }
    var hasher = Hasher()
    Self.feed(text, to: &hasher)
    let key = hasher.finalize()
    if let same = known[key] { return Self.areSame(same, text) ? same : text }
    if known.count < most { known[key] = text }
    return text
  }

  static func feed(_ text: String, to hasher: inout Hasher) {
    let isFed: Void? = text.utf8.withContiguousStorageIfAvailable { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    if isFed == nil { hasher.combine(text) }
  }

  static func areSame(_ left: String, _ right: String) -> Bool {
    left.utf8.withContiguousStorageIfAvailable { isSame(right, UnsafeRawBufferPointer($0)) }
      ?? left.utf8.elementsEqual(right.utf8)
  }

  /// Whether a text is made of these bytes.
  static func isSame(_ text: String, _ bytes: UnsafeRawBufferPointer) -> Bool {
    guard text.utf8.count == bytes.count else { return false }
    let isSame = text.utf8.withContiguousStorageIfAvailable { own in
      guard let own = own.baseAddress, let other = bytes.baseAddress else { return true }
      return UnsafeRawPointer(own) == other || memcmp(own, other, bytes.count) == 0
    }
    return isSame ?? text.utf8.elementsEqual(bytes)
  }
}
