/// A text as a key that is equal to another where their bytes are.
///
/// Swift's own hash and equality bring whatever is not ASCII into its canonical form first, at five times the cost.
/// That tells nothing apart or together in the names of columns, in site paths and in keys that were folded by us.
public struct TextKey: Sendable, Hashable {
  public let text: String

  public init(_ text: String) {
    self.text = text
  }

  public static func == (left: TextKey, right: TextKey) -> Bool { left.text.isSame(as: right.text) }

  public func hash(into hasher: inout Hasher) { text.withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) } }
}
