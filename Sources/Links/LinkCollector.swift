import Exports
import Glibc
import Pages

/// One worker's links: each is resolved while its page is in hand, and only distinct targets stay.
///
/// A worker makes its own and hands over ``LinkCollection`` at the end. A value, so that nothing has to be watched for
/// exclusive access at every link.
struct LinkCollector: ~Copyable {
  private let table: LinkTable
  private let numbers: TargetNumbers
  private var firstPlaces: FirstPlaces.View
  private var memo = LinkMemo()
  /// By the targets' numbers, as far as this worker has met any.
  private var counts: ContiguousArray<Count> = []
  /// Beside `counts`.
  private var tallies: ContiguousArray<LinkTally> = []
  private var fragments: [LinkCollection.Anchor: LinkTally] = [:]
  private var contextNumbers: [String: Int32] = [:]
  /// For the page cache: values by number, each once for all pages where it means the same, and the page's links as
  /// such numbers. Off where there is no cache.
  private let isCapturing: Bool
  private var values = LinkValues()
  private var captured: [Int32] = []
  /// For each segment of the cache, the targets of its values: a number, or a state of `Replayed`.
  private var replayed: [[Int32]] = []

  /// What a page's links of the cache come to, before they are counted: targets, or `Replayed.special` by their value.
  private var replaying = NumberRoom()

  private enum Replayed {
    static let unknown: Int32 = -1

    /// A value with a fragment, or no value at all: to be looked at on each page.
    static func special(_ value: Int) -> Int32 { -2 - Int32(value) }

    static func value(ofSpecial state: Int32) -> Int { Int(-2 - state) }
  }

  /// What every link touches, a few bytes a target, so that a million links stay within the processor's caches.
  private struct Count {
    var count: Int32 = 0
    /// Pages beyond this one have no place among the first ten any more.
    var last = Int32.max
    /// The page that linked there last.
    var page: Int32 = -1
    /// The target's place in the site's entries; -1 for none.
    var entry: Int32 = -1
  }

  /// What a kept `LinkReference` is for, in the reader's order.
  private enum Wanted {
    case slot(Int32)
    case fragment(LinkCollection.Anchor)
    /// Within the page itself, to an anchor or (nil) to its top.
    case own(String?)
  }

  private var page: Int32 = 0
  private var context = LinkTable.Context(path: "/")
  private var contextNumber: Int32 = 0
  private var hasBase = false
  private var baseIsKnown = false
  private var wanted: [(want: Wanted, ordinal: Int32)] = []
  private var ordinal: Int32 = -1
  /// The target of each of the page's links, -1 where it has none.
  private var used = NumberRoom()
  /// The words of links: a title stands in menus, lists and beside its neighbours.
  private var texts = TextPool()
  /// The distinct targets of the page, in the order of its links.
  private var distinct = NumberRoom()
  /// Those of all pages so far.
  private var targets = TargetLists()

  /// - Parameters:
  ///   - numbers: of targets, the same for all workers.
  ///   - capturing: whether `end` tells all links of a page, for a cache.
  init(table: LinkTable, numbers: TargetNumbers, capturing: Bool = false) {
    (self.table, self.numbers, isCapturing) = (table, numbers, capturing)
    firstPlaces = FirstPlaces.View(numbers.firstPlaces)
    _ = values.addContext("")
  }

  /// Begins the page or style sheet at this place of `Site.entries`.
  mutating func begin(_ entry: Int) {
    page = Int32(entry)
    context = table.pageContext(table.entries[entry].path)
    contextNumber = number(of: context.folder + (context.savedFolder.map { "\u{2}" + $0 } ?? ""))
    (hasBase, baseIsKnown, ordinal) = (false, false, -1)
    captured.removeAll(keepingCapacity: true)
    wanted.removeAll(keepingCapacity: true)
    used.removeAll()
    distinct.removeAll()
  }

  private mutating func number(of key: String) -> Int32 {
    if let known = contextNumbers[key] { return known }
    let next = values.addContext(key)
    contextNumbers[key] = next
    return next
  }

  /// One link of the page; true where its place is wanted, for `end`.
  mutating func take(_ link: LinkBytes) -> Bool {
    if !baseIsKnown { know(base: link.base.map { String(decoding: $0, as: UTF8.self) }) }
    return take(link.value)
  }

  private mutating func know(base: String?) {
    baseIsKnown = true
    guard let base, !base.isEmpty else { return }
    context = table.context(base: base, page: context)
    contextNumber = number(of: "\u{1}\(context.scheme ?? "")\u{1}\(context.host ?? "")\u{1}\(context.document)")
    hasBase = true
  }

  private mutating func take(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    ordinal += 1
    guard let start = value.baseAddress, !value.isEmpty else {
      capture(0)
      used.append(-1)
      return false
    }
    var head = value
    var fragment: String?
    if let hash = memchr(start, 0x23, value.count) {
      let length = UnsafeRawPointer(hash) - UnsafeRawPointer(start)
      head = UnsafeBufferPointer(start: start, count: length)
      fragment = Self.fragment(UnsafeBufferPointer(rebasing: value[(length + 1)...]))
      if isCapturing { capture(number(ofWhole: value)) }
      if length == 0, !hasBase {
        used.append(-1)
        wanted.append((.own(fragment), ordinal))
        return true
      }
    }
    let hit = hit(for: head)
    if isCapturing, head.count == value.count { capture(hit.value) }
    return count(hit.slot, fragment: fragment)
  }

  /// Counts one link to a target; true where its place is wanted.
  private mutating func count(_ slot: Int32, fragment: String?) -> Bool {
    let index = Int(slot)
    let known = counts[index]
    use(slot)
    if let fragment, known.entry >= 0, table.entries[Int(known.entry)].kind == .page {
      let anchor = LinkCollection.Anchor(slot: slot, fragment: fragment)
      guard fragments[anchor, default: LinkTally()].hit(on: page) else { return false }
      wanted.append((.fragment(anchor), ordinal))
      return true
    }
    counts[index].count = known.count &+ 1
    guard isWanted(index) else { return false }
    wanted.append((.slot(slot), ordinal))
    return true
  }

  /// Notes that the page has a link there.
  @inline(__always)
  private mutating func use(_ slot: Int32) {
    used.append(slot)
    guard counts[Int(slot)].page != page else { return }
    counts[Int(slot)].page = page
    distinct.append(slot)
  }

  /// Whether a place on this page may be among the first ten of a target.
  @inline(__always)
  private mutating func isWanted(_ slot: Int) -> Bool {
    guard page <= counts[slot].last else { return false }
    counts[slot].last = min(counts[slot].last, firstPlaces.last(of: slot))
    return page <= counts[slot].last
  }

  private mutating func add(_ place: LinkTally.Place, to slot: Int) {
    tallies[slot].add(place)
    counts[slot].last = min(tallies[slot].last, firstPlaces.add(place.entry, to: slot))
  }

  /// Takes all links of a page from the cache; a value that pages have in common is resolved once.
  mutating func replay(_ cached: PageCacheContents.Page, from contents: PageCacheContents) {
    know(base: cached.base)
    let segment = contents.segment(of: cached)
    if replayed.isEmpty {
      replayed = (0..<contents.segmentCount).map {
        [Int32](repeating: Replayed.unknown, count: contents.valueCount(inSegment: $0))
      }
    }
    replaying.removeAll()
    var known: [Int32] = []
    swap(&known, &replayed[segment])
    contents.links(of: cached) { links in
      LinkNumbers.each(links) { number in
        let number = known.indices.contains(Int(number)) ? Int(number) : 0
        if known[number] == Replayed.unknown {
          known[number] = self.target(ofValue: number, inSegment: segment, contents)
        }
        replaying.append(known[number])
      }
    }
    swap(&known, &replayed[segment])
    var place = 0
    while place < replaying.count {
      let state = replaying[place]
      if state >= 0 {
        place = countTargets(from: place)
      } else {
        _ = contents.withValue(Replayed.value(ofSpecial: state), inSegment: segment) { self.take($0) }
        place += 1
      }
    }
  }

  /// Counts the targets of `replaying` up to the next that is none, as `count` does one; answers where that stands. A
  /// site has a million of them.
  private mutating func countTargets(from start: Int) -> Int {
    var counts: ContiguousArray<Count> = []
    swap(&counts, &self.counts)
    let (page, end) = (page, replaying.count)
    used.reserve(end - start)
    distinct.reserve(end - start)
    let next = counts.withUnsafeMutableBufferPointer { counts in
      var place = start
      while place < end {
        let slot = replaying[place]
        guard slot >= 0 else { break }
        place += 1
        ordinal += 1
        used.append(slot)
        if counts[Int(slot)].page != page {
          counts[Int(slot)].page = page
          distinct.append(slot)
        }
        counts[Int(slot)].count &+= 1
        guard page <= counts[Int(slot)].last else { continue }
        counts[Int(slot)].last = min(counts[Int(slot)].last, firstPlaces.last(of: Int(slot)))
        if page <= counts[Int(slot)].last { wanted.append((.slot(slot), ordinal)) }
      }
      return place
    }
    swap(&counts, &self.counts)
    return next
  }

  /// The target of a value of the cache, which mostly another worker has met before; or `Replayed.special`.
  private mutating func target(ofValue number: Int, inSegment segment: Int, _ contents: PageCacheContents) -> Int32 {
    if let known = numbers.known(value: number, inSegment: segment) { return meet(known) }
    let value = contents.withValue(number, inSegment: segment) { String(decoding: $0, as: UTF8.self) }
    if value.isEmpty || value.utf8.contains(UInt8(ascii: "#")) { return Replayed.special(number) }
    let known = numbers.known(table.resolve(value, in: context))
    numbers.note(known, value: number, inSegment: segment)
    return meet(known)
  }

  /// Makes room for a target that this worker may not have met before.
  private mutating func meet(_ known: TargetNumbers.Known) -> Int32 {
    let place = Int(known.number)
    if place >= counts.count {
      let missing = place + 1 - counts.count
      counts.append(contentsOf: repeatElement(Count(), count: missing))
      tallies.append(contentsOf: repeatElement(LinkTally(), count: missing))
    }
    firstPlaces.reserve(place)
    counts[place].entry = known.entry
    return known.number
  }

  /// nil where the fragment names no anchor: the page's top, or a route of a script.
  private static func fragment(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard let first = bytes.first, first != UInt8(ascii: "/"), first != UInt8(ascii: "!") else { return nil }
    // What browsers highlight (`#id:~:text=…`) is no part of the anchor's name.
    let whole = String(decoding: bytes, as: UTF8.self)
    let text = whole.firstRange(of: ":~:").map { String(whole[..<$0.lowerBound]) } ?? whole
    return text.lowercased() == "top" || text.allSatisfy(\.isWhitespace) ? nil : text
  }

  private mutating func hit(for value: UnsafeBufferPointer<UInt8>) -> LinkMemo.Hit {
    // A query alone belongs to the page itself.
    if value.first == UInt8(ascii: "?") || value.isEmpty {
      return LinkMemo.Hit(slot: add(value), value: number(of: value, context: LinkValues.ownPage))
    }
    let context = hasBase || !Self.isRooted(value) ? contextNumber : 0
    let hash = LinkMemo.hash(value, context: context)
    if let known = memo.find(value, context: context, hash: hash) { return known }
    let hit = LinkMemo.Hit(slot: add(value), value: number(of: value, context: context))
    memo.insert(value, context: context, hash: hash, hit: hit)
    return hit
  }

  /// The number of a value with its fragment, which the memo keeps beside those without: no other has a `#`.
  private mutating func number(ofWhole value: UnsafeBufferPointer<UInt8>) -> Int32 {
    let context = hasBase || !Self.isRooted(value) ? contextNumber : 0
    let hash = LinkMemo.hash(value, context: context)
    if let known = memo.find(value, context: context, hash: hash) { return known.value }
    let hit = LinkMemo.Hit(slot: 0, value: number(of: value, context: context))
    memo.insert(value, context: context, hash: hash, hit: hit)
    return hit.value
  }

  /// A new number for the cache; 0 stands for no value at all, -1 where there is no cache.
  private mutating func number(of value: UnsafeBufferPointer<UInt8>, context: Int32) -> Int32 {
    isCapturing ? values.add(String(decoding: value, as: UTF8.self), context: context) : -1
  }

  private mutating func capture(_ value: Int32) {
    if isCapturing { captured.append(value) }
  }

  /// Whether a value means the same on every page: from the root, or with a scheme.
  private static func isRooted(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = value.first else { return false }
    if first == UInt8(ascii: "/") || first == UInt8(ascii: "\\") { return true }
    for byte in value {
      switch byte | 0x20 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): continue
      default: return byte == UInt8(ascii: ":")
      }
    }
    return false
  }

  private mutating func add(_ value: UnsafeBufferPointer<UInt8>) -> Int32 {
    meet(numbers.known(table.resolve(String(decoding: value, as: UTF8.self), in: context)))
  }

  /// What a page's links come to.
  struct PageLinks: Sendable {
    /// Where in `LinkCollection.uses` the page's targets stand.
    let targets: Range<Int>
    /// Where capturing: every link as a number of `LinkCollection.values` (0: none).
    let captured: [Int32]
    /// Where capturing: the spots that are known, by ordinal.
    let spots: LinkSpots
  }

  /// Ends the page: puts the kept references to their targets.
  mutating func end(links: [LinkReference], anchors: AnchorSet) -> PageLinks {
    let spots = links.map { link in
      LinkSpot(line: link.line, column: link.column, text: texts.shared(link.text, most: 1 << 20))
    }
    return end(anchors: anchors, capturing: isCapturing) { index, _ in
      spots.indices.contains(index) ? spots[index] : nil
    }
  }

  /// The same for a page from the cache, which has its links already.
  mutating func end(
    _ page: PageCacheContents.Page, from cache: PageCacheContents, _ common: CachedParts
  ) -> PageLinks {
    let known = wanted.isEmpty ? [] : cache.spots(of: page, at: wanted.map(\.ordinal), common)
    var next = 0
    return end(anchors: page.anchors, capturing: false) { _, ordinal in
      while next < known.count, known[next].ordinal < ordinal { next += 1 }
      guard next < known.count, known[next].ordinal == ordinal else { return nil }
      return known[next].spot
    }
  }

  /// - Parameter spot: of the how-manieth wanted link, which is the so-manieth of the page.
  private mutating func end(
    anchors: AnchorSet, capturing: Bool, spot: (_ wanted: Int, _ ordinal: Int32) -> LinkSpot?
  ) -> PageLinks {
    var spots: LinkSpots = []
    for (index, (want, ordinal)) in wanted.enumerated() {
      let spot = spot(index, ordinal)
      if capturing, let spot { spots.append((ordinal, spot)) }
      let place = LinkTally.Place(entry: page, ordinal: ordinal, spot: spot)
      switch want {
      case .slot(let slot): add(place, to: Int(slot))
      case .fragment(let anchor): fragments[anchor]?.add(place)
      case .own(let fragment):
        guard let fragment, !LinkCollection.has(fragment, in: anchors) else {
          countOwn(ordinal, spot)
          continue
        }
        let anchor = LinkCollection.Anchor(slot: ownSlot(), fragment: fragment)
        if fragments[anchor, default: LinkTally()].hit(on: page) { fragments[anchor]?.add(place) }
      }
    }
    return PageLinks(targets: targets.append(distinct.all), captured: capturing ? captured : [], spots: spots)
  }

  /// The files of the site to which some of the page's links lead, in their order. To be asked before `end`.
  func entries(ofLinks ordinals: [Int32]) -> [Int32] {
    var entries: [Int32] = []
    entries.reserveCapacity(ordinals.count)
    for ordinal in ordinals where (0..<used.count).contains(Int(ordinal)) && used[Int(ordinal)] >= 0 {
      let entry = counts[Int(used[Int(ordinal)])].entry
      if entry >= 0 { entries.append(entry) }
    }
    return entries
  }

  /// Counts a link from the page to itself.
  private mutating func countOwn(_ ordinal: Int32, _ spot: LinkSpot?) {
    let slot = Int(ownSlot())
    counts[slot].count &+= 1
    guard isWanted(slot) else { return }
    add(LinkTally.Place(entry: page, ordinal: ordinal, spot: spot), to: slot)
  }

  private mutating func ownSlot() -> Int32 {
    meet(numbers.known(LinkTarget(url: table.address(ofEntry: Int(page)), state: .ok, entry: Int(page))))
  }

  /// What was gathered.
  consuming func collection() -> LinkCollection {
    for number in counts.indices { tallies[number].count = Int(counts[number].count) }
    return LinkCollection(tallies: tallies, uses: targets, fragments: fragments, values: values)
  }
}
