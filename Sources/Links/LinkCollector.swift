import Exports
import Glibc
import Pages

/// One worker's links: each is resolved while its page is in hand, and only distinct targets stay.
///
/// A worker makes its own and hands over ``LinkCollection`` at the end. A value, so that nothing has to be watched for
/// exclusive access at every link.
struct LinkCollector: ~Copyable {
  private let table: LinkTable
  private var memo = LinkMemo()
  private var slots: ContiguousArray<Slot> = []
  /// Beside `slots`.
  private var counts: ContiguousArray<Count> = []
  private var slotByURL: [String: Int32] = [:]
  private var fragments: [LinkCollection.Anchor: LinkTally] = [:]
  private var contextNumbers: [String: Int32] = [:]
  /// For the page cache: distinct values by number, and the page's links as such numbers. Off where there is no cache.
  private let isCapturing: Bool
  private var values: [String] = []
  private var valueNumbers: [String: Int32] = [:]
  private var captured: [Int32] = []
  /// What the cache's values mean, by their numbers there; -1 while it is not known.
  private var rootedHits: [LinkMemo.Hit] = []

  private struct Slot {
    let target: LinkTarget
    var tally = LinkTally()
  }

  /// What every link touches, a few bytes a target, so that a million links stay within the processor's caches.
  private struct Count {
    var count: Int32 = 0
    /// Pages beyond this one have no place among the first ten any more.
    var last = Int32.max
    let isPage: Bool
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
  private var contextNumber: Int32 = 1
  private var hasBase = false
  private var baseIsKnown = false
  private var wanted: [(want: Wanted, ordinal: Int32)] = []
  private var ordinal: Int32 = -1
  /// The slot of each of the page's links, -1 where it has none.
  private var used: [Int32] = []
  /// The words of links: a title stands in menus, lists and beside its neighbours.
  private var texts = TextPool()
  /// The distinct slots of all pages so far.
  private var targets = TargetLists()

  /// - Parameter capturing: whether `end` tells all links of a page, for a cache.
  init(table: LinkTable, capturing: Bool = false) { (self.table, isCapturing) = (table, capturing) }

  /// Begins the page or style sheet at this place of `Site.entries`.
  mutating func begin(_ entry: Int) {
    page = Int32(entry)
    context = table.pageContext(table.entries[entry].path)
    contextNumber = number(of: context.folder + (context.savedFolder.map { "\u{2}" + $0 } ?? ""))
    (hasBase, baseIsKnown, ordinal) = (false, false, -1)
    captured.removeAll(keepingCapacity: true)
    wanted.removeAll(keepingCapacity: true)
    used.removeAll(keepingCapacity: true)
  }

  private mutating func number(of key: String) -> Int32 {
    if let known = contextNumbers[key] { return known }
    let next = Int32(contextNumbers.count) + 1
    contextNumbers[key] = next
    return next
  }

  /// One link of the page; true where its place is wanted, for `end`.
  mutating func take(_ link: LinkBytes) -> Bool {
    ordinal += 1
    if !baseIsKnown {
      baseIsKnown = true
      if let base = link.base, !base.isEmpty {
        let text = String(decoding: base, as: UTF8.self)
        context = table.context(base: text, page: context)
        contextNumber = number(of: "\u{1}\(context.scheme ?? "")\u{1}\(context.host ?? "")\u{1}\(context.document)")
        hasBase = true
      }
    }
    let value = link.value
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
      if isCapturing { capture(number(ofValue: value)) }
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
    used.append(slot)
    if let fragment, known.isPage {
      let anchor = LinkCollection.Anchor(slot: slot, fragment: fragment)
      guard fragments[anchor, default: LinkTally()].hit(on: page) else { return false }
      wanted.append((.fragment(anchor), ordinal))
      return true
    }
    counts[index].count = known.count &+ 1
    guard page <= known.last else { return false }
    wanted.append((.slot(slot), ordinal))
    return true
  }

  private mutating func add(_ place: LinkTally.Place, to slot: Int) {
    slots[slot].tally.add(place)
    counts[slot].last = slots[slot].tally.last
  }

  /// Takes all links of a page from the cache. Values that mean the same everywhere are resolved once by their number.
  mutating func replay(_ cached: PageCache.Page, from contents: PageCache.Contents) {
    contents.replay(cached) { number, link in
      let isKnown = !hasBase && baseIsKnown && number > 0 && rootedHits.indices.contains(number)
      if isKnown, rootedHits[number].slot >= 0 {
        ordinal += 1
        capture(rootedHits[number].value)
        _ = count(rootedHits[number].slot, fragment: nil)
        return
      }
      _ = take(link)
      guard number > 0, !hasBase, Self.isRooted(link.value), !link.value.contains(UInt8(ascii: "#")) else { return }
      while rootedHits.count <= number { rootedHits.append(LinkMemo.Hit(slot: -1, value: -1)) }
      rootedHits[number] = hit(for: link.value)
    }
  }

  /// nil where the fragment names no anchor: the page's top, or a route of a script.
  private static func fragment(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard let first = bytes.first, first != UInt8(ascii: "/"), first != UInt8(ascii: "!") else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.lowercased() == "top" || text.hasPrefix(":~:") || text.allSatisfy(\.isWhitespace) ? nil : text
  }

  private mutating func hit(for value: UnsafeBufferPointer<UInt8>) -> LinkMemo.Hit {
    // A query alone belongs to the page itself.
    if value.first == UInt8(ascii: "?") || value.isEmpty {
      return LinkMemo.Hit(slot: add(value), value: isCapturing ? number(ofValue: value) : -1)
    }
    let context = hasBase || !Self.isRooted(value) ? contextNumber : 0
    let hash = LinkMemo.hash(value, context: context)
    if let known = memo.find(value, context: context, hash: hash) { return known }
    let hit = LinkMemo.Hit(slot: add(value), value: isCapturing ? number(ofValue: value) : -1)
    memo.insert(value, context: context, hash: hash, hit: hit)
    return hit
  }

  private mutating func number(ofValue value: UnsafeBufferPointer<UInt8>) -> Int32 {
    let text = String(decoding: value, as: UTF8.self)
    if let known = valueNumbers[text] { return known }
    // 0 stands for no value at all.
    let next = Int32(values.count) + 1
    values.append(text)
    valueNumbers[text] = next
    return next
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
    let target = table.resolve(String(decoding: value, as: UTF8.self), in: context)
    if let known = slotByURL[target.url] { return known }
    let slot = Int32(slots.count)
    let isPage = target.entry.map { table.entries[$0].kind == .page } ?? false
    slots.append(Slot(target: target))
    counts.append(Count(isPage: isPage))
    slotByURL[target.url] = slot
    return slot
  }

  /// What a page's links come to.
  struct PageLinks: Sendable {
    /// Where in `LinkCollection.uses` the page's targets stand.
    let targets: Range<Int>
    /// Where capturing: every link as a number of `LinkCollection.values` (0: none).
    let captured: [Int32]
    /// Where capturing: the spots that are known, by ordinal.
    let spots: [(ordinal: Int32, spot: LinkSpot)]
  }

  /// Ends the page: puts the kept references to their targets.
  mutating func end(links: [LinkReference], anchors: AnchorSet) -> PageLinks {
    let spots = links.map { link in
      LinkSpot(line: link.line, column: link.column, text: texts.shared(link.text, most: 1 << 20))
    }
    return end(anchors: anchors) { index, _ in spots.indices.contains(index) ? spots[index] : nil }
  }

  /// - Parameter spot: of the how-manieth wanted link, which is the so-manieth of the page.
  mutating func end(anchors: AnchorSet, spot: (_ wanted: Int, _ ordinal: Int32) -> LinkSpot?) -> PageLinks {
    var spots: [(ordinal: Int32, spot: LinkSpot)] = []
    for (index, (want, ordinal)) in wanted.enumerated() {
      let spot = spot(index, ordinal)
      if isCapturing, let spot { spots.append((ordinal, spot)) }
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
    return PageLinks(targets: targets.append(&used), captured: captured, spots: spots)
  }

  /// The files of the site to which some of the page's links lead, in their order. To be asked before `end`.
  func entries(ofLinks ordinals: [Int32]) -> [Int32] {
    var entries: [Int32] = []
    entries.reserveCapacity(ordinals.count)
    for ordinal in ordinals where used.indices.contains(Int(ordinal)) && used[Int(ordinal)] >= 0 {
      if let entry = slots[Int(used[Int(ordinal)])].target.entry { entries.append(Int32(entry)) }
    }
    return entries
  }

  /// Counts a link from the page to itself.
  private mutating func countOwn(_ ordinal: Int32, _ spot: LinkSpot?) {
    let slot = Int(ownSlot())
    counts[slot].count &+= 1
    guard page <= counts[slot].last else { return }
    add(LinkTally.Place(entry: page, ordinal: ordinal, spot: spot), to: slot)
  }

  private mutating func ownSlot() -> Int32 {
    let target = LinkTarget(url: table.address(ofEntry: Int(page)), state: .ok, entry: Int(page))
    if let known = slotByURL[target.url] { return known }
    let slot = Int32(slots.count)
    slots.append(Slot(target: target))
    counts.append(Count(isPage: true))
    slotByURL[target.url] = slot
    return slot
  }

  /// What was gathered.
  func collection() -> LinkCollection {
    let told = zip(slots, counts).map { slot, count in
      var tally = slot.tally
      tally.count = Int(count.count)
      return (target: slot.target, tally: tally)
    }
    return LinkCollection(targets: told, uses: targets, fragments: fragments, values: values)
  }
}
