/// What part of a page an element is, as its tag, `class` and `id` tell. Inherited by all within.
struct Roles: OptionSet {
  let rawValue: UInt16

  static let hidden = Roles(rawValue: 1 << 0)
  /// Navigation, header, side menus: the site's frame, not the page.
  static let frame = Roles(rawValue: 1 << 1)
  static let footer = Roles(rawValue: 1 << 2)
  static let crumb = Roles(rawValue: 1 << 3)
  /// The article's own text, by the container names of the usual systems.
  static let content = Roles(rawValue: 1 << 4)
  static let related = Roles(rawValue: 1 << 5)
  static let title = Roles(rawValue: 1 << 6)
  static let link = Roles(rawValue: 1 << 7)
  /// A form, or what looks like a button.
  static let control = Roles(rawValue: 1 << 8)
}

/// The names that the usual systems give to the parts of their pages.
struct RoleNames: Sendable {
  static let shared = RoleNames()

  private let exact: HashTable<Roles>

  private init() {
    var exact: [UInt64: Roles] = [:]
    func add(_ roles: Roles, _ names: String) {
      for name in names.split(separator: " ") {
        exact[name.utf8.reduce(Self.seed) { Self.mix($0, $1) }, default: []].formUnion(roles)
      }
    }
    add(
      .content,
      """
      ucapcontent ivscontent zoom zoomcon jzoom textbody trseditor trsueditor trseditorview trsdoccontent articlecontent \
      articlecontentbody newscontent newscontentbody newscon newstext pagescontent xxgkcontent vsbcontent vsbcontent2 vsbcontent4 \
      maintext contenttext conttext articlecon articlebody articletext detailcontent detailcon contentdetail detailtext \
      troutregioncontent bodytext conbody gkcontent wzcon wznr zwcontent zwnr infocontent artcon artcontent xlcontent \
      easysitenewscontent contentbody txtcontent contenttxt articlecont articlecontenttext newsbody viewcontent contxt contenttrs \
      articledetailcontent policycontent contentarticle txtbox articletxt mainbodytext view fontzoom ewbcontent zwgkcontent \
      gknrcontent bmcontent textcon divzoom contentstr zhengwen contentzw artnr xlnr articlenr
      """)
    add(
      .crumb,
      """
      position btposition location dqwz weizhi mbx mbxdh curpos sitepath currentposition curposition nowposition currentlocation \
      placenav pagepath wz nowpath local dqwzbox crumbsbox crumbs crumb bread breadbox pageposition navpath currentpath xxgkcrumb \
      dangqianweizhi mianbaoxie breadcrumbnav breadcrumbbox breadcrumbwrap breadnav crumbnav crumbbox crumbwrap
      """)
    add(.footer, "foot footer bottom copyright footerbox foots footbox footertxt footpc banquan copy")
    add(
      .frame,
      """
      header head top topbar nav navbar menu navmenu mainnav headerpc headerbox sidebar leftmenu leftnav topnav navigation toolbar \
      topmenu mainmenu submenu leftbar sidenav rightbar headerphone navbox headbox topbox headnav gnav globalnav
      """)
    add(
      .related,
      "articlereldocuments reldocuments xgwz xgjd xgzc xgwj xgyd xgxw xgxx xggj glwj gljd related relatednews relatedlist xgbox xglist"
    )
    add(
      .title,
      """
      title ivstitle articletitle sptitle tit contenttitle newstitle detailtitle arttitle bt maintitle contit wztitle biaoti pagetitle \
      titlebox xltitle articletit infotitle doctitle zwtitle wzbt
      """)
    add(.hidden, "hidden dnone")
    self.exact = HashTable(exact, absent: [])
  }

  private static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

  @inline(__always)
  private static func mix(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }

  /// The roles that the names in a `class` or `id` give, each without its strokes and in lower case.
  func roles(_ names: UnsafeBufferPointer<UInt8>) -> Roles {
    var roles: Roles = []
    var hash = Self.seed
    var length = 0
    // The last eight letters of the name, packed.
    var tail: UInt64 = 0
    for index in 0...names.count {
      let byte = index < names.count ? names[index] : 0x20
      if byte <= 0x20 {
        if length > 0 { roles.formUnion(role(hash, tail, length)) }
        (hash, length, tail) = (Self.seed, 0, 0)
        continue
      }
      var folded = byte
      if byte &- 0x41 < 26 { folded = byte | 0x20 }
      guard folded &- 0x61 < 26 || folded &- 0x30 < 10 else { continue }
      hash = Self.mix(hash, folded)
      tail = tail << 8 | UInt64(folded)
      length += 1
    }
    return roles
  }

  @inline(__always)
  private func role(_ hash: UInt64, _ tail: UInt64, _ length: Int) -> Roles {
    guard length <= 40 else { return [] }
    var roles = exact[hash]
    let six = tail & 0xFFFF_FFFF_FFFF
    if six == 0x63_72_75_6D_62_73 || six & 0xFF_FFFF_FFFF == 0x63_72_75_6D_62 { roles.insert(.crumb) }
    if six == 0x66_6F_6F_74_65_72 { roles.insert(.footer) }
    return roles
  }
}
