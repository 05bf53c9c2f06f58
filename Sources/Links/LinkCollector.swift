import Exports
import Glibc
import Pages

/// One worker's links: each is resolved while its page is in hand, and only distinct targets stay.
///
/// Not Sendable: a worker makes its own and hands over ``LinkCollection`` at the end.
final class LinkCollector {
  private let table: LinkTable
  private var memo = LinkMemo()
  private var slots: ContiguousArray<Slot> = []
  private var slotByURL: [String: Int32] = [:]
  private var fragments: [LinkCollection.Anchor: LinkTally] = [:]
  private var contextNumbers: [String: Int32] = [:]

  private struct Slot {
    let target: LinkTarget
    /// The target's entry where a link to it is a way to a readable thing; -1 elsewhere.
    let entry: Int32
    let isPage: Bool
    var tally = LinkTally()
  }

  /// What a kept `LinkReference` is for, in the reader's order.
  private enum Wanted {
    case slot(Int32)
    case fragment(LinkCollection.Anchor)
    case ownFragment(String)
  }

  private var page: Int32 = 0
  private var context = LinkTable.Context(path: "/")
  private var contextNumber: Int32 = 1
  private var hasBase = false
  private var baseIsKnown = false
  private var wanted: [Wanted] = []
  private var targets: [Int32] = []

  init(table: LinkTable) { self.table = table }

  /// Begins the page or style sheet at this place of `Site.entries`.
  func begin(_ entry: Int) {
    page = Int32(entry)
    context = LinkTable.Context(path: table.entries[entry].path)
    contextNumber = number(of: context.folder)
    (hasBase, baseIsKnown) = (false, false)
    wanted.removeAll(keepingCapacity: true)
    targets.removeAll(keepingCapacity: true)
  }

  private func number(of key: String) -> Int32 {
    if let known = contextNumbers[key] { return known }
    let next = Int32(contextNumbers.count) + 1
    contextNumbers[key] = next
    return next
  }

  /// One link of the page; true where its place is wanted, for `end`.
  func take(_ link: LinkBytes) -> Bool {
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
    guard let start = value.baseAddress, !value.isEmpty else { return false }
    var head = value
    var fragment: String?
    if let hash = memchr(start, 0x23, value.count) {
      let length = UnsafeRawPointer(hash) - UnsafeRawPointer(start)
      head = UnsafeBufferPointer(start: start, count: length)
      fragment = Self.fragment(UnsafeBufferPointer(rebasing: value[(length + 1)...]))
      if length == 0, !hasBase {
        guard let fragment else { return false }
        wanted.append(.ownFragment(fragment))
        return true
      }
    }
    let slot = slot(for: head)
    let index = Int(slot)
    if slots[index].entry >= 0 {
      if link.source.isNavigation { targets.append(slots[index].entry) }
      if let fragment, slots[index].isPage {
        let anchor = LinkCollection.Anchor(slot: slot, fragment: fragment)
        guard fragments[anchor, default: LinkTally()].hit(on: page) else { return false }
        wanted.append(.fragment(anchor))
        return true
      }
    }
    guard slots[index].tally.hit(on: page) else { return false }
    wanted.append(.slot(slot))
    return true
  }

  /// nil where the fragment names no anchor: the page's top, or a route of a script.
  private static func fragment(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard let first = bytes.first, first != UInt8(ascii: "/"), first != UInt8(ascii: "!") else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.lowercased() == "top" || text.hasPrefix(":~:") || text.allSatisfy(\.isWhitespace) ? nil : text
  }

  private func slot(for value: UnsafeBufferPointer<UInt8>) -> Int32 {
    // A query alone belongs to the page itself.
    if value.first == UInt8(ascii: "?") || value.isEmpty { return add(value) }
    let context = hasBase || !Self.isRooted(value) ? contextNumber : 0
    let hash = LinkMemo.hash(value, context: context)
    if let known = memo.find(value, context: context, hash: hash) { return known }
    let slot = add(value)
    memo.insert(value, context: context, hash: hash, slot: slot)
    return slot
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

  private func add(_ value: UnsafeBufferPointer<UInt8>) -> Int32 {
    let target = table.resolve(String(decoding: value, as: UTF8.self), in: context)
    if let known = slotByURL[target.url] { return known }
    let slot = Int32(slots.count)
    let isPage = target.entry.map { table.entries[$0].kind == .page } ?? false
    slots.append(Slot(target: target, entry: Int32(target.entry ?? -1), isPage: isPage))
    slotByURL[target.url] = slot
    return slot
  }

  /// Ends the page: puts the kept references to their targets. Returns the entries it links to, distinct and sorted.
  func end(links: [LinkReference], anchors: AnchorSet) -> [Int32] {
    for (link, want) in zip(links, wanted) {
      let place = LinkTally.Place(
        entry: page, line: Int32(truncatingIfNeeded: link.line), column: Int32(truncatingIfNeeded: link.column),
        text: link.text)
      switch want {
      case .slot(let slot): slots[Int(slot)].tally.add(place)
      case .fragment(let anchor): fragments[anchor]?.add(place)
      case .ownFragment(let fragment):
        if LinkCollection.has(fragment, in: anchors) { continue }
        let anchor = LinkCollection.Anchor(slot: ownSlot(), fragment: fragment)
        if fragments[anchor, default: LinkTally()].hit(on: page) { fragments[anchor]?.add(place) }
      }
    }
    targets.sort()
    var distinct: [Int32] = []
    for target in targets where target != distinct.last { distinct.append(target) }
    return distinct
  }

  private func ownSlot() -> Int32 {
    let target = LinkTarget(url: table.address(ofEntry: Int(page)), state: .ok, entry: Int(page))
    if let known = slotByURL[target.url] { return known }
    let slot = Int32(slots.count)
    slots.append(Slot(target: target, entry: page, isPage: true))
    slotByURL[target.url] = slot
    return slot
  }

  /// What was gathered.
  func collection() -> LinkCollection {
    LinkCollection(targets: slots.map { ($0.target, $0.tally) }, fragments: fragments)
  }
}
