import Findings
import Links
import Pages
import Records
import Testing
import Workdays

@testable import Evidence

@Suite("Joining ledgers and pages")
struct EvidenceBuilderTests {
  private static let host = "https://www.example.gov.cn"

  private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(iso: text)) }

  private func schema(_ name: String) -> LedgerSchema {
    LedgerSchema(name: name, chineseName: name, columns: [.init(header: "文号")])
  }

  private func ledger(_ name: String, _ rows: [[String: Value]], unreadable: Set<String> = []) -> Ledger {
    Ledger(
      schema: schema(name), path: "\(name).csv",
      rows: rows.enumerated().map { .init(number: $0 + 2, key: "\($0)", values: $1, unreadable: unreadable) },
      rejected: [], headers: Set(rows.flatMap(\.keys)))
  }

  private func page(_ path: String, _ kind: PageKind = .policy, title: String? = nil, number: String? = nil)
    -> PageFacts
  {
    var page = PageFacts(path: path)
    (page.kind, page.title, page.documentNumber) = (kind, title, number)
    return page
  }

  private func evidence(
    _ pages: [PageFacts]?, _ ledgers: [Ledger], isComplete: Bool = true, links: [LinkReport.Link] = [],
    leads: Set<String> = [], pageLinks: [String: [Int]] = [:], own: [PageFacts]? = nil
  ) throws -> Evidence {
    let paths = Set((pages ?? []).map(\.path))
    let report = LinkReport(checkedOn: try day("2024-09-30"), links: links)
    let site = pages.map { pages in
      var picture = SitePicture(
        pages: pages, links: report, isComplete: isComplete,
        target: { value, _ in
          let path = value.replacing(Self.host, with: "")
          let url = value.hasPrefix("/") ? Self.host + value : value
          let isOwn = url.hasPrefix(Self.host)
          let state: LinkState = paths.contains(path) ? .ok : isOwn ? .broken : .external
          return .init(
            url: url, state: state, reason: state == .external ? "外部网站，离线不检查" : nil,
            path: paths.contains(path) ? path : nil)
        }, leadsTo: { leads.contains("\($0)>\($1)") }, linkIndexes: { pageLinks[$0] ?? [] })
      picture.linkedPages = { page in
        leads.filter { $0.hasPrefix("\(page)>") }.map { String($0.dropFirst(page.count + 1)) }
      }
      picture.relatedPages = { place in
        guard pages[place].hasRelatedBlock else { return [] }
        return pages.indices.filter { leads.contains("\(pages[place].path)>\(pages[$0].path)") }
      }
      return picture
    }
    let forms = FormNames(["图示图解": ["一图读懂", "长图"], "文字解读": ["文字"]])
    let schemas = ["documents", "interpretations", "service_links", "faqs"]
    let places = own.map { own in own.compactMap { page in pages?.firstIndex { $0.path == page.path } } }
    return EvidenceBuilder(
      site: site, forms: forms, schemas: Dictionary(uniqueKeysWithValues: schemas.map { ($0, schema($0)) })
    ).evidence(of: .init(name: "月浦镇", level: .town), pages: places, ledgers: ledgers)
  }

  private func records(_ evidence: Evidence, _ table: String) throws -> [Record] {
    try #require(evidence.tables[table]).records
  }

  @Test("A document finds its page by address before number before title")
  func joins() throws {
    let pages = [
      page("/a.html", title: "甲办法", number: "示府〔2024〕1号"), page("/b.html", title: "乙办法"), page("/c.html", title: "丙办法"),
    ]
    let rows: [[String: Value]] = [
      ["文号": .text("示府〔2024〕1号"), "标题": .text("乙办法"), "网址": .text("\(Self.host)/c.html")],
      ["文号": .text("示府〔2024〕1号"), "标题": .text("乙办法")], ["标题": .text("乙 办法")],
      ["文号": .text("示府〔2024〕9号"), "标题": .text("丁办法")],
    ]
    let documents = try records(evidence(pages, [ledger("documents", rows)]), "documents")
    #expect(documents.map { $0.text("页面路径") } == ["/c.html", "/a.html", "/b.html", nil])
    #expect(documents.map { $0.values["已上网"] } == [.flag(true), .flag(true), .flag(true), .flag(false)])
    #expect(documents.map { $0.text("资料来源") } == ["台账和页面", "台账和页面", "台账和页面", "台账"])
  }

  @Test(
    "The same number in other brackets, widths and spaces is the same number; another number is another",
    arguments: [
      ("示府[2024]1号", true), ("示府【2024】1号", true), ("示府（2024）１号", true), ("示府 〔2024〕 1 号", true), ("示府〔2024〕11号", false),
      ("示府〔2023〕1号", false), ("示府办〔2024〕1号", false),
    ])
  func numbers(written: String, isSame: Bool) throws {
    let pages = [page("/a.html", title: "甲", number: "示府〔2024〕1号")]
    let documents = try records(
      evidence(pages, [ledger("documents", [["文号": .text(written), "标题": .text("乙")]])]), "documents")
    #expect(documents.first?.values["已上网"] == .flag(isSame))
  }

  @Test("A list page and an interpretation of the same number or title are not the document's page")
  func notTheDocument() throws {
    let pages = [
      page("/list.html", .list, title: "甲办法", number: "示府〔2024〕1号"),
      page("/jd.html", .interpretation, title: "甲办法", number: "示府〔2024〕1号"),
    ]
    let row: [String: Value] = ["文号": .text("示府〔2024〕1号"), "标题": .text("甲办法")]
    #expect(
      try records(evidence(pages, [ledger("documents", [row])]), "documents").first?.values["已上网"] == .flag(false))
    let more = pages + [page("/a.html", title: "甲办法", number: "示府〔2024〕1号")]
    #expect(try records(evidence(more, [ledger("documents", [row])]), "documents").first?.text("页面路径") == "/a.html")
  }

  @Test("The ledger's date goes before the page's, the page's stands beside it, and the conflict is told once")
  func conflict() throws {
    var shown = page("/a.html", title: "甲办法", number: "示府〔2024〕1号")
    shown.publishedOn = try day("2024-05-21")
    let number = Value.text("示府〔2024〕1号")
    let other = try evidence(
      [shown], [ledger("documents", [["文号": number, "发布日期": .date(day("2024-05-20"), minute: nil)]])])
    let document = try #require(try records(other, "documents").first)
    #expect(try document.date("发布日期") == day("2024-05-20") && document.date("页面发布日期") == day("2024-05-21"))
    #expect(other.notes.count == 1 && other.notes[0].contains("以台账为准"))
    let same = try evidence(
      [shown], [ledger("documents", [["文号": number, "发布日期": .date(day("2024-05-21"), minute: nil)]])])
    #expect(same.notes.isEmpty)
    let empty = try evidence([shown], [ledger("documents", [["文号": number]])])
    #expect(try records(empty, "documents").first?.date("发布日期") == day("2024-05-21") && empty.notes.isEmpty)
  }

  @Test("An unreadable cell of the ledger is not filled from the page")
  func unreadableCell() throws {
    var shown = page("/a.html", title: "甲办法", number: "示府〔2024〕1号")
    shown.publishedOn = try day("2024-05-21")
    let rows: [[String: Value]] = [["文号": .text("示府〔2024〕1号")]]
    let document = try records(evidence([shown], [ledger("documents", rows, unreadable: ["发布日期"])]), "documents").first
    #expect(document?.values["发布日期"] == nil && document?.unreadable == ["发布日期"])
  }

  @Test("An export that is not complete cannot tell that a page is missing")
  func incomplete() throws {
    let rows: [[String: Value]] = [["文号": .text("示府〔2024〕1号")]]
    let document = try records(evidence([], [ledger("documents", rows)], isComplete: false), "documents").first
    #expect(document?.values["已上网"] == nil && document?.unreadable == ["已上网"])
    let noSite = try records(evidence(nil, [ledger("documents", rows)]), "documents").first
    #expect(noSite?.values["已上网"] == nil && noSite?.unreadable.isEmpty == true)
  }

  @Test("Without a ledger the policy pages are the documents, and nothing but them")
  func pagesAlone() throws {
    let pages = [
      page("/a.html", title: "甲办法", number: "示府〔2024〕1号"), page("/n.html", .article, title: "新闻"), page("/b.html"),
    ]
    let evidence = try evidence(pages, [])
    #expect(try records(evidence, "documents").map(\.key) == ["示府〔2024〕1号", "/b.html"])
    #expect(try records(evidence, "policies").count == 2)
    #expect(try self.evidence(nil, []).tables["documents"]?.isPresent == false)
  }

  @Test("Offices give their rules like names: neither page nor interpretation of another's is taken for one's own")
  func likeNames() throws {
    let other = [
      page("/b/1.html", title: "关于印发《停车管理办法》的通知", number: "乙府〔2024〕3号"),
      page("/b/2.html", .interpretation, title: "《停车管理办法》政策解读"),
    ]
    let own = [page("/a/1.html", title: "甲镇关于印发《停车管理办法》的通知", number: "甲府〔2024〕5号")]
    func rows(_ title: String) -> [Ledger] {
      [ledger("documents", [["文号": .text("甲府〔2024〕5号"), "标题": .text(title), "文种": .text("政策文件")]])]
    }
    let shared = try evidence(own + other, rows("甲镇关于印发《停车管理办法》的通知"), own: own)
    #expect(try records(shared, "documents").map { $0.text("页面路径") } == ["/a/1.html"])
    #expect(try records(shared, "interpretations").isEmpty)
    // Its own interpretation in a column of the district has nobody else's name on it.
    let alone = try evidence(own + [other[1]], rows("甲镇关于印发《停车管理办法》的通知"), own: own)
    #expect(try records(alone, "interpretations").count == 1)
    let unpublished = try evidence(other, rows("关于印发《停车管理办法》的通知"), own: [])
    #expect(try records(unpublished, "documents").map { $0.values["已上网"] } == [.flag(false)])
  }

  @Test("Only policies are policies; an unreadable kind may be one")
  func policies() throws {
    let rows: [[String: Value]] = ["行政规范性文件", "政策文件", "其他公文", "党委公文"].map { ["文号": .text($0), "文种": .text($0)] }
    let evidence = try evidence(nil, [ledger("documents", rows + [["文号": .text("无文种")]])])
    #expect(try records(evidence, "policies").map(\.key) == ["行政规范性文件", "政策文件"])
    let unclear = try self.evidence(nil, [ledger("documents", [["文号": .text("x")]], unreadable: ["文种"])])
    #expect(try records(unclear, "policies").count == 1)
  }

  @Test(
    "Without a ledger a page's title tells whether it is a policy of the unit",
    arguments: [
      ("关于促进消费的若干措施", nil, true), ("关于印发《政府采购管理办法》的通知", nil, true), ("关于犬类管理的通告", "示府〔2024〕3号", true),
      ("关于《停车管理办法》公开征求意见的公告", nil, false), ("办公楼维修采购公告", nil, false), ("张某同志任免的通知", "示府〔2024〕4号", false),
      ("国务院办公厅关于2025年部分节假日安排的通知", nil, false), ("关于优化服务的意见", "国办发〔2024〕9号", false), ("道路封闭公告", nil, false),
      ("关于开展安全检查的通知", nil, false), ("关于加强安全检查的通知", "示府〔2024〕5号", true), ("转发：省政府关于废止文件的决定", nil, false),
    ] as [(String, String?, Bool)])
  func policyTitles(title: String, number: String?, isPolicy: Bool) throws {
    let evidence = try evidence([page("/a.html", title: title, number: number)], [])
    #expect(try records(evidence, "policies").isEmpty != isPolicy)
    let isSuperior = title.hasPrefix("国务院") || number?.hasPrefix("国办") == true
    #expect(try records(evidence, "documents").isEmpty == (isSuperior || number == nil && !isPolicy))
    #expect(evidence.tables["documents"]?.fields.contains("公开属性") != true)
  }

  @Test("An interpretation page belongs to the document whose whole title or number its own title bears")
  func interpretationPages() throws {
    let title = "关于印发《月浦镇旧住房改造管理办法》的通知"
    var pages = [
      page("/a.html", title: title, number: "月府〔2024〕1号"),
      page("/jd1.html", .interpretation, title: "《月浦镇旧住房改造管理办法》政策解读"),
      page("/jd2.html", .interpretation, title: "月府[2024]1号文件解读"),
      page("/jd3.html", .interpretation, title: "《月浦镇旧住房改造资金办法》政策解读"),
    ]
    pages[1].forms = [.diagram]
    let rows: [[String: Value]] = [["文号": .text("月府〔2024〕1号"), "标题": .text(title)]]
    let found = try records(evidence(pages, [ledger("documents", rows)]), "interpretations")
    #expect(found.map { $0.text("页面路径") } == ["/jd1.html", "/jd2.html"])
    #expect(found.allSatisfy { $0.text("政策文号") == "月府〔2024〕1号" } && found[0].items("解读形式") == ["图示图解"])
  }

  /// The rows of a register of documents that some pages are in.
  private func registered(_ pages: some Sequence<PageFacts>) -> [[String: Value]] {
    pages.map { ["文号": .text($0.documentNumber ?? ""), "标题": .text($0.title ?? "")] }
  }

  @Test("关于印发…的通知 names what it issues without title marks, too; another thing's notice does not")
  func unmarkedTitles() throws {
    let pages = [
      page("/a.html", title: "月浦镇关于印发旧住房改造管理办法的通知", number: "月府〔2024〕1号"),
      page("/b.html", title: "月浦镇关于做好旧住房改造登记的通知", number: "月府〔2024〕2号"),
      page("/jd1.html", .interpretation, title: "一图读懂旧住房改造管理办法"),
      page("/jd2.html", .interpretation, title: "一图读懂旧住房改造登记"),
      page("/jd3.html", .interpretation, title: "一图读懂旧住房改造资金管理办法"),
    ]
    let rows = registered(pages.prefix(2))
    let found = try records(evidence(pages, [ledger("documents", rows)]), "interpretations")
    #expect(found.map { $0.text("页面路径") } == ["/jd1.html"] && found.first?.text("政策文号") == "月府〔2024〕1号")
  }

  @Test("An interpretation whose title lists several documents is each one's; one that is only mentioned gets none")
  func listedTitles() throws {
    let pages = [
      page("/a.html", title: "关于印发《月浦镇旧住房改造管理办法》的通知", number: "月府〔2024〕1号"),
      page("/b.html", title: "关于印发《月浦镇集市管理规定（试行）》的通知", number: "月府〔2024〕2号"),
      page("/c.html", title: "月浦镇集市管理规定实施细则", number: "月府〔2024〕3号"),
      page("/j1.html", .interpretation, title: "《月浦镇旧住房改造管理办法》和《月浦镇集市管理规定》解读"),
      page("/j2.html", .interpretation, title: "《月浦镇集市管理规定（试行）》解读：与《月浦镇旧住房改造管理办法》有何不同"),
      page("/j3.html", .interpretation, title: "《月浦镇集市管理规定（试行）》《月浦镇集市管理规定实施细则》一图读懂"),
      page("/j4.html", .interpretation, title: "《月浦镇旧住房改造管理办法》《月浦镇集市管理规定摊位细则》解读"),
    ]
    let found = try records(evidence(pages, [ledger("documents", registered(pages.prefix(3)))]), "interpretations")
    #expect(
      found.map { $0.items("政策文号").map { String($0.dropFirst(8)) }.sorted() }
        == [["1号", "2号"], ["2号"], ["2号", "3号"], ["1号"]])
  }

  @Test("A named document goes before a neighbour that links to the page; a page that names none is shared")
  func neighbours() throws {
    var pages = [
      page("/a.html", title: "月浦镇旧住房改造管理办法", number: "月府〔2024〕1号"),
      page("/b.html", title: "月浦镇集市摊位管理规定", number: "月府〔2024〕2号"),
      page("/j1.html", .interpretation, title: "《月浦镇集市摊位管理规定》解读"),
      page("/j2.html", .interpretation, title: "两项新政怎么看"), page("/j3.html", .interpretation, title: "新政怎么看"),
    ]
    for place in [0, 1] { pages[place].hasRelatedBlock = true }
    let leads = [
      "/a.html>/j1.html", "/b.html>/j1.html", "/j1.html>/a.html", "/j1.html>/b.html", "/a.html>/j2.html",
      "/b.html>/j2.html", "/j2.html>/a.html", "/j2.html>/b.html", "/a.html>/j3.html", "/j3.html>/a.html",
    ]
    let found = try records(
      evidence(pages, [ledger("documents", registered(pages.prefix(2)))], leads: Set(leads)), "interpretations")
    #expect(found.map { $0.items("政策文号").map { String($0.dropFirst(8)) } } == [["2号"], ["1号", "2号"], ["1号"]])
  }

  @Test("What the government above a town issued is none of the town's documents; what the town passes on is")
  func documentsFromAbove() throws {
    let pages = [
      page("/1.html", title: "示例区人民政府关于印发《养老办法》的通知", number: "示府〔2024〕1号"),
      page("/2.html", title: "示例区人民政府办公室转发区民政局养老办法的通知", number: "示府办〔2024〕2号"),
      page("/3.html", title: "示例区月浦镇人民政府关于印发《养老办法》的通知", number: "月府〔2024〕3号"),
      page("/4.html", title: "关于转发示例区人民政府关于养老的通知的通知", number: "月府〔2024〕4号"),
      page("/5.html", title: "示例区人民政府东门街道办事处关于养老的通知", number: "东街〔2024〕5号"),
    ]
    let found = try records(evidence(pages, []), "documents")
    #expect(found.map(\.key) == ["月府〔2024〕3号", "月府〔2024〕4号", "东街〔2024〕5号"])
  }

  @Test("An interpretation may leave out the office and 试行; whole names go first, and short ones only for own pages")
  func shortTitles() throws {
    let pages = [
      page("/a.html", title: "月浦镇旧住房改造管理办法（试行）", number: "月府〔2024〕1号"),
      page("/b.html", title: "月浦镇人民政府关于推进农房改造的实施意见", number: "月府〔2024〕2号"),
      page("/c.html", title: "月浦镇集市管理办法（试行）", number: "月府〔2024〕3号"),
      page("/d.html", title: "月浦镇集市管理办法", number: "月府〔2024〕4号"),
      page("/e.html", title: "月浦镇关于做好通知（第二批）", number: "月府〔2024〕5号"),
      page("/j1.html", .interpretation, title: "《月浦镇旧住房改造管理办法》解读"),
      page("/j2.html", .interpretation, title: "《关于推进农房改造的实施意见》政策解读"),
      page("/j3.html", .interpretation, title: "《月浦镇集市管理办法》解读"),
      page("/j4.html", .interpretation, title: "《月浦镇集市管理办法（试行）》解读"),
      page("/j5.html", .interpretation, title: "《关于做好通知》解读"),
    ]
    let rows = registered(pages.prefix(5))
    let found = try records(evidence(pages, [ledger("documents", rows)]), "interpretations")
    #expect(
      found.map { "\($0.text("页面路径") ?? "") \($0.text("政策文号")?.dropFirst(8) ?? "")" }
        == ["/j1.html 1号", "/j2.html 2号", "/j3.html 4号", "/j4.html 3号"])
    let others = try evidence(pages, [ledger("documents", rows)], own: Array(pages.prefix(5)))
    #expect(try records(others, "interpretations").map { $0.text("页面路径") } == ["/j3.html", "/j4.html"])
  }

  @Test("A page that explains the draft is of the draft, unless the document itself is called one")
  func draftPages() throws {
    let pages = [
      page("/a.html", title: "月浦镇旧住房改造管理办法", number: "月府〔2024〕1号"),
      page("/b.html", title: "月浦镇关于2024年计划草案的报告", number: "月府〔2024〕2号"),
      page("/j1.html", .interpretation, title: "《月浦镇旧住房改造管理办法（征求意见稿）》解读"),
      page("/j2.html", .interpretation, title: "《月浦镇旧住房改造管理办法》解读"),
      page("/j3.html", .interpretation, title: "《月浦镇关于2024年计划草案的报告》解读"),
    ]
    let rows = registered(pages.prefix(2))
    let found = try records(evidence(pages, [ledger("documents", rows)]), "interpretations")
    #expect(found.map { $0.text("解读阶段") } == ["草案", nil, nil])
  }

  @Test("An interpretation of the ledger and its page are one; forms are named as the vocabulary names them")
  func interpretationJoined() throws {
    let pages = [
      page("/a.html", title: "月浦镇旧住房改造管理办法", number: "月府〔2024〕1号"),
      page("/jd.html", .interpretation, title: "《月浦镇旧住房改造管理办法》解读"),
    ]
    let documents: [[String: Value]] = [["文号": .text("月府〔2024〕1号"), "标题": .text("月浦镇旧住房改造管理办法")]]
    let rows: [[String: Value]] = [
      ["解读标题": .text("《月浦镇旧住房改造管理办法》解读"), "政策文号": .text("月府〔2024〕1号"), "解读形式": .text("一图读懂")],
      ["解读标题": .text("另一篇"), "政策文号": .text("月府〔2024〕1号"), "网址": .text("/gone.html")],
    ]
    let found = try records(
      evidence(pages, [ledger("documents", documents), ledger("interpretations", rows)]), "interpretations")
    #expect(found.map(\.key) == ["《月浦镇旧住房改造管理办法》解读", "另一篇"])
    #expect(found.map { $0.values["已上网"] } == [.flag(true), .flag(false)])
    #expect(found[0].items("解读形式") == ["图示图解"] && found[0].text("资料来源") == "台账和页面")
  }

  @Test("Without a page the title of an interpretation names its form; a cell may name several; an error page is none")
  func interpretationForms() throws {
    let documents: [[String: Value]] = [["文号": .text("月府〔2024〕1号"), "标题": .text("月浦镇旧住房改造管理办法")]]
    let rows: [[String: Value]] = [
      ["解读标题": .text("一图读懂月浦镇旧住房改造"), "政策文号": .text("月府〔2024〕1号")],
      ["解读标题": .text("月浦镇旧住房改造解读"), "政策文号": .text("月府〔2024〕1号")],
      ["解读标题": .text("一图读懂补充"), "政策文号": .text("月府〔2024〕1号"), "解读形式": .list(["文字+长图", "文字"])],
      ["解读标题": .text("打不开的解读"), "政策文号": .text("月府〔2024〕1号"), "网址": .text("/404.html")],
    ]
    var lost = page("/404.html", .other, title: "页面不存在")
    lost.looksLikeErrorPage = true
    let found = try records(
      evidence([lost], [ledger("documents", documents), ledger("interpretations", rows)]), "interpretations")
    #expect(found.map { $0.items("解读形式") } == [["图示图解"], [], ["文字解读", "图示图解"], []])
    #expect(found.map { $0.values["已上网"] } == [nil, nil, nil, .flag(false)])
  }

  @Test("A page that looks like an error cannot show that a document is there")
  func errorPage() throws {
    var lost = page("/404.html", .other, title: "页面不存在")
    lost.looksLikeErrorPage = true
    let rows: [[String: Value]] = [["文号": .text("示府〔2024〕1号"), "网址": .text("/404.html")]]
    let document = try records(evidence([lost], [ledger("documents", rows)]), "documents").first
    #expect(document?.values["已上网"] == nil && document?.unreadable.contains("已上网") == true)
  }

  @Test("A policy's page is known to link to other documents, not to itself or to what is none")
  func documentLinks() throws {
    let pages = [
      page("/a.html", title: "甲", number: "甲"), page("/b.html", title: "乙", number: "乙"), page("/c.html", .article),
    ]
    let linked = try evidence(pages, [], leads: ["/a.html>/b.html", "/a.html>/a.html", "/a.html>/c.html"])
    #expect(try records(linked, "policies").map { $0.items("链接公文") } == [["/b.html"], []])
  }

  @Test("A link has each of its wordings once, with the first page that words it so")
  func linkWords() throws {
    let places = [("/a.html", "甲"), ("/b.html", "甲"), ("/c.html", ""), ("/d.html", "乙")].map {
      LinkReport.Place(path: $0, line: 1, column: 1, text: $1)
    }
    let link = LinkReport.Link(url: "/x.html", state: .ok, count: 4, from: LinkPlaces(places))
    let record = try #require(try records(evidence([page("/a.html")], [], links: [link]), "links").first)
    #expect(record.items("链接文字") == ["甲", "乙"] && record.items("文字页面") == ["/a.html", "/d.html"])
  }

  /// The front page of a column, with or without rows.
  private func front(_ name: String, rows: Bool = false) -> PageFacts {
    var front = page("/\(name)/index.html", rows ? .list : .other, title: name)
    (front.column, front.breadcrumb) = (name, ["首页", name])
    return front
  }

  @Test("A list whose trail ends in the column above is the front of the column it is titled with")
  func listsTitledLikeColumns() throws {
    var list = page("/zc/index.html", .list, title: "政策文件")
    (list.column, list.breadcrumb, list.functions) = ("信息公开", ["首页", "信息公开"], .search)
    var other = page("/xx/index.html", .list, title: "某某镇")
    (other.column, other.breadcrumb, other.functions) = ("信息公开", ["首页", "信息公开"], .search)
    var article = page("/zc/a.html", title: "甲办法")
    (article.column, article.breadcrumb) = ("政策文件", ["首页", "信息公开", "政策文件"])
    let columns = try records(evidence([list, other, article], []), "columns")
    #expect(Set(columns.map(\.key)) == ["信息公开", "政策文件"], "no column is made of a title alone")
    let own = try #require(columns.first { $0.key == "政策文件" })
    #expect(own.items("功能") == ["搜索"] && own.text("路径") == "/zc/index.html" && own.values["页数"] == .number(1))
  }

  @Test("A column whose front has neither rows nor links of its own is empty; a contents page and a form are not")
  func bareColumns() throws {
    var form = front("网上咨询")
    (form.kind, form.functions) = (.message, .message)
    let lists = ["动态", "财政", "规划"].map { front($0, rows: true) }
    let links = ["/nav.html", "/own.html"].map { LinkReport.Link(url: $0, state: .ok, count: 1, from: []) }
    var pageLinks = ["/公告/index.html": [0], "/互动/index.html": [0, 1]]
    for list in lists { pageLinks[list.path] = [0] }
    let evidence = try evidence(
      lists + [front("公告"), front("互动"), form], [], links: links, pageLinks: pageLinks)
    let counts = Dictionary(
      try records(evidence, "columns").map { ($0.key, $0.values["页数"]) }, uniquingKeysWith: { first, _ in first })
    let signposts = try records(evidence, "columns").filter { $0.values["目录页"] == .flag(true) }.map(\.key)
    #expect(signposts == ["互动", "网上咨询"].sorted())
    var below = page("/财务/a.html", .article, title: "通知")
    below.breadcrumb = ["首页", "动态"]
    let parent = try self.evidence(
      lists + [front("公告"), front("财务"), below], [], links: links, pageLinks: pageLinks)
    let parents = try records(parent, "columns").filter { ["公告", "财务"].contains($0.key) }
    #expect(parents.map { $0.values["页数"] } == [.number(0), .number(1)])
    #expect(counts["公告"] == .number(0) && counts["互动"] == .number(1) && counts["网上咨询"] == .number(1))
  }

  @Test("Where most columns look bare, their lists are written by a script and nothing is called empty")
  func scriptedColumns() throws {
    let evidence = try evidence([front("动态", rows: true), front("公告"), front("财政")], [])
    let bare = try records(evidence, "columns").filter { $0.key != "动态" }
    #expect(bare.map { $0.values["页数"] } == [.number(1), .number(1)])
  }

  @Test("A policy's page is known to link to its interpretation only where it does")
  func interpretationLink() throws {
    let pages = [
      page("/a.html", title: "月浦镇旧住房改造管理办法", number: "月府〔2024〕1号"),
      page("/jd.html", .interpretation, title: "《月浦镇旧住房改造管理办法》解读"),
    ]
    #expect(try records(evidence(pages, []), "documents").first?.values["解读链接"] == .flag(false))
    let linked = try evidence(pages, [], leads: ["/a.html>/jd.html"])
    #expect(try records(linked, "documents").first?.values["解读链接"] == .flag(true))
  }

  @Test("办 marks are told by where they stand: at the title, in the text, on the list; a frame's is none of the page's")
  func serviceMarks() throws {
    func mark(_ target: String?, _ place: ServiceMark.Place) -> ServiceMark {
      ServiceMark(text: "办", target: target, place: place, line: 3, column: 1)
    }
    var pages = ["/a.html", "/b.html", "/c.html"].map { page($0, title: $0, number: $0) } + [page("/list.html", .list)]
    pages[0].serviceMarks = [mark("https://zwdt.example.gov.cn/item?id=1", .heading)]
    pages[1].serviceMarks = [mark("https://zwdt.example.gov.cn/item?id=2", .content)]
    pages[2].serviceMarks = [mark("https://zwdt.example.gov.cn/item?id=3", .frame)]
    pages[3].serviceMarks = [
      mark("https://zwdt.example.gov.cn/item?id=2", .after), mark("/d.html", .after),
      ServiceMark(text: "办理规定", target: "/e.html", place: .after, line: 3, column: 1),
    ]
    pages += ["/d.html", "/e.html", "/f.html"].map { page($0, title: $0, number: $0) }
    // An icon that is no link.
    pages[6].serviceMarks = [mark(nil, .content)]
    let evidence = try evidence(pages, [])
    let documents = try records(evidence, "documents")
    #expect(
      documents.map { $0.items("办标识位置") }
        == [["内容页", "标题处"], ["内容页", "列表页"], [], ["列表页"], [], ["内容页"]].map { $0.sorted() })
    #expect(try records(evidence, "service_links").map { $0.text("政策文号") } == ["/a.html", "/b.html", "/f.html"])
    #expect(try records(evidence, "service_links").last?.text("链接状态") == "unlinked")
  }

  @Test("A mark in a document's row of a list is that document's alone, wherever it leads; elsewhere its target tells")
  func marksOfRows() throws {
    func mark(_ target: String?, row: String?, text: String = "办") -> ServiceMark {
      ServiceMark(text: text, target: target, row: row, place: .after, line: 3, column: 1)
    }
    let item = "https://zwdt.example.gov.cn/item?id=1"
    var pages = ["/a.html", "/b.html", "/c.html", "/d.html", "/e.html"].map { page($0, title: $0, number: $0) }
    for place in pages.indices { pages[place].serviceMarks = [mark(item, row: nil)] }
    var list = page("/list.html", .list)
    list.serviceMarks = [
      mark(item, row: "/a.html"), mark("#", row: "/c.html"), mark("/d.html", row: "/d.html", text: "停车办理规定"),
      mark("/guide.html", row: "/e.html", text: "我要办理"),
    ]
    func listed(_ list: PageFacts) throws -> [String] {
      try records(evidence(pages + [list, page("/s.html", .service)], []), "documents")
        .filter { $0.items("办标识位置").contains("列表页") }.map(\.key)
    }
    #expect(try listed(list) == ["/a.html", "/c.html", "/e.html"])
    // The row leads to the document's other page.
    list.serviceMarks = [mark(item, row: "/zwgk/a.html")]
    let copy = page("/zwgk/a.html", title: "/a.html", number: "/a.html")
    let twice = try records(evidence([copy] + pages + [list], [], own: pages), "documents")
    #expect(twice.filter { $0.items("办标识位置").contains("列表页") }.map(\.key) == ["/a.html"])
    // The row of the matter itself, to which all of these policies lead.
    list.serviceMarks = [mark(item, row: "/s.html")]
    #expect(try listed(list) == pages.map(\.path))
  }

  @Test("A link of the ledger takes its state from the link report, else from where it leads")
  func serviceLinkStates() throws {
    let blocked = LinkReport.Link(
      url: "https://zwdt.example.gov.cn/item?id=1", state: .blocked, reason: "需登录", count: 1, from: [])
    let rows: [[String: Value]] = ["https://zwdt.example.gov.cn/item?id=1", "/a.html", "/gone.html"].map {
      ["办事链接": .text($0)]
    }
    let links = try records(
      evidence([page("/a.html")], [ledger("service_links", rows)], links: [blocked]), "service_links")
    #expect(links.map { $0.text("链接状态") } == ["blocked", "ok", "broken"])
    #expect(links.first?.text("链接原因") == "需登录")
  }

  @Test("What was recorded without a reason does not borrow the reason of the state that it replaces")
  func recordedWithoutReason() throws {
    let url = "https://zwdt.example.gov.cn/item?id=1"
    let broken = LinkReport.Link(url: url, state: .broken, reason: nil, count: 1, from: [])
    let rows = [["办事链接": Value.text(url)]]
    let recorded = try records(
      evidence([page("/a.html")], [ledger("service_links", rows)], links: [broken]), "service_links")
    #expect(recorded.map { $0.text("链接状态") } == ["broken"] && recorded.first?.text("链接原因") == nil)
    let unknown = try records(evidence([page("/a.html")], [ledger("service_links", rows)]), "service_links")
    #expect(unknown.map { $0.text("链接状态") } == ["external"] && unknown.first?.text("链接原因") != nil)
  }

  @Test(
    "A bare host or a default document is a home page; an item, a query or a route behind # is none",
    arguments: [
      ("https://zwdt.sh.gov.cn", true), ("https://zwdt.sh.gov.cn/", true), ("https://zwdt.sh.gov.cn/index.html", true),
      ("https://zwdt.sh.gov.cn/Index.do", true), ("https://zwdt.sh.gov.cn/#", true),
      ("https://zwdt.sh.gov.cn/home", true),
      ("https://zwdt.sh.gov.cn/item", false), ("https://zwdt.sh.gov.cn/index.html?id=1", false),
      ("https://zwdt.sh.gov.cn/#/item/1", false), ("https://zwdt.sh.gov.cn/a/index.html", false),
      ("https://zwdt.sh.gov.cn/govPortals/", true), ("https://zwdt.sh.gov.cn/govPortals/index.do", true),
      ("https://zwdt.sh.gov.cn/homework.html", false),
    ])
  func homePage(url: String, isHome: Bool) {
    #expect(LinkRecords.isHomePage(url) == isHome)
  }

  @Test("a row that nothing names is a record all the same, of the policy that it names")
  func nameless() throws {
    func nameless(_ name: String) -> Ledger {
      var ledger = ledger(name, [])
      ledger.unnamed = [
        .init(number: 3, key: "第3行", values: ["政策文号": .list(["月府〔2024〕1号"])], unreadable: ["发布日期", "解读标题"])
      ]
      return ledger
    }
    let evidence = try evidence([], ["interpretations", "service_links", "faqs"].map(nameless))
    for table in ["interpretations", "service_links", "faqs"] {
      let record = try #require(try records(evidence, table).first)
      #expect(record.key == "第3行" && record.items("政策文号") == ["月府〔2024〕1号"])
      #expect(record.unreadable.contains("发布日期") && record.location?.line == 3)
    }
  }

  @Test("a number is the same with 第 or noughts before it, a title the same within 《》; another number is another")
  func matchingKeys() {
    let key = DocumentNumber.matchingKey("月府〔2024〕3号")
    for text in ["月府〔2024〕第3号", "月府〔2024〕03号", "月府[2024] 第 3 号", "月府（２０２４）０３号", "月府〔2024〕3号"] {
      #expect(DocumentNumber.matchingKey(text) == key, "\(text)")
    }
    for text in ["月府〔2024〕30号", "月府〔2023〕3号", "月府〔2024〕13号", "月府办〔2024〕3号"] {
      #expect(DocumentNumber.matchingKey(text) != key, "\(text)")
    }
    #expect(DocumentNumber.matchingKey("《示例办法》") == DocumentNumber.matchingKey("示例办法"))
    #expect(DocumentNumber.matchingKey("《甲》和《乙》").hasPrefix("《"))
  }
}
