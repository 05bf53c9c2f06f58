import Markup

/// The open elements, closed as browsers close them where a page leaves out or mixes up its end tags.
struct ElementStack: ~Copyable {
  struct Frame {
    let tag: HTMLTag
    let roles: Roles
  }

  private let frames: UnsafeMutablePointer<Frame>
  private(set) var depth = 0
  private(set) var deepest = 0
  let limit: Int
  private let closings = Closings.shared

  init(limit: Int) {
    self.limit = limit
    frames = .allocate(capacity: max(limit, 1))
  }

  deinit { frames.deallocate() }

  var last: Frame? { depth > 0 ? frames[depth - 1] : nil }
  var roles: Roles { depth > 0 ? frames[depth - 1].roles : [] }
  var isTooDeep: Bool { deepest >= limit }

  /// Opens an element; beyond the limit elements lie side by side.
  mutating func push(_ tag: HTMLTag, _ roles: Roles) {
    if depth >= limit {
      deepest = limit
      return
    }
    (frames + depth).initialize(to: Frame(tag: tag, roles: roles))
    depth += 1
    deepest = max(deepest, depth)
  }

  mutating func pop() { depth -= 1 }

  /// How deep the stack must become for `tag` to begin: what an opening tag closes by itself.
  func depthToBegin(_ tag: HTMLTag) -> Int? {
    guard let depth = nearest(closings.beginning[Int(tag.rawValue)]) else {
      // A row also ends a cell that no row is open around.
      return tag == .tr ? nearest(closings.cellsOfTable) : nil
    }
    return depth
  }

  /// How deep the stack must become for an end tag to be served; nil where nothing of that name is open.
  func depthToEnd(_ tag: HTMLTag) -> Int? { nearest(closings.ending[Int(tag.rawValue)]) }

  /// The depth below the nearest open element that closes, unless one of those that keep it open stands before it.
  @inline(__always)
  private func nearest(_ closing: Closing) -> Int? {
    guard !closing.closed.isEmpty else { return nil }
    var index = depth - 1
    while index >= 0 {
      let tag = frames[index].tag
      if closing.closed.contains(tag) { return index }
      if closing.barriers.contains(tag) { return nil }
      index -= 1
    }
    return nil
  }
}

/// Which elements a tag closes, and which keep what is around them from being closed.
private struct Closing {
  let closed: TagSet
  let barriers: TagSet
}

private struct Closings: Sendable {
  static let shared = Closings()

  let beginning: LastingTable<Closing>
  let ending: LastingTable<Closing>
  let cellsOfTable = Closing(closed: [.td, .th], barriers: [.table])

  private init() {
    let tags = (0...HTMLTag.allCases.map { Int($0.rawValue) }.reduce(0, max)).map {
      HTMLTag(rawValue: UInt8($0)) ?? .other
    }
    beginning = LastingTable(tags.map(Self.beginning))
    ending = LastingTable(tags.map(Self.ending))
  }

  private static func beginning(_ tag: HTMLTag) -> Closing {
    switch tag {
    case .li: Closing(closed: [.li], barriers: [.ul, .ol])
    case .dt, .dd: Closing(closed: [.dt, .dd], barriers: [.dl])
    case .td, .th: Closing(closed: [.td, .th], barriers: [.tr, .table])
    case .tr: Closing(closed: [.tr], barriers: [.table])
    case .tbody, .thead, .tfoot: Closing(closed: [.tbody, .thead, .tfoot], barriers: [.table])
    case .option, .optgroup: Closing(closed: [.option], barriers: [.select])
    case .a: Closing(closed: [.a], barriers: [.td, .th, .table])
    default:
      endsParagraph(tag)
        ? Closing(closed: [.p], barriers: [.td, .th, .table, .button, .li, .div]) : Closing(closed: [], barriers: [])
    }
  }

  private static func ending(_ tag: HTMLTag) -> Closing {
    switch tag {
    case .table: Closing(closed: [.table], barriers: [])
    case .tr, .tbody, .thead, .tfoot, .td, .th: Closing(closed: [tag], barriers: [.table])
    case .h1, .h2, .h3, .h4, .h5, .h6: Closing(closed: [.h1, .h2, .h3, .h4, .h5, .h6], barriers: [.td, .th, .table])
    case .li: Closing(closed: [.li], barriers: [.ul, .ol, .td, .th, .table])
    case .other: Closing(closed: [], barriers: [])
    default: Closing(closed: [tag], barriers: [.td, .th, .table])
    }
  }

  private static func endsParagraph(_ tag: HTMLTag) -> Bool {
    switch tag {
    case .address, .article, .aside, .blockquote, .center, .div, .dl, .fieldset, .figcaption, .figure, .footer, .form,
      .h1, .h2, .h3, .h4, .h5, .h6, .header, .hr, .main, .nav, .ol, .p, .pre, .section, .table, .ul:
      true
    default: false
    }
  }
}

/// A set of tags as bits.
struct TagSet: ExpressibleByArrayLiteral, Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init(arrayLiteral elements: HTMLTag...) {
    for element in elements {
      if element.rawValue < 64 {
        low |= 1 << UInt64(element.rawValue)
      } else {
        high |= 1 << UInt64(element.rawValue - 64)
      }
    }
  }

  var isEmpty: Bool { low == 0 && high == 0 }

  @inline(__always)
  func contains(_ tag: HTMLTag) -> Bool {
    tag.rawValue < 64 ? low >> UInt64(tag.rawValue) & 1 == 1 : high >> UInt64(tag.rawValue - 64) & 1 == 1
  }
}

extension HTMLTag {
  /// Whether a browser shows it as a block of its own, so that text does not run across its edges.
  var isBlock: Bool {
    switch self {
    case .address, .article, .aside, .blockquote, .body, .button, .caption, .center, .dd, .div, .dl, .dt, .fieldset,
      .figcaption, .figure, .footer, .form, .h1, .h2, .h3, .h4, .h5, .h6, .head, .header, .hr, .html, .legend, .li,
      .main,
      .nav, .noscript, .ol, .optgroup, .option, .p, .pre, .section, .select, .small, .table, .tbody, .td, .tfoot, .th,
      .thead, .tr, .ul, .ucapcontent, .ucaptitle, .object, .label:
      true
    default: false
    }
  }
}
