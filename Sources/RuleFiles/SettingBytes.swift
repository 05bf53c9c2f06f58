import Settings

/// Settings as bytes, for who must not parse the same YAML again: every value with its place.
enum SettingBytes {
  private enum Tag: UInt8 {
    case empty, plain, quoted, list, map
  }

  static func append(_ setting: Setting, to bytes: inout [UInt8]) {
    switch setting.content {
    case .empty: begin(.empty, setting, &bytes)
    case .scalar(let text, let isQuoted):
      begin(isQuoted ? .quoted : .plain, setting, &bytes)
      append(text, to: &bytes)
    case .list(let items):
      begin(.list, setting, &bytes)
      append(items.count, to: &bytes)
      for item in items { append(item, to: &bytes) }
    case .map(let entries):
      begin(.map, setting, &bytes)
      append(entries.count, to: &bytes)
      for entry in entries {
        append(entry.key, to: &bytes)
        append(entry.place.line, to: &bytes)
        append(entry.place.column, to: &bytes)
        append(entry.value, to: &bytes)
      }
    }
  }

  private static func begin(_ tag: Tag, _ setting: Setting, _ bytes: inout [UInt8]) {
    bytes.append(tag.rawValue)
    append(setting.place.line, to: &bytes)
    append(setting.place.column, to: &bytes)
  }

  static func append(_ text: String, to bytes: inout [UInt8]) {
    append(text.utf8.count, to: &bytes)
    bytes += text.utf8
  }

  static func append(_ number: Int, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: number).littleEndian) { bytes += $0 }
  }

  /// The way back. Damage is thrown, never trapped: the bytes come from a file.
  struct Reader {
    struct Damaged: Error {}

    private let bytes: UnsafeRawBufferPointer
    private(set) var at: Int
    private let end: Int
    private let depthLimit: Int

    init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, depthLimit: Int) {
      (self.bytes, at, end) = (bytes, range.lowerBound, min(range.upperBound, bytes.count))
      self.depthLimit = depthLimit
    }

    mutating func number() throws(Damaged) -> Int {
      guard end - at >= 4 else { throw Damaged() }
      defer { at += 4 }
      return Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)))
    }

    /// Where so many bytes stand, which are passed over.
    mutating func range() throws(Damaged) -> Range<Int> {
      let length = try number()
      guard length <= end - at else { throw Damaged() }
      at += length
      return at - length..<at
    }

    mutating func text() throws(Damaged) -> String { String(decoding: bytes[try range()], as: UTF8.self) }

    /// - Parameter file: of all its places.
    mutating func setting(file: String, depth: Int = 0) throws(Damaged) -> Setting {
      guard depth < depthLimit, at < end, let tag = Tag(rawValue: bytes[at]) else { throw Damaged() }
      at += 1
      let place = try place(file)
      switch tag {
      case .empty: return Setting(.empty, at: place)
      case .plain: return Setting(.scalar(try text(), isQuoted: false), at: place)
      case .quoted: return Setting(.scalar(try text(), isQuoted: true), at: place)
      case .list:
        var items: [Setting] = []
        let count = try count()
        items.reserveCapacity(count)
        for _ in 0..<count { items.append(try setting(file: file, depth: depth + 1)) }
        return Setting(.list(items), at: place)
      case .map:
        var entries: [Setting.Entry] = []
        let count = try count()
        entries.reserveCapacity(count)
        for _ in 0..<count {
          entries.append(
            .init(key: try text(), place: try self.place(file), value: try setting(file: file, depth: depth + 1)))
        }
        return Setting(.map(entries), at: place)
      }
    }

    private mutating func place(_ file: String) throws(Damaged) -> Place {
      Place(file: file, line: try number(), column: try number())
    }

    /// Nothing has more parts than there are bytes left.
    private mutating func count() throws(Damaged) -> Int {
      let count = try number()
      guard count <= end - at else { throw Damaged() }
      return count
    }
  }
}
