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
