import Markup

/// The fields that a shelf's rows have, by name.
///
/// A table has few fields and is asked for them all the time, by all workers: running over a number of each name takes a
/// fraction of what a dictionary's hash does, and counts no references. For tables made once a process.
struct FieldNames<Field: RawRepresentable<String> & Sendable>: Sendable {
  private let fields: LastingTable<Field>
  private let names: LastingTable<String>
  private let tags: LastingTable<UInt32>

  init(_ fields: [Field]) {
    self.fields = LastingTable(fields)
    names = LastingTable(fields.map(\.rawValue))
    tags = LastingTable(fields.map { FieldTag.of($0.rawValue) })
  }

  var all: [String] { (0..<names.count).map { names[$0] } }

  subscript(name: String) -> Field? {
    let tag = FieldTag.of(name)
    for place in 0..<tags.count where tags[place] == tag && names[place] == name { return fields[place] }
    return nil
  }
}

/// Numbers that tell nearly all names from each other.
enum FieldTag {
  /// FNV-1a of the name's bytes.
  static func of(_ name: String) -> UInt32 {
    name.withBytes { bytes in
      var tag: UInt32 = 0x811c_9dc5
      for byte in bytes { tag = (tag ^ UInt32(byte)) &* 0x0100_0193 }
      return tag
    }
  }
}
