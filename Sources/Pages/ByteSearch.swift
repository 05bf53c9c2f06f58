#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Looks for short ASCII words in bytes with the C library's search.
enum ByteSearch {
  static func first(_ bytes: UnsafeBufferPointer<UInt8>, _ word: StaticString, from start: Int = 0) -> Int? {
    let (letters, length) = (word.utf8Start, word.utf8CodeUnitCount)
    guard let base = bytes.baseAddress, length > 0 else { return nil }
    var at = start
    while at + length <= bytes.count, let found = memchr(base + at, Int32(letters[0]), bytes.count - length + 1 - at) {
      at = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if memcmp(base + at, letters, length) == 0 { return at }
      at += 1
    }
    return nil
  }

  static func contains(_ bytes: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool { first(bytes, word) != nil }

  /// Whether `<ba` stands anywhere, in capitals or not: eight bytes at a time, since `<` is everywhere.
  static func containsBaseTag(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let (lessSigns, letters, capitals): (UInt64, UInt64, UInt64) = (0x3C &* ones, 0x62 &* ones, 0x20 &* ones)
    let raw = UnsafeRawPointer(base)
    var at = 0
    while at &+ 10 <= bytes.count {
      let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      let next = raw.loadUnaligned(fromByteOffset: at &+ 1, as: UInt64.self)
      let less: UInt64 = word ^ lessSigns
      let second: UInt64 = (next | capitals) ^ letters
      // A zero byte in both: `<` with a `b` behind it. A byte of 1 may be taken for zero, and is looked at in vain.
      let both: UInt64 = less | second
      let zeros: UInt64 = (both &- ones) & ~both & highs
      if zeros != 0, (at..<(at &+ 8)).contains(where: { beginsBaseTag(base + $0) }) { return true }
      at &+= 8
    }
    while at + 2 < bytes.count {
      if beginsBaseTag(base + at) { return true }
      at += 1
    }
    return false
  }

  private static func beginsBaseTag(_ bytes: UnsafePointer<UInt8>) -> Bool {
    guard bytes[0] == 0x3C else { return false }
    return bytes[1] | 0x20 == 0x62 && bytes[2] | 0x20 == 0x61
  }

  /// Like `first` with ASCII capitals in the bytes folded; for short texts only.
  static func containsIgnoringCase(_ bytes: UnsafeBufferPointer<UInt8>, _ lowercase: StaticString) -> Bool {
    let length = lowercase.utf8CodeUnitCount
    guard length > 0, bytes.count >= length else { return false }
    let word = lowercase.utf8Start
    for start in 0...(bytes.count - length) {
      var matched = true
      for index in 0..<length {
        let byte = bytes[start + index]
        if (byte &- 0x41 < 26 ? byte | 0x20 : byte) != word[index] {
          matched = false
          break
        }
      }
      if matched { return true }
    }
    return false
  }
}

extension String {
  /// Whether the text holds a word, byte for byte: Swift's own search compares characters by their canonical forms,
  /// which is right for people's texts and a hundred times slower.
  public func holds(_ word: String) -> Bool {
    guard !word.isEmpty, utf8.count >= word.utf8.count else { return false }
    return utf8.withContiguousStorageIfAvailable { text in
      word.utf8.withContiguousStorageIfAvailable { text.place(of: $0) != nil } ?? contains(word)
    } ?? contains(word)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where a word stands first. Seeks its last byte: the first one begins nearly every Chinese character.
  public func place(of word: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int? {
    guard let text = baseAddress, let wanted = word.baseAddress, let last = word.last else { return nil }
    let before = word.count - 1
    var at = start + before
    while at < count, let found = memchr(text + at, Int32(last), count - at) {
      at = UnsafeRawPointer(found) - UnsafeRawPointer(text)
      if memcmp(text + (at - before), wanted, before) == 0 { return at - before }
      at += 1
    }
    return nil
  }
}
