/// The runs of eight characters of a text, as 64-bit rolling hashes: how much of one text stands in another.
///
/// Spaces, punctuation and width do not matter, so that a changed comma does not hide a copied sentence.
struct Shingles: Sendable {
  static let width = 8
  /// Longer texts are cut; no policy is as long.
  static let longest = 400_000

  let hashes: [UInt64]

  init(_ text: String) {
    var letters: [UInt64] = []
    letters.reserveCapacity(min(text.utf8.count / 2, Shingles.longest))
    for scalar in text.unicodeScalars {
      if let letter = Shingles.folded(scalar) { letters.append(letter) }
      if letters.count == Shingles.longest { break }
    }
    guard letters.count >= Shingles.width else {
      hashes = []
      return
    }
    let base: UInt64 = 0x9E37_79B9_7F4A_7C15
    var top: UInt64 = 1
    for _ in 0..<Shingles.width - 1 { top = top &* base }
    var hash: UInt64 = 0
    var result: [UInt64] = []
    result.reserveCapacity(letters.count - Shingles.width + 1)
    for index in letters.indices {
      if index >= Shingles.width { hash = hash &- letters[index - Shingles.width] &* top }
      hash = hash &* base &+ letters[index]
      if index >= Shingles.width - 1 { result.append(hash) }
    }
    hashes = result
  }

  /// Letters, digits and Chinese characters, narrow and small; nil for all else.
  private static func folded(_ scalar: Unicode.Scalar) -> UInt64? {
    switch scalar.value {
    case 0x30...0x39, 0x61...0x7a, 0x3400...0x9fff, 0x20000...0x3ffff: UInt64(scalar.value)
    case 0x41...0x5a: UInt64(scalar.value + 32)
    case 0xff10...0xff19: UInt64(scalar.value - 0xfee0)
    case 0xff21...0xff3a: UInt64(scalar.value - 0xfee0 + 32)
    case 0xff41...0xff5a: UInt64(scalar.value - 0xfee0)
    default: nil
    }
  }

  /// A table of hashes made for asking often.
  struct Index: Sendable {
    private var slots: [UInt64]
    private let mask: Int

    init(_ shingles: Shingles) {
      var size = 16
      while size < shingles.hashes.count * 2 { size *= 2 }
      slots = Array(repeating: 0, count: size)
      mask = size - 1
      for hash in shingles.hashes {
        let value = hash == 0 ? 1 : hash
        var place = Index.place(value, mask)
        while slots[place] != 0, slots[place] != value { place = (place + 1) & mask }
        slots[place] = value
      }
    }

    private static func place(_ hash: UInt64, _ mask: Int) -> Int { Int(truncatingIfNeeded: hash >> 20) & mask }

    func contains(_ hash: UInt64) -> Bool {
      let value = hash == 0 ? 1 : hash
      var place = Index.place(value, mask)
      while slots[place] != 0 {
        if slots[place] == value { return true }
        place = (place + 1) & mask
      }
      return false
    }

    /// How many of a text's shingles stand here.
    func count(of shingles: Shingles) -> Int { shingles.hashes.count { contains($0) } }
  }
}
