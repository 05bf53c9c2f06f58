public import Markup
public import Workdays

/// What one page says about itself. The fields of contract section 7 first; nil is "not shown", never a guess.
///
/// Kept for every page of a site at once, so everything here is small: no body text, no links. What pages have in
/// common and what few of them have stands apart.
public struct PageFacts: Sendable, Hashable {
  /// The site path, beginning with `/`.
  public var path: String
  /// The page's public address: the export's, else the one a browser noted when it saved the page.
  public var url: String?
  /// The charset it was read in.
  public var charset: Charset
  /// The article's title without the suffix of site or column.
  public var title: String?
  public var kind: PageKind
  public var indexNumber: String?
  public var documentNumber: String?
  public var publisher: String?
  public var writtenOn: CivilDate?
  public var publishedOn: CivilDate?
  /// The word that the page shows (有效, 失效, 废止 …); see `validityStanding` for its meaning.
  public var validity: String?
  public var validUntil: CivilDate?
  public var disclosure: String?
  public var source: String?
  public var linkCount: Int
  public var attachmentCount: Int

  // Further facts that checks need.

  /// Where the fields above were read.
  public var readings: FieldReadings
  public var content: ContentFacts
  /// Which of the reader's cue words the article holds; nil where they were not sought, as in a list.
  public var cues: CueSet?
  public var forms: InterpretationForms
  /// Links that lead to handling the matter (我要办, 办理, 办).
  public var serviceMarks: [ServiceMark]
  /// Links of a block of related articles (相关解读, 关联稿件 …), at most twenty: how many of the page's links stand
  /// before each, in the order in which `PageReader.read` hands them over. Who reads a whole site finds out where they
  /// lead and gives them back.
  public var relatedLinks: [Int32]
  public var hasRelatedBlock: Bool
  public var functions: PageFunctions
  /// An error phrase in the title, or hardly any text at all: it may be an error page served as a page.
  public var looksLikeErrorPage: Bool

  /// What it has in common with other pages of its column: one for all of them, where a reader of a site sees to it.
  public var frame: Apart<PageFrame>
  @usableFromInline var rare: Apart<RarePageFacts>?

  public init(path: String) {
    self.path = path
    (charset, kind, linkCount, attachmentCount) = (.utf8, .other, 0, 0)
    (readings, content, forms) = (FieldReadings(), ContentFacts(), [])
    (serviceMarks, relatedLinks, hasRelatedBlock) = ([], [], false)
    (functions, looksLikeErrorPage, frame) = ([], false, .empty)
  }
}

/// What the pages of a column mostly have in common.
public struct PageFrame: Sendable, Hashable {
  public var column: String?
  public var siteName: String?
  public var siteID: String?
  /// The trail (首页 › 政务公开 › …) without the page's own title.
  public var breadcrumb: [String]
  public var footer: FooterMarks

  public init(
    column: String? = nil, siteName: String? = nil, siteID: String? = nil, breadcrumb: [String] = [],
    footer: FooterMarks = FooterMarks()
  ) {
    (self.column, self.siteName, self.siteID) = (column, siteName, siteID)
    (self.breadcrumb, self.footer) = (breadcrumb, footer)
  }
}

extension PageFacts {
  public var column: String? {
    get { frame.value.column }
    set { frame.value.column = newValue }
  }

  public var siteName: String? {
    get { frame.value.siteName }
    set { frame.value.siteName = newValue }
  }

  public var siteID: String? {
    get { frame.value.siteID }
    set { frame.value.siteID = newValue }
  }

  public var breadcrumb: [String] {
    get { frame.value.breadcrumb }
    set { frame.value.breadcrumb = newValue }
  }

  public var footer: FooterMarks {
    get { frame.value.footer }
    set { frame.value.footer = newValue }
  }
}

/// What few pages have.
@usableFromInline struct RarePageFacts: Sendable, Hashable {
  var problems: [PageProblem] = []
  var conflicts: [FieldConflict] = []
  var personalSigns: [PersonalSign] = []
  var secrecyMarks: [PageMark] = []
  var repealMark: PageMark?
}

extension PageFacts {
  /// Whether it may have any of what follows; inlinable, since asked of every page, and a call would be lent a copy.
  @inlinable public var hasRareFacts: Bool { rare != nil }

  /// What is wrong with the page or its labels, in the order found.
  public var problems: [PageProblem] {
    get { rare?.value.problems ?? [] }
    set { change { $0.problems = newValue } }
  }

  /// Visible values that a meta value contradicts.
  public var conflicts: [FieldConflict] {
    get { rare?.value.conflicts ?? [] }
    set { change { $0.conflicts = newValue } }
  }

  public var personalSigns: [PersonalSign] {
    get { rare?.value.personalSigns ?? [] }
    set { change { $0.personalSigns = newValue } }
  }

  /// 秘密★, 内部资料 and the like, as marks on the page; running text about secrecy is none.
  public var secrecyMarks: [PageMark] {
    get { rare?.value.secrecyMarks ?? [] }
    set { change { $0.secrecyMarks = newValue } }
  }

  /// An in-page mark that the document is 废止 or 失效 (a stamp, a heading, the validity field).
  public var repealMark: PageMark? {
    get { rare?.value.repealMark }
    set { change { $0.repealMark = newValue } }
  }

  /// A page that has none of it keeps nothing.
  private mutating func change(_ body: (inout RarePageFacts) -> Void) {
    var changed = rare?.value ?? RarePageFacts()
    body(&changed)
    rare = changed == RarePageFacts() ? nil : Apart(changed)
  }
}

/// The readable fields of a page.
public enum PageField: UInt8, Sendable, Hashable, CaseIterable {
  case title, indexNumber, documentNumber, publisher, writtenOn, publishedOn, validity, validUntil, disclosure
  case column, siteName, siteID, source
  /// Only whether the page shows it.
  case topic

  /// The field's label in messages.
  public var chineseName: String {
    switch self {
    case .title: "标题"
    case .indexNumber: "索引号"
    case .documentNumber: "文号"
    case .publisher: "发布机构"
    case .writtenOn: "成文日期"
    case .publishedOn: "发布日期"
    case .validity: "有效性"
    case .validUntil: "有效期至"
    case .disclosure: "公开方式"
    case .column: "栏目"
    case .siteName: "网站名称"
    case .siteID: "网站标识码"
    case .source: "来源"
    case .topic: "主题分类"
    }
  }
}

/// Where a field's value was read.
public struct FieldReading: Sendable, Hashable {
  public enum Origin: UInt8, Sendable, Hashable {
    /// Under its own label, where the public sees it.
    case visible
    /// Visible without a label: the date under the title, the heading, the breadcrumb.
    case unlabelled
    /// In the running text: 落款日期, 此件公开发布.
    case body
    /// Only in a meta label of 国办发〔2017〕47号, or in `<title>`.
    case meta
  }

  public let origin: Origin
  /// 1-based line and byte column.
  public let line: Int
  public let column: Int

  public init(origin: Origin, line: Int, column: Int) {
    (self.origin, self.line, self.column) = (origin, line, column)
  }
}

/// A field that says one thing visibly and another in its meta label.
public struct FieldConflict: Sendable, Hashable {
  public let field: PageField
  public let visible: String
  public let meta: String

  public init(field: PageField, visible: String, meta: String) {
    (self.field, self.visible, self.meta) = (field, visible, meta)
  }
}
