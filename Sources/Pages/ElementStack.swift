import Markup

/// The open elements, closed as browsers close them where a page leaves out or mixes up its end tags.
struct ElementStack {
  struct Frame {
    let tag: HTMLTag
    let roles: Roles
    /// For list items, rows and links: where the count of candidates and the like stood when it began.
    var mark: Int32 = 0
  }

  private(set) var frames: ContiguousArray<Frame> = []
  private(set) var deepest = 0
  let limit: Int

  init(limit: Int) {
    self.limit = limit
    frames.reserveCapacity(64)
  }

  var depth: Int { frames.count }
  var roles: Roles { frames.last?.roles ?? [] }
  var isTooDeep: Bool { deepest >= limit }

  /// Opens an element; beyond the limit elements lie side by side.
  mutating func push(_ tag: HTMLTag, _ roles: Roles) {
    if frames.count >= limit {
      deepest = limit
      return
    }
    frames.append(Frame(tag: tag, roles: roles))
    deepest = max(deepest, frames.count)
  }

  mutating func pop() -> Frame? { frames.popLast() }

  /// How deep the stack must become for `tag` to begin: what an opening tag closes by itself.
  func depthToBegin(_ tag: HTMLTag) -> Int? {
    switch tag {
    case .li: nearest([.li], within: [.ul, .ol])
    case .dt, .dd: nearest([.dt, .dd], within: [.dl])
    case .td, .th: nearest([.td, .th], within: [.tr, .table])
    case .tr: nearest([.tr], within: [.table]) ?? nearest([.td, .th], within: [.table])
    case .tbody, .thead, .tfoot: nearest([.tbody, .thead, .tfoot], within: [.table])
    case .option, .optgroup: nearest([.option], within: [.select])
    case .a: nearest([.a], within: [.td, .th, .table])
    default: Self.endsParagraph(tag) ? nearest([.p], within: [.td, .th, .table, .button, .li, .div]) : nil
    }
  }

  /// How deep the stack must become for an end tag to be served; nil where nothing of that name is open.
  func depthToEnd(_ tag: HTMLTag) -> Int? {
    switch tag {
    case .table: nearest([.table], within: [])
    case .tr, .tbody, .thead, .tfoot, .td, .th: nearest([tag], within: [.table])
    case .h1, .h2, .h3, .h4, .h5, .h6: nearest([.h1, .h2, .h3, .h4, .h5, .h6], within: [.td, .th, .table])
    case .li: nearest([.li], within: [.ul, .ol, .td, .th, .table])
    case .other: nil
    default: nearest([tag], within: [.td, .th, .table])
    }
  }

  /// The depth below the nearest open element among `tags`, unless one of `barriers` stands before it.
  private func nearest(_ tags: TagSet, within barriers: TagSet) -> Int? {
    var index = frames.count - 1
    while index >= 0 {
      let tag = frames[index].tag
      if tags.contains(tag) { return index }
      if barriers.contains(tag) { return nil }
      index -= 1
    }
    return nil
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
struct TagSet: ExpressibleByArrayLiteral {
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

  @inline(__always)
  func contains(_ tag: HTMLTag) -> Bool {
    tag.rawValue < 64 ? low >> UInt64(tag.rawValue) & 1 == 1 : high >> UInt64(tag.rawValue - 64) & 1 == 1
  }
}

extension HTMLTag {
  /// Whether a browser shows it as a block of its own, so that text does not run across its edges.
  var isBlock: Bool { Self.blocks.contains(self) }

  private static let blocks: TagSet = [
    .address, .article, .aside, .blockquote, .body, .button, .caption, .center, .dd, .div, .dl, .dt, .fieldset,
    .figcaption, .figure, .footer, .form, .h1, .h2, .h3, .h4, .h5, .h6, .head, .header, .hr, .html, .legend, .li, .main,
    .nav, .noscript, .ol, .optgroup, .option, .p, .pre, .section, .select, .small, .table, .tbody, .td, .tfoot, .th,
    .thead, .tr, .ul, .ucapcontent, .ucaptitle, .object, .label,
  ]
}
