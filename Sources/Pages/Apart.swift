/// A value that stands apart from what it is part of, and that several may have in common. A copy is a reference until
/// it is changed.
public struct Apart<Value: Sendable & Hashable>: Sendable, Hashable {
  private var box: Box

  // @unchecked: what it holds is changed only while a single `Apart` refers to it.
  private final class Box: @unchecked Sendable {
    var value: Value

    init(_ value: Value) { self.value = value }
  }

  public init(_ value: Value) { box = Box(value) }

  public var value: Value {
    _read { yield box.value }
    _modify {
      if !isKnownUniquelyReferenced(&box) { box = Box(box.value) }
      yield &box.value
    }
  }

  /// Tells values that are one object from others, as long as one of them is kept.
  public var object: ObjectIdentifier { ObjectIdentifier(box) }

  public static func == (left: Apart, right: Apart) -> Bool { left.box === right.box || left.value == right.value }

  public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

extension Apart<PageFrame> {
  /// Of a page of which nothing is known yet.
  static let empty = Apart(PageFrame())
}
