/// Where the members of a file begin that was packed record by record.
///
/// The unpacker gives up the whole block in hand when the file breaks off within it, and with it records that are whole.
/// Read as if it ended before its last member, the file gives all of those.
enum PackedMembers {
  private static let mark: [UInt8] = [0x1F, 0x8B, 0x08]

  /// Places before which the file may end whole: the last beginnings of members, the last first.
  static func ends(_ path: String, count: Int) -> [Int] {
    guard let file = MappedFile(path, length: .max) else { return [] }
    var found: [Int] = []
    var at = file.bytes.count - mark.count
    while at > 0, found.count < count {
      // The flags behind the mark use five bits.
      if file.bytes[at] == mark[0], file.bytes[at + 1] == mark[1], file.bytes[at + 2] == mark[2],
        at + 3 == file.bytes.count || file.bytes[at + 3] < 0x20
      {
        found.append(at)
      }
      at -= 1
    }
    return found
  }
}
