/// Names of fields, each with a number that tells it from nearly all others.
///
/// A table has few fields and is asked for them all the time: running over their numbers takes a fraction of what a
/// dictionary's hash does.
struct FieldNames: Sendable {
  let names: [String]
  private let tags: [UInt32]

  init(_ names: [String]) {
    self.names = names
    tags = names.map(Self.tag)
  }

  func place(of name: String) -> Int? {
    let tag = Self.tag(name)
    for place in tags.indices where tags[place] == tag && names[place] == name { return place }
    return nil
  }

  /// FNV-1a: equal for equal names.
  static func tag(_ name: String) -> UInt32 {
    name.withBytes { bytes in
      var tag: UInt32 = 0x811c_9dc5
      for byte in bytes { tag = (tag ^ UInt32(byte)) &* 0x0100_0193 }
      return tag
    }
  }
}
