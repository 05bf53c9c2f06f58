import Testing
import Workdays

@testable import Pages

@Suite("Labels in every layout")
struct FieldLayoutTests {
  typealias Pair = (label: String, value: String)

  /// How the usual systems set out labels and values.
  static let layouts: [(name: String, html: @Sendable ([Pair]) -> String)] = [
    ("cells with colons", { "<table>" + rows($0) { "<td><b>\($0.label)：</b></td><td>\($0.value)</td>" } + "</table>" }),
    ("cells", { "<table>" + rows($0) { "<td class=bt>\($0.label)</td><td>\($0.value)</td>" } + "</table>" }),
    ("header cells", { "<table>" + rows($0) { "<th>\($0.label)</th><td>\($0.value)</td>" } + "</table>" }),
    (
      "a row of labels over its values",
      { pairs in
        "<table><tr>" + pairs.map { "<th>\($0.label)</th>" }.joined() + "</tr><tr>"
          + pairs.map { "<td>\($0.value)</td>" }.joined() + "</tr></table>"
      }
    ),
    (
      "rows of labels and rows of values in turn",
      { pairs in
        "<table>"
          + stride(from: 0, to: pairs.count, by: 2).map { at in
            let part = pairs[at..<min(at + 2, pairs.count)]
            return "<tr>" + part.map { "<td>\($0.label)</td>" }.joined() + "</tr><tr>"
              + part.map { "<td>\($0.value)</td>" }.joined() + "</tr>"
          }.joined() + "</table>"
      }
    ),
    ("strong in paragraphs", { $0.map { "<p><strong>\($0.label)</strong>：\($0.value)</p>" }.joined() }),
    (
      "label and div",
      { "<dl>" + $0.map { "<dd><label>\($0.label)：</label><div>\($0.value)</div></dd>" }.joined() + "</dl>" }
    ),
    ("dt and dd", { "<dl>" + $0.map { "<dt>\($0.label)</dt><dd>\($0.value)</dd>" }.joined() + "</dl>" }),
    ("items", { "<ul>" + $0.map { "<li>\($0.label)： \($0.value)</li>" }.joined() + "</ul>" }),
    (
      "two spans in an item",
      { "<ul>" + $0.map { "<li><span class=tit>\($0.label)</span><span>\($0.value)</span></li>" }.joined() + "</ul>" }
    ),
    ("two divs", { $0.map { "<div><div>\($0.label)</div><div>\($0.value)</div></div>" }.joined() }),
    ("spans in a line", { "<div>" + $0.map { "<span>\($0.label)：\($0.value)</span>" }.joined() + "</div>" }),
    (
      "lines of a cell",
      { "<table><tr><td>" + $0.map { "\($0.label)：\($0.value)<br>" }.joined() + "</td></tr></table>" }
    ),
    ("brackets", { "<ul>" + $0.map { "<li>【\($0.label)】\($0.value)</li>" }.joined() + "</ul>" }),
  ]

  static func rows(_ pairs: [Pair], _ cells: (Pair) -> String) -> String {
    stride(from: 0, to: pairs.count, by: 2).map { at in
      "<tr>" + pairs[at..<min(at + 2, pairs.count)].map(cells).joined() + "</tr>"
    }.joined()
  }

  /// Each column once holds each label of the contract for its field.
  static let labels = [
    ["索引号", "索取号"], ["发文字号", "文号", "文件编号"], ["发文机关", "发布机构", "责任部门", "公开主体", "信息发布"],
    ["成文日期", "生成日期", "发文日期", "印发日期"], ["发布日期", "发布时间", "公开日期", "时间", "更新时间"], ["公开方式", "公开属性"],
    ["来源", "信息来源", "文章来源"], ["有效性"], ["有效期至"],
  ]
  static let values = [
    "SL-2024-7", "示府规〔2024〕7号", "示例镇人民政府", "2024年5月7日", "2024年5月21日", "依申请公开", "示例镇党政办", "有效", "2029-06-30",
  ]
  /// As labels are padded.
  static let padding = ["", " ", "　", "&nbsp;", "</i><i>"]

  @Test("every label of the contract is read, padded or not", arguments: layouts.indices, 0..<5)
  func all(layout: Int, turn: Int) {
    let pad = Self.padding[(turn + layout) % Self.padding.count]
    let pairs: [Pair] = zip(Self.labels, Self.values).map { labels, value in
      let label = labels[turn % labels.count].map(String.init).joined(separator: pad)
      return (pad.hasPrefix("<") ? "<i>\(label)</i>" : label, value)
    }
    let html = Self.layouts[layout].html(pairs)
    let title = "<h1>示例镇人民政府关于加强房屋管理的通知</h1>"
    let page = facts((turn.isMultiple(of: 2) ? html + title : title + html) + "<div class=nr>\(runningText)</div>")
    let name = Comment(rawValue: "\(Self.layouts[layout].name), \(pairs.map(\.label))")
    #expect(page.indexNumber == "SL-2024-7", name)
    #expect(page.documentNumber == "示府规〔2024〕7号", name)
    #expect(page.publisher == "示例镇人民政府", name)
    #expect(page.writtenOn?.description == "2024-05-07", name)
    #expect(page.publishedOn?.description == "2024-05-21", name)
    #expect(page.disclosure == "依申请公开", name)
    #expect(page.source == "示例镇党政办", name)
    #expect(page.validity == "有效", name)
    #expect(page.validUntil?.description == "2029-06-30", name)
    #expect(page.title == "示例镇人民政府关于加强房屋管理的通知", name)
  }

  @Test(
    "an end of validity is a day that is one, not a beginning and not a length",
    arguments: [
      ("5年", nil), ("自2024年6月1日起5年", nil), ("自2024年6月1日起施行", nil), ("2024年6月1日起至2029年5月31日止", "2029-05-31"),
      ("2024-06-01——2029-05-31", "2029-05-31"), ("长期", nil),
    ] as [(String, String?)])
  func validity(value: String, until: String?) {
    #expect(facts("<p>文号：示府〔2024〕3号</p><p>有效期：\(value)</p>").validUntil?.description == until)
    #expect(facts("<p>有效性：有效（\(value)）</p>").validity == "有效")
  }

  @Test("a 文号 without brackets goes on to the name of its kind")
  func numbers() {
    #expect(facts("<p>文号：第3号公告</p>").documentNumber == "第3号公告")
    #expect(facts("<p>文号：示府〔2024〕3号发</p>").documentNumber == "示府〔2024〕3号")
  }

  @Test("a list is one however its rows are built, and its rows' fields are not the page's")
  func lists() {
    func rows(_ row: (Int) -> String) -> PageFacts { facts((1...5).map(row).joined()) }
    let link = "<a href=/x.html>示例镇人民政府关于房屋管理的通知</a>"
    let pages = [
      rows { "<dl><dt>\(link)</dt><dd>[2024-05-1\($0)]</dd></dl>" },
      rows { "<li><p>\(link)</p><p>文号：示府〔2024〕\($0)号 发布机构：示例镇人民政府 发布日期：2024-05-1\($0)</p></li>" },
      rows {
        "<li>\(link)<table><tr><td>索引号：</td><td>S\($0)</td></tr><tr><td>发布日期：</td><td>2024-05-1\($0)</td></tr></table></li>"
      },
    ]
    for page in pages {
      #expect(page.kind == .list)
      #expect(page.documentNumber == nil && page.publishedOn == nil && page.indexNumber == nil)
    }
  }

  @Test("characters beyond the first plane stay, in titles and in names")
  func rareCharacters() {
    let page = facts("<h1>关于𠮷家村建设的通知</h1><p>发布机构：𠮷家镇人民政府</p>", head: "<title>关于𠮷家村建设的通知</title>")
    #expect(page.title == "关于𠮷家村建设的通知")
    #expect(page.publisher == "𠮷家镇人民政府")
  }

  @Test("a column between strokes is no part of the title, a stroke of the title's own is")
  func titles() {
    func short(_ heading: String, _ title: String) -> String? {
      facts("<h1>\(heading)</h1>\(runningText)", head: "<title>\(title)</title>").title
    }
    #expect(short("公示", "公示 - 某某镇") == "公示" && short("公示三", "公示三_某某镇") == "公示三")
    #expect(short("公示", "公示栏建设方案的通知") != "公示", "a word goes on")
    let site = metas(["SiteName": "示例区人民政府"])
    #expect(
      facts(runningText, head: site + "<title>关于防汛的紧急通知-通知公告-示例区人民政府</title>").title == "关于防汛的紧急通知")
    #expect(
      facts(runningText, head: site + "<title>示例区2024-2026年住房规划-示例区人民政府</title>").title == "示例区2024-2026年住房规划")
  }

  @Test("a cut at the limit is no bad byte")
  func cut() {
    var limits = PageReader.Limits()
    limits.size = 200
    let text = "<html><body><h1>标题</h1>" + String(repeating: "字", count: 200)
    for extra in 0..<3 {
      let page = PageReader(limits: limits).read(
        Array((String(repeating: "x", count: extra) + text).utf8), path: "/a.html")
      #expect(page.facts.problems.map(\.kind) == [.tooLarge])
    }
  }
}

@Suite("What surrounds an article")
struct SurroundingsTests {
  static let sidebar =
    "<div class=right><ul>"
    + (1...8).map { "<li><a href=/n\($0).html>示例镇人民政府关于房屋征收的通知</a><span>2024-06-0\($0)</span></li>" }.joined()
    + "</ul></div>"

  @Test("a list of other articles does not make a list of it, however short it is")
  func beside() {
    let title = "示例镇人民政府关于加强房屋管理的通知"
    let head = "<title>\(title)</title>"
    let short = "<h1>\(title)</h1><p>发布日期：2024-05-21</p><div class=x><p>见附件，请认真贯彻执行，确保落到实处，取得实效。</p></div>"
    let long = "<h1>\(title)</h1><div class=x>\(runningText)\(runningText)</div>"
    for body in [short + Self.sidebar, Self.sidebar + short] {
      let page = facts(body, head: head)
      #expect(page.kind == .policy)
      #expect(page.publishedOn?.description == "2024-05-21")
    }
    for body in [long + Self.sidebar, Self.sidebar + long] {
      let page = facts(body, head: head)
      #expect(page.kind == .policy)
      #expect(page.publishedOn == nil)
    }
    #expect(facts("<h1>政策文件</h1>" + Self.sidebar, head: "<title>政策文件</title>").kind == .list)
  }

  @Test("a table in the text is about its subject, not about the page", arguments: ["TRS_Editor", "x"])
  func tables(container: String) {
    let table =
      "<table><tr><th>序号</th><th>名称</th><th>文号</th><th>发布机构</th><th>发布日期</th></tr>"
      + "<tr><td>1</td><td>房屋管理办法</td><td>示府〔2019〕1号</td><td>示例区人民政府</td><td>2019-01-02</td></tr></table>"
    let page = facts("<h1>关于废止文件的决定</h1><p>发布日期：2024-05-21</p><div class=\(container)>\(runningText)\(table)</div>")
    #expect(page.documentNumber == nil && page.publisher == nil)
    #expect(page.publishedOn?.description == "2024-05-21")
  }

  @Test("a numbered list in a table is about its items, whatever its columns are called")
  func numberedLists() {
    let head = "<h1>示例镇6月行政处罚信息公示</h1><p>发布日期：2024-07-01</p>"
    let columns = "<tr><td>序号</td><td>当事人</td><td>文号</td><td>处罚日期</td></tr>"
    for count in [1, 3] {
      let rows = (1...count).map {
        "<tr><td>\($0)</td><td>某餐饮店</td><td>示市监〔2024〕\($0)号</td><td>2024-06-1\($0)</td></tr>"
      }
      let page = facts(head + "<table>\(columns)\(rows.joined())</table>")
      #expect(page.documentNumber == nil && page.kind != .policy && page.publishedOn?.month == 7)
    }
    let pairs = "<table><tr><td>序号</td><td>12</td><td>文号</td><td>示府〔2024〕3号</td></tr></table>"
    #expect(facts(pairs).documentNumber == "示府〔2024〕3号")
    #expect(facts("<p>发文字号：示府办函</p>").documentNumber == nil)
    #expect(facts("<p>文号：示例区人民政府令第三号</p>").documentNumber == "示例区人民政府令第三号")
  }

  @Test("the cell behind a label without a value may hold another label with its own")
  func emptyCells() {
    let page = facts(
      "<table><tr><td>发文字号：</td><td>发布日期：2024-06-02</td></tr><tr><td>索引号：</td><td>有效性：有效</td></tr>"
        + "<tr><td>发布机构：</td><td>示例区人社局：就业科</td></tr></table><h1>关于考试的公告</h1>\(runningText)")
    #expect(page.documentNumber == nil && page.indexNumber == nil && page.validity == "有效")
    #expect(page.publishedOn?.month == 6 && page.publisher == "示例区人社局：就业科")
  }

  @Test("a body's name behind a label of its own element needs no colon, words that go on are none")
  func labelsWithoutColons() {
    let page = facts("<h1>关于物管的通告</h1><ul><li><b>发布机构</b>示例区房管局</li><li><b>发布日期</b>2024-05-20</li></ul>")
    #expect(page.publisher == "示例区房管局" && page.publishedOn?.month == 5)
    #expect(facts("<h1>某某规定</h1><p><b>责任单位</b>要压实主体责任</p>").publisher == nil)
  }

  @Test("a label in brackets behind a document's name is that document's")
  func asides() {
    let cited = "<h1>加装电梯指南</h1><div class=content>\(runningText)<p>依据《某规定》（文号：示府规〔2023〕9号）</p></div>"
    #expect(facts(cited).documentNumber == nil)
    let own = "<h1>加装电梯规定</h1><div class=content><p>（文号：示府规〔2023〕9号）</p>\(runningText)</div>"
    #expect(facts(own).documentNumber == "示府规〔2023〕9号")
  }

  @Test("brackets around label and value, and a label without a value, end there")
  func ends() {
    let page = facts(
      "<p>[来源：示例镇党政办] [发布日期：2024-05-21]</p>"
        + "<div><em>文 号:</em><span></span></div><div><em>主 题 词:</em><span>住房</span></div>")
    #expect(page.source == "示例镇党政办")
    #expect(page.publishedOn?.description == "2024-05-21")
    #expect(page.documentNumber == nil)
  }
}

@Suite("Values in odd dress")
struct ValueTests {
  @Test(
    "a colon may be any of those that input methods write",
    arguments: ["：", ":", "∶", "﹕", "︰", "︓", " : "])
  func colons(colon: String) {
    let page = facts(
      "<ul><li><b>索引号</b>\(colon)<span>A-1</span></li><li><b>文号</b>\(colon)<span>示府〔2024〕3号</span></li></ul>")
    #expect(page.indexNumber == "A-1" && page.documentNumber == "示府〔2024〕3号")
  }

  @Test(
    "a 文号 is read whole, also where its brackets are wrong",
    arguments: ["示府规【2024】3号", "国务院令（第711号）", "示府[2024]3号", "2024年第5号"])
  func numbers(number: String) {
    #expect(facts("<ul><li>文号：\(number)</li><li>成文日期：2024-05-08</li></ul>").documentNumber == number)
    #expect(facts("<table><tr><td>文号</td><td>\(number)</td></tr></table>").documentNumber == number)
  }

  @Test("a colon may have a cell of its own, and a paragraph may fill the label's element")
  func layouts() {
    let cells = facts(
      "<table><tr><td>索引号</td><td>：</td><td>A-1</td></tr><tr><td>文号</td><td>：</td><td>示府〔2024〕3号</td></tr></table>")
    #expect(cells.indexNumber == "A-1" && cells.documentNumber == "示府〔2024〕3号")
    let filled = facts(
      "<div><div><div><p>索引号</p></div><div><p>A-1</p></div></div><div><div><p>文号</p></div><div><p>示府〔2024〕3号</p></div></div></div>"
    )
    #expect(filled.indexNumber == "A-1" && filled.documentNumber == "示府〔2024〕3号")
    let empty = facts("<ul><li><p>索引号：</p></li><li><p>公开方式：主动公开</p></li></ul><p>各镇人民政府：</p>")
    #expect(empty.indexNumber == nil && empty.disclosure == "主动公开")
  }

  @Test(
    "a source is a name, without its brackets, the date behind it or the buttons",
    arguments: ["来源:[甲局]", "来源：甲局 2024-05-11", "来源：甲局 2024-05-11 10:02", "来源：甲局 [收藏] [打印]", "【来源：甲局】"])
  func sources(line: String) {
    #expect(facts("<h1>甲局开展演练</h1><div>\(line)</div><div id=zoom>\(runningText)</div>").source == "甲局")
  }

  @Test("an empty source does not take the first paragraph")
  func emptySource() {
    let page = facts("<h1>甲局开展演练</h1><div>发布时间：2024-05-11 来源：<b></b></div><div id=zoom>\(runningText)</div>")
    #expect(page.source == nil && page.publishedOn?.month == 5)
  }

  @Test("a sentence with a label's word is no label")
  func sentence() {
    let page = facts("<h1>某办法</h1><div id=zoom>\(runningText)<p>文号：示绿〔2018〕1号的文件不再执行。</p></div>")
    #expect(page.documentNumber == nil)
  }

  @Test("a stored time of twelve or fourteen digits is a date behind its label only")
  func stamps() {
    #expect(facts("<div>发布时间：20240511101230</div>").publishedOn?.components.day == 11)
    #expect(facts("<h1>某某项目公示</h1><div>20240511101230</div>").publishedOn == nil)
  }

  @Test("the signature is the document's, not the one of an annex behind it")
  func annexes() {
    let text = "<h1>关于某项工作的通知</h1><div id=zoom>\(runningText)<p>甲局</p><p>2024年5月9日</p>"
    let annexed = facts(text + "<p>附件1</p>\(runningText)<p>乙局</p><p>2024年4月20日</p></div>")
    #expect(annexed.writtenOn?.components.day == 9)
    let listed = facts(
      "<h1>关于某项工作的通知</h1><div id=zoom>\(runningText)<p>附件：某某表</p><p>甲局</p><p>2024年5月9日</p></div>")
    #expect(listed.writtenOn?.components.day == 9)
  }

  @Test("the heads of a list's columns are no pair")
  func listHeads() {
    let rows = (1...4).map {
      "<tr><td>\($0)</td><td><a href=/\($0).html>关于第\($0)小区停车难的反映</a></td><td>2024-05-0\($0)</td><td>已办结</td></tr>"
    }
    let page = facts(
      "<table><tr><th>编号</th><th>标题</th><th>来信时间</th><th>状态</th></tr>\(rows.joined())</table>",
      head: "<title>区长信箱-示例区人民政府</title>")
    #expect(page.kind == .list && page.title == "区长信箱")
  }

  @Test("what is made invisible is not read")
  func invisible() {
    #expect(facts("<div style='visibility: hidden'>文号：示府〔2024〕3号</div>").documentNumber == nil)
    #expect(facts("<div style='visibility: visible'>文号：示府〔2024〕3号</div>").documentNumber == "示府〔2024〕3号")
  }

  @Test("a trail keeps the title marks of its pieces")
  func trails() {
    let page = facts("<div class=crumb>首页 &gt; 专题 &gt; 《防汛条例》宣传</div><h1>某某活动</h1>\(runningText)")
    #expect(page.breadcrumb == ["首页", "专题", "《防汛条例》宣传"])
    #expect(facts("<div>当前位置：<a href=/>首页</a> - <a href=/x>政策文件</a> - 详情</div>\(runningText)").column == "政策文件")
    #expect(facts("<div>当前位置：首页》政务公开》政策文件</div>\(runningText)").column == "政策文件")
  }

  @Test("a trail is known by its first piece and arrows, a menu with bars is none")
  func bareTrails() {
    let links = ["首页", "政策", "文件库"].map { "<a href=/x>\($0)</a>" }
    let body = "<h1>某某管理办法</h1>\(runningText)"
    #expect(facts("<div>\(links.joined(separator: " &gt; "))</div>\(body)").column == "文件库")
    #expect(facts("<div class=BreadcrumbNav>\(links.joined(separator: " | "))</div>\(body)").column == "文件库")
    #expect(facts("<div>\(links.joined(separator: " | "))</div>\(body)").column == nil)
    #expect(facts("<p>首页 &gt; 政策</p>\(body)").column == nil)
  }

  @Test("a date beside a label that nobody knows is not the publication's")
  func unknownLabels() {
    let table = "<table><tr><td>信件编号</td><td>W-3</td><td>写信时间</td><td>2024-05-01</td></tr></table>"
    #expect(facts("<h1>公园噪音何时解决</h1>\(table)").publishedOn == nil)
    #expect(facts("<h1>公园噪音何时解决</h1><table><tr><td>2024-05-01</td></tr></table>\(runningText)").publishedOn != nil)
  }

  @Test("the logo is no title, and a title of two paragraphs is one")
  func headings() {
    let logo = facts("<h1><a href=/>示例区人民政府</a></h1><h2>关于封闭施工的通告</h2>\(runningText)", head: "<title>示例区人民政府</title>")
    #expect(logo.title == "关于封闭施工的通告")
    func under(_ head: String, _ heading: String) -> String? {
      facts("<h1>\(heading)</h1>\(runningText)", head: "<title>\(head)</title>").title
    }
    #expect(under("政府信息公开目录", "示例区户外招牌管理若干规定") == "示例区户外招牌管理若干规定")
    #expect(under("示例区人民政府令", "示例区户外招牌管理若干规定") == "示例区户外招牌管理若干规定")
    #expect(under("示例区户外招牌管理若干规定", "示例区规范性文件专栏") == "示例区户外招牌管理若干规定")
    #expect(under("关于封闭施工的通告", "打造一流营商环境示范区") == "关于封闭施工的通告")
    let parted = facts(
      "<div class=title><p>关于做好冬季供暖保障</p><p>工作的通知</p></div>\(runningText)", head: "<title>关于做好冬季供暖保障工作的通知_示例区</title>")
    #expect(parted.title == "关于做好冬季供暖保障工作的通知")
    let blanks = facts(
      "<div>当前位置：<a href=/>首页</a> &gt; 政策文件</div>\(runningText)", head: "<title>示例区人民政府网 政策文件 某某管理规定</title>")
    #expect(blanks.title == "某某管理规定")
  }
}
