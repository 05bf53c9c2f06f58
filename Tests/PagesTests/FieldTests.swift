import Testing
import Workdays

@testable import Pages

/// Small pages made up for these tests, in the structures that the usual systems write.
func facts(_ body: String, head: String = "", path: String = "/a.html") -> PageFacts {
  PageReader().read(
    Array("<!DOCTYPE html><html><head><meta charset=utf-8>\(head)</head><body>\(body)</body></html>".utf8), path: path
  ).facts
}

func metas(_ labels: KeyValuePairs<String, String>) -> String {
  labels.map { "<meta name=\"\($0)\" content=\"\($1)\">" }.joined()
}

/// Running text that no reader can take for anything else.
let runningText = "<p>为贯彻落实上级要求，结合本区实际，现将有关事项通知如下，请认真贯彻执行。各单位应当加强组织领导，明确责任分工，确保落到实处。</p>"

@Suite("Labelled fields")
struct FieldTests {
  @Test(
    "are read from every structure that pairs a label with a value",
    arguments: [
      "<table><tr><td>索 引 号：</td><td>A-1</td><td>文　　号：</td><td>示府〔2024〕3号</td></tr></table>",
      "<table><tr><th>索取号</th><td>A-1</td></tr><tr><th>文件编号</th><td>示府〔2024〕3号</td></tr></table>",
      "<table><thead><tr><td>索取号</td><td>文件编号</td><td>备注</td></tr></thead><tr><td>A-1</td><td>示府〔2024〕3号</td><td></td></tr></table>",
      "<dl><dt>索引号：</dt><dd>A-1</dd><dt>发文字号：</dt><dd>示府〔2024〕3号</dd></dl>",
      "<dl><dd><label><font>索 引 号：</font></label><div>\n A-1\n</div></dd><dd><label>文号：</label><div>示府〔2024〕3号</div></dd></dl>",
      "<p><strong>索引号</strong>：A-1</p><p><strong>文号</strong>：示府〔2024〕3号</p>",
      "<ul><li>索引号： A-1</li><li><b>发文字号：</b><span>示府〔2024〕3号</span></li></ul>",
      "<div><span>索引号:A-1</span> <span>文号:示府〔2024〕3号</span></div>",
      "<div>索引号：A-1&nbsp;&nbsp;&nbsp;文号：示府〔2024〕3号　　主题分类：综合</div>",
      "<div class=i><div>索引号：</div><div>A-1</div></div><div class=i><div>文号：</div><div>示府〔2024〕3号</div></div>",
      "<p>【索引号】A-1</p><p>【文　号】示府〔2024〕3号</p>",
      "<p>索引号：A-1<br>文号：<span>示府〔</span><span>2024</span><span>〕3号</span></p>",
    ])
  func structures(body: String) {
    let page = facts(body)
    #expect(page.indexNumber == "A-1")
    #expect(page.documentNumber == "示府〔2024〕3号")
  }

  @Test(
    "all labels of the contract are known",
    arguments: [
      ("发文机关", PageField.publisher), ("发布机构", .publisher), ("责任部门", .publisher), ("公开主体", .publisher),
      ("信息发布", .publisher),
      ("来源", .source), ("信息来源", .source), ("文章来源", .source), ("公开方式", .disclosure), ("公开属性", .disclosure),
      ("成文日期", .writtenOn), ("生成日期", .writtenOn), ("发文日期", .writtenOn), ("印发日期", .writtenOn),
      ("发布日期", .publishedOn), ("发布时间", .publishedOn), ("公开日期", .publishedOn), ("时间", .publishedOn),
      ("更新时间", .publishedOn),
      ("有效性", .validity), ("有效期至", .validUntil), ("主题分类", .topic), ("主题词", .topic),
    ])
  func labels(label: String, field: PageField) {
    let isDate = [.writtenOn, .publishedOn, .validUntil].contains(field)
    let page = facts("<div>\(label)：\(isDate ? "2024-05-11" : "主动公开")</div>")
    #expect(page.readings[field]?.origin == .visible, "\(label)")
  }

  @Test("无, strokes and nothing are null, and so is what stands only in a comment")
  func nothing() {
    let page = facts(
      """
      <ul><li>文号：无</li><li>索引号：——</li><li>发布机构：</li><li>有效性： </li><!--<li>公开方式：主动公开</li>--></ul>
      <table><tr><td>来源</td><td></td><td>成文日期</td><td>/</td></tr></table>
      """)
    #expect(page.documentNumber == nil && page.indexNumber == nil && page.publisher == nil && page.validity == nil)
    #expect(page.disclosure == nil && page.source == nil && page.writtenOn == nil)
  }

  @Test("字号 alone is the size of the type, and 主办单位 in the foot is no publisher")
  func nearLabels() {
    let page = facts("<div>字号：大 中 小</div><div class=footer>主办单位：示例区人民政府办公室</div>")
    #expect(page.documentNumber == nil && page.publisher == nil)
  }

  @Test("a value ends before what is no part of it")
  func valueEnds() {
    #expect(facts("<div>来源：示例区融媒体中心 浏览次数：12 【字体：大 中 小】</div>").source == "示例区融媒体中心")
    #expect(facts("<div><span>来源：甲局</span><span>打印</span></div>").source == "甲局")
    #expect(facts("<div>发布机构：甲局 | 发布日期：2024-05-11</div>").publisher == "甲局")
    #expect(facts("<div>来源：甲局　　编辑：张三</div>").source == "甲局")
  }

  @Test(
    "dates are read in every form that pages use",
    arguments: [
      "2024-05-11", "2024/5/11", "2024.5.11", "2024年05月11日", "2024 年 5 月 11 日", "二〇二四年五月十一日", "２０２４－０５－１１",
      "2024-05-11 10∶08",
      "20240511", "2024<span>-05-</span>11",
    ])
  func dates(text: String) {
    #expect(facts("<div>发布日期：\(text)</div>").publishedOn == CivilDate(year: 2024, month: 5, day: 11))
  }

  @Test("what is no date is told and not guessed")
  func badDate() {
    let page = facts("<div>发布日期：2024-13-41</div>")
    #expect(page.publishedOn == nil && page.problems.map(\.kind) == [.badDate])
  }

  @Test("更新时间 counts only where nothing else is shown")
  func updates() {
    #expect(facts("<div>更新时间：2024-06-01</div><div>发布时间：2024-05-11</div>").publishedOn?.month == 5)
    #expect(facts("<div>更新时间：2024-06-01</div>").publishedOn?.month == 6)
  }

  @Test("values in the rows of a list are not the page's")
  func rows() {
    let table =
      "<table><tr><th>标题</th><th>文号</th><th>发布日期</th></tr>"
      + (1...5).map {
        "<tr><td><a href=/\($0).html>关于某事项第\($0)项的通知</a></td><td>示府〔2024〕\($0)号</td><td>2024-05-0\($0)</td></tr>"
      }.joined()
    let list = (1...4).map { "<li><a href=/\($0).html>关于某事项第\($0)项的通知</a><span>发布日期：2024-05-0\($0)</span></li>" }
      .joined()
    for body in [table + "</table>", "<ul>\(list)</ul>"] {
      let page = facts(body)
      #expect(page.kind == .list && page.publishedOn == nil && page.documentNumber == nil && page.title == nil)
    }
  }

  @Test("an article keeps its own values beside a list of others")
  func besideList() {
    let page = facts(
      "<h1>关于某项工作的通知</h1><div>发布日期：2024-05-11</div><div id=zoom>\(runningText)</div>"
        + "<ul><li><a href=/b.html>关于另一项工作的通知</a><span>发布日期：2023-01-02</span></li></ul>")
    #expect(page.publishedOn?.year == 2024 && page.kind == .policy)
  }

  @Test("时间 in an announcement is the event's")
  func events() {
    let page = facts("<h1>关于举办讲座的预告</h1><div class=content><p>时间：2024年7月10日</p><p>地点：图书馆</p></div>")
    #expect(page.publishedOn == nil)
  }

  @Test("落款日期 and 此件公开发布 count where no label says otherwise")
  func body() {
    let text = "<h1>关于某项工作的通知</h1><div id=zoom>\(runningText)<p>示例区人民政府办公室</p><p>2024年5月10日</p><p>（此件公开发布）</p></div>"
    let bare = facts(text)
    #expect(bare.writtenOn == CivilDate(year: 2024, month: 5, day: 10) && bare.disclosure == "主动公开")
    #expect(bare.readings[.writtenOn]?.origin == .body)
    let labelled = facts("<div>成文日期：2024-05-09</div><div>公开属性：依申请公开</div>" + text)
    #expect(labelled.writtenOn?.components.day == 9 && labelled.disclosure == "依申请公开")
  }

  @Test("validity is read, also where a text sets its end, but not from what is written about another document")
  func validity() {
    #expect(facts("<li>有效性： 有效</li><li>有效期至：2029年6月30日</li>").validUntil == CivilDate(year: 2029, month: 6, day: 30))
    let policy = "<h1>示例区某项管理办法</h1><div id=zoom>\(runningText)<p>本办法自2024年7月1日起施行，有效期至2029年6月30日。</p></div>"
    #expect(facts(policy).validUntil == CivilDate(year: 2029, month: 6, day: 30))
    let about = "<h1>《示例区某项管理办法》政策解读</h1><div id=zoom>\(runningText)<p>该办法自2024年7月1日起施行，有效期至2029年6月30日。</p></div>"
    #expect(facts(about).validUntil == nil && facts(about).kind == .interpretation)
    #expect(facts("<li>有效期：5年</li>").validUntil == nil)
  }

  @Test("a length of validity is no day, yet the page shows it; one of a permit is not the document's")
  func lengthOfValidity() {
    func shows(_ text: String) -> Bool {
      let page = facts("<h1>示例区某项管理办法</h1><div id=zoom>\(runningText)<p>\(text)</p></div>")
      return page.validUntil == nil && page.readings[.validUntil] != nil
    }
    #expect(facts("<li>有效期：5年</li>").readings[.validUntil]?.origin == .visible)
    #expect(shows("本办法自2024年7月1日起施行，有效期5年。") && shows("本办法自印发之日起实施，有效期为五年。"))
    #expect(shows("本规定自2024年7月1日起执行，有效期自施行之日起18个月。"))
    #expect(!shows("食品经营许可证有效期5年，届满前三十日申请延续。") && !shows("本办法自2024年7月1日起施行。"))
    #expect(facts("<li>有效期：无</li>").readings[.validUntil] == nil)
  }

  @Test("what is hidden from readers is not read")
  func hidden() {
    #expect(facts("<div style='display: none'>文号：示府〔2024〕3号</div>").documentNumber == nil)
    #expect(facts("<div hidden>文号：示府〔2024〕3号</div>").documentNumber == nil)
  }

  @Test("lines and columns point at the value's label in the source")
  func places() {
    let page = PageReader().read(
      Array("<html><body>\n<p>甲</p>\n  <p>文号：示府〔2024〕3号</p></body></html>".utf8), path: "/a.html"
    ).facts
    #expect(page.readings[.documentNumber].map { [$0.line, $0.column] } == [3, 6])
  }
}

@Suite("Meta labels")
struct MetaTests {
  static let article: KeyValuePairs = [
    "SiteName": "示例区人民政府", "SiteIDCode": "3101130001", "ColumnName": "通知公告", "ArticleTitle": "关于某项工作的通知",
    "PubDate": "2024-05-11 10:20", "ContentSource": "区府办",
  ]

  @Test("count where no label is visible, in any order of attributes")
  func fallback() {
    let page = facts(runningText, head: metas(Self.article))
    #expect(page.siteName == "示例区人民政府" && page.siteID == "3101130001" && page.column == "通知公告")
    #expect(
      page.title == "关于某项工作的通知" && page.source == "区府办" && page.publishedOn == CivilDate(year: 2024, month: 5, day: 11))
    #expect(page.problems.isEmpty)
    #expect(facts("", head: "<meta content='甲网' name=\"sitename\">").siteName == "甲网")
  }

  @Test("the visible value goes before them, and the conflict is told")
  func conflicts() {
    let page = facts("<h1>关于某项工作的通知</h1><div>发布时间：2017-05-15 来源：甲局</div>", head: metas(Self.article))
    #expect(page.publishedOn?.year == 2017 && page.source == "甲局")
    #expect(page.conflicts.map(\.field) == [.source, .publishedOn])
    #expect(page.problems.map(\.kind) == [.conflict, .conflict])
  }

  @Test("a PubDate that is the time of generation is no publication date")
  func generation() {
    let stamp = "2024-10-22 11:34:34"
    let generated = facts(runningText, head: metas(["PubDate": stamp, "Maketime": stamp]))
    #expect(generated.publishedOn == nil && generated.problems.map(\.kind) == [.generatedDate])
    let other = facts(runningText, head: metas(["PubDate": stamp, "others": "页面生成时间 2024-10-22 11:34:34"]))
    #expect(other.publishedOn == nil)
    let honest = facts(runningText, head: metas(["PubDate": "2024-10-21 09:00:00", "Maketime": stamp]))
    #expect(honest.publishedOn == CivilDate(year: 2024, month: 10, day: 21))
  }

  @Test("a ColumnName that repeats the title gives way to the trail")
  func columns() {
    let head = metas(["ColumnName": "关于某项工作的通知", "ArticleTitle": "关于某项工作的通知"])
    let page = facts("<div class=location><a href=/>首页</a>＞<a href=/x/>政务公开</a>＞通知公告</div>\(runningText)", head: head)
    #expect(page.column == "通知公告" && page.breadcrumb == ["首页", "政务公开", "通知公告"])
    #expect(page.problems.map(\.kind) == [.badMeta])
    let list = facts("<p>您的位置：<a href=/>首页</a> &gt; 通知公告</p>", head: metas(["ColumnName": "通知公告"]))
    #expect(list.column == "通知公告" && list.problems.isEmpty)
  }

  @Test(
    "the title is the article's, without the names of site and column",
    arguments: [
      ("关于某项工作的通知_示例区人民政府", "关于某项工作的通知"), ("关于某项工作的通知__通知公告_示例区", "关于某项工作的通知"),
      ("关于某项工作的通知 - 示例区政府门户网站", "关于某项工作的通知"), ("示例区人民政府-关于某项工作的通知", "关于某项工作的通知"),
      ("2024-2026年行动计划", "2024-2026年行动计划"), ("“一网通办”—改革方案", "“一网通办”—改革方案"),
    ])
  func titles(head: String, title: String) {
    #expect(facts(runningText, head: "<title>\(head)</title>").title == title)
  }

  @Test("a page saved by a browser or mirrored knows its address")
  func savedFrom() {
    func url(_ comment: String) -> String? {
      PageReader().read(Array("<!DOCTYPE html>\n<!-- \(comment) -->\n<html></html>".utf8), path: "/a.html").facts.url
    }
    #expect(url("saved from url=(0027)https://www.example.cn/a?b=1") == "https://www.example.cn/a?b=1")
    #expect(url("Mirrored from www.example.cn/a.html by HTTrack Website Copier/3.x") == "http://www.example.cn/a.html")
    #expect(url("saved from the flood, a long story of ours") == nil)
  }
}
