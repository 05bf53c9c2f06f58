import Links
import Pages
import Records

/// A 办 mark on a document's own page, and where it leads.
struct MarkTarget: Sendable {
  let mark: ServiceMark
  let target: SitePicture.Target?
  /// The article in whose row of a list it stands.
  let row: SitePicture.Target?

  /// Those on a page; marks of the frame belong to the site, but on a list nobody can tell.
  static func all(onPageAt place: Int, _ site: SitePicture, inFrame: Bool = false) -> [MarkTarget] {
    let marks = site.pages[place].serviceMarks
    if marks.isEmpty { return [] }
    let path = site.pages[place].path
    return marks.filter { inFrame || $0.place != .frame }.map { mark in
      MarkTarget(
        mark: mark, target: mark.target.map { site.target($0, path) }, row: mark.row.map { site.target($0, path) })
    }
  }
}

/// Where a policy's 办 marks stand: on its own page, and beside it on a list.
struct ServiceMarks: Sendable {
  private let site: SiteIndex
  private let targetsByPolicy: [TextKey: Set<TextKey>]

  init(_ site: SiteIndex, serviceLinks: Table) {
    self.site = site
    var targetsByPolicy: [TextKey: Set<TextKey>] = [:]
    for record in serviceLinks.records {
      guard let target = record.text("目标网址") else { continue }
      for number in record.items("政策文号") {
        targetsByPolicy[DocumentNumber.key(number), default: []].insert(TextKey(target))
      }
    }
    self.targetsByPolicy = targetsByPolicy
  }

  func tell(_ marks: [MarkTarget], ofPageAt place: Int, in record: inout Record) {
    var places: Set<String> = []
    var targets = targetsByPolicy[DocumentNumber.key(record.key)] ?? []
    var (shown, states): ([String], [String]) = ([], [])
    for mark in marks {
      places.insert(mark.mark.place == .heading ? "标题处" : "内容页")
      guard let target = mark.target else { continue }
      targets.insert(TextKey(target.url))
      shown.append(target.url)
      states.append((site.site.link(to: target.url)?.state ?? target.state).rawValue)
    }
    // On a list the mark may lead to the policy itself, where the matter's own link stands, or nowhere.
    let leadsHere =
      site.markedRows.contains(place)
      || !site.listedIcons.isEmpty
        && site.listedIcons.contains(TextKey(site.site.target(site.site.pages[place].path, "/").url))
    if leadsHere || !targets.isDisjoint(with: site.listedServices) { places.insert("列表页") }
    // A mark at the title of the content page stands on that page, too.
    if places.contains("标题处") { places.insert("内容页") }
    if !places.isEmpty { record.values["办标识位置"] = .list(places.sorted()) }
    if !shown.isEmpty {
      record.values["办标识目标"] = .list(shown)
      record.values["办标识状态"] = .list(states)
    }
  }
}

/// Whether a policy's page links to its interpretations, its questions and answers, and other documents.
struct RelatedItems: Sendable {
  private let site: SiteIndex
  /// The pages of interpretations and of questions, by the policy's 文号.
  private let interpretations: [TextKey: [String]]
  private let questions: [TextKey: [String]]
  private let linkedDocuments: @Sendable (_ page: Int) -> [Int]

  init(
    _ site: SiteIndex, interpretations: [Record], faqs: Ledger?, documents: [(record: Record, page: Int?)]
  ) {
    self.site = site
    var paths: [TextKey: [String]] = [:]
    for record in interpretations {
      guard let path = record.text("页面路径") else { continue }
      for number in record.items("政策文号") { paths[DocumentNumber.key(number), default: []].addNew(path) }
    }
    var questions: [TextKey: [String]] = [:]
    for row in faqs?.rows ?? [] {
      guard let address = row.values["网址"]?.description, let page = site.page(address: address).place else { continue }
      let numbers: [String] =
        switch row.values["政策文号"] {
        case .list(let items)?: items
        case let value?: [value.description]
        case nil: []
        }
      for number in numbers { questions[DocumentNumber.key(number), default: []].addNew(site.site.pages[page].path) }
    }
    (self.interpretations, self.questions) = (paths, questions)
    linkedDocuments = site.site.linked(among: documents.compactMap(\.page))
  }

  func tell(ofPageAt place: Int, in record: inout Record) {
    let path = site.site.pages[place].path
    let others = linkedDocuments(place).filter { $0 != place }
    if !others.isEmpty { record.values["链接公文"] = .list(others.map { site.site.pages[$0].path }) }
    let key = DocumentNumber.key(record.key)
    let (own, answers) = (interpretations[key], questions[key])
    if own == nil, answers == nil { return }
    let (related, leadsTo) = (record.items("相关链接"), site.site.leadsTo)
    // A policy has one or two of them: a look at each is quicker than hashing them.
    func leads(to own: [String]) -> Bool {
      own.contains { other in related.contains { $0.isSame(as: other) } || leadsTo(path, other) }
    }
    if let own { record.values["解读链接"] = .flag(leads(to: own)) }
    if let answers { record.values["问答链接"] = .flag(leads(to: answers)) }
    var back: [String] = []
    for other in (own ?? []) + (answers ?? []) where leadsTo(other, path) { back.addNew(other) }
    if !back.isEmpty { record.values["链回页面"] = .list(back.sorted()) }
  }
}

extension [String] {
  fileprivate mutating func addNew(_ text: String) {
    if !contains(where: { $0.isSame(as: text) }) { append(text) }
  }
}
