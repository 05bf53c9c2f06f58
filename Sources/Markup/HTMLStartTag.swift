/// The start tag that a scanner stands at, valid until its next token.
///
/// Small, so that it is handed on in registers: a scanner itself would be copied for every look at it.
@frozen
public struct HTMLStartTag {
  public let tag: HTMLTag
  /// Where its `<` stands in the page.
  public let offset: Int
  /// See `HTMLScanner.attributes`.
  public let attributes: UnsafeBufferPointer<HTMLAttribute>
  /// Which names are among them, a bit each.
  @usableFromInline let names: UInt64
  @usableFromInline let page: UnsafeBufferPointer<UInt8>

  @inlinable
  init(
    _ tag: HTMLTag, at offset: Int, _ attributes: UnsafeBufferPointer<HTMLAttribute>, names: UInt64,
    page: UnsafeBufferPointer<UInt8>
  ) {
    (self.tag, self.offset, self.attributes, self.names, self.page) = (tag, offset, attributes, names, page)
  }

  /// The bytes of a part of the page.
  @inlinable
  public func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: page[range]) }

  /// The first attribute of this name.
  @inlinable
  public func attribute(_ name: HTMLAttributeName) -> Range<Int>? {
    guard names >> UInt64(name.rawValue) & 1 == 1 else { return nil }
    for attribute in attributes where attribute.name == name { return attribute.value }
    return nil
  }
}
