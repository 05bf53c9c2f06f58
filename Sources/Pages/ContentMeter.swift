import Markup

/// Measures running text without keeping it: how much, and a digest by which equal text is known again.
struct ContentMeter {
  private(set) var textLength = 0
  private var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var word: UInt64 = 0
  private var wordUnits = 0
  private(set) var images = 0
  private(set) var videos = 0
  private(set) var audios = 0
  private(set) var frames = 0
  private(set) var headings: [String] = []
  private var signs = TextSigns()
  private let classes = UnitClass.table

  private static let mostHeadings = 16
  /// The first words, all of them where they are few.
  private(set) var opening: [UInt16] = []

  /// 0 where there is no text.
  var digest: UInt64 {
    guard textLength > 0 else { return 0 }
    let mixed = Self.mix(hash, word ^ UInt64(textLength) << 48)
    return mixed == 0 ? 1 : mixed
  }

  var facts: ContentFacts {
    var facts = ContentFacts()
    (facts.textLength, facts.digest, facts.images) = (textLength, digest, images)
    (facts.videos, facts.audios, facts.frames, facts.headings) = (videos, audios, frames, headings)
    (facts.citations, facts.slips) = (signs.citations, signs.slips)
    return facts
  }

  /// Takes a block of text; white space, marks and width do not count.
  mutating func add(_ text: Units) {
    let room = ErrorPhrases.longestText - opening.count
    if room > 0 {
      if opening.isEmpty { opening.reserveCapacity(ErrorPhrases.longestText) }
      for index in 0..<min(room, text.count) { opening.append(text[index]) }
    }
    var (word, wordUnits, hash) = (word, wordUnits, hash)
    var length = 0
    for index in 0..<text.count {
      let unit = text[index]
      guard unit > 0x20 else { continue }
      if classes[Int(unit)] & UnitClass.tells != 0 { signs.look(at: index, in: text) }
      word = word << 16 | UInt64(Units.fold(unit))
      wordUnits += 1
      length += 1
      if wordUnits == 4 {
        hash = Self.mix(hash, word)
        (word, wordUnits) = (0, 0)
      }
    }
    (self.word, self.wordUnits, self.hash) = (word, wordUnits, hash)
    textLength += length
  }

  @inline(__always)
  private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low &+ 0xE703_7ED1_A0B4_28DB
  }

  mutating func addHeading(_ text: Units) {
    guard headings.count < Self.mostHeadings else { return }
    headings.append(String(text.string.prefix(40)))
  }

  mutating func addMedia(_ tag: HTMLTag) {
    switch tag {
    case .img: images += 1
    case .video: videos += 1
    case .audio: audios += 1
    case .iframe, .embed, .object: frames += 1
    default: break
    }
  }

  /// 一、…; （一）…; 第一章 …
  static func isNumberedHeading(_ text: Units) -> Bool {
    guard text.count >= 3 else { return false }
    var at = 0
    while at < text.count, text[at] <= 0x20 { at += 1 }
    guard at + 2 < text.count else { return false }
    let opened = Units.fold(text[at]) == 0x28 || text[at] == 0x7B2C
    if opened { at += 1 }
    var numerals = 0
    while at < text.count, isNumeral(text[at]), numerals < 4 {
      numerals += 1
      at += 1
    }
    guard numerals > 0, at < text.count else { return false }
    let next = Units.fold(text[at])
    return opened ? next == 0x29 || next == 0x7AE0 : next == 0x3001
  }

  private static func isNumeral(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341: true
    default: false
    }
  }
}
