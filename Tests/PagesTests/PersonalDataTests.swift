import Testing

@testable import Pages

@Suite("Personal data")
struct PersonalDataTests {
  func signs(_ body: String) -> [String] {
    facts(body).personalSigns.map { "\($0.kind.rawValue) \($0.masked)" }
  }

  @Test(
    "resident IDs are found however they are written",
    arguments: [
      "身份证号：110101199003074792", "（１１０１０１１９９００３０７４７９２）", "110101 19900307 4792", "110101-19900307-4792",
      "<span>11010119</span><span>900307</span><span>4792</span>", "张三/110101199003074792", "张三110101199003074792。",
      "110101&#49;99003074792",
    ])
  func residentIDs(text: String) {
    #expect(signs("<p>\(text)</p>") == ["resident-id 110***********4792"])
  }

  @Test(
    "an ID may end with X in any form", arguments: ["11010119900307109X", "11010119900307109x", "11010119900307109Ｘ"])
  func closingX(text: String) {
    #expect(signs("<p>\(text)</p>") == ["resident-id 110***********109X"])
  }

  @Test(
    "what only looks like an ID is none",
    arguments: [
      "110101199003074791",  // the check digit is wrong
      "110101199002304792",  // no such day
      "990101199003074792",  // no such region
      "1101011990030747921", "0110101199003074792", "A110101199003074792", "110101199003074792a",
      "https://example.cn/110101199003074792.html", "?id=110101199003074792", "3.110101199003074792",
      "110101********4792",
      "统一社会信用代码：110101199003074792", "91310113MA1GN0000X", "<!-- 110101199003074792 -->",
      "<span style='display:none'>110101199003074792</span>", "<a href='110101199003074792'>附件</a>",
      "<img alt='110101199003074792'>",
      "<script>var id='110101199003074792'</script>",
    ])
  func nearIDs(text: String) {
    #expect(!signs("<p>\(text)</p>").contains { $0.hasPrefix("resident-id") }, "\(text)")
  }

  @Test("bank cards are found by issuer and Luhn digit")
  func bankCards() {
    #expect(signs("<p>卡号6222021001116245702</p>") == ["bank-card 6222***********5702"])
    #expect(signs("<p>6222 0210 0111 6245 702</p>") == ["bank-card 6222***********5702"])
    for near in [
      "6222021001116245703", "订单号6222021001116245702", "流水号：6222021001116245702", "62220210011162457020",
      "1234567890123452",
      "202405110000000000018", "沪公网安备31011302000123号", "62220 21001116 245702",
    ] {
      #expect(signs("<p>\(near)</p>").isEmpty, "\(near)")
    }
  }

  @Test("mobile numbers are found, telephones and numbers of other kinds are not")
  func mobiles() {
    for text in ["手机13812345678", "138 1234 5678", "138-1234-5678", "+8613812345678", "１３８１２３４５６７８"] {
      #expect(signs("<p>\(text)</p>") == ["mobile 138****5678"], "\(text)")
    }
    for near in [
      "021-66108888", "02166108888", "12345678901", "138123456789", "1381234567", "项目编号：13812345678", "m=13812345678",
      "13800000000", "12812345678",
      "138.12345678", "QQ：13812345678",
    ] {
      #expect(signs("<p>\(near)</p>").isEmpty, "\(near)")
    }
  }

  @Test("numbers in different cells or lines are not one number")
  func separate() {
    #expect(signs("<table><tr><td>110101</td><td>19900307</td><td>4792</td></tr></table>").isEmpty)
    #expect(signs("<p>110101<br>199003074792</p>").isEmpty)
    #expect(signs("<p>13812345678 13912345678</p>").count == 2)
  }

  @Test("a home address is a sign, an office's address is none")
  func addresses() {
    #expect(signs("<p>家庭住址：示例路12弄3号405室</p>") == ["home-address 示例路12弄***"])
    #expect(signs("<p>地址：示例路12弄3号405室</p>").isEmpty && signs("<p>家庭住址：见附件</p>").isEmpty)
  }

  @Test("the cell beside a number, or the heading of its column, tells what it is")
  func introducedByCells() {
    let id = "110101199003074792"
    #expect(signs("<table><tr><th>名称</th><th>统一社会信用代码</th></tr><tr><td>某公司</td><td>\(id)</td></tr></table>").isEmpty)
    #expect(signs("<table><tr><td>统一社会信用代码</td><td>\(id)</td></tr></table>").isEmpty)
    #expect(
      signs("<table><tr><th>订单号</th><th>金额</th></tr><tr><td>6222021001116245702</td><td>1</td></tr></table>").isEmpty)
    for head in ["身份证号", "统一社会信用代码或身份证号", "证件号码", "编号"] {
      #expect(
        signs("<table><tr><th>姓名</th><th>\(head)</th></tr><tr><td>张某</td><td>\(id)</td></tr></table>").count == 1,
        "\(head)")
    }
    #expect(signs("<table><tr><th>统一社会信用代码</th></tr><tr><td>张某\(id)</td></tr></table>").count == 1)
    #expect(signs("<p>信用代码（身份证号）：\(id)</p>").count == 1 && signs("<p>订单号：\(id)</p>").isEmpty)
  }

  @Test("a stroke parts two long numbers, but not the pieces of an address")
  func strokes() {
    #expect(signs("<p>电话：13812345678/13912345678</p>").count == 2)
    #expect(signs("<p>电话：13812345678/59990000</p>").count == 1 && signs("<p>59990000/13812345678</p>").count == 1)
    #expect(signs("<p>x/20240511/13812345678/a</p>").isEmpty && signs("<p>13812345678/2024</p>").isEmpty)
  }

  @Test("sums of money and registrations are no telephones")
  func amounts() {
    #expect(signs("<p>预算资金13812345678元</p>").isEmpty && signs("<p>沪ICP备13812345678号</p>").isEmpty)
    #expect(signs("<p>（2024）示民初13812345678号</p>").isEmpty)
    #expect(signs("<p>电话13812345678，元旦除外</p>").count == 1)
  }

  @Test("a home address is told in tables as well, and one that is masked is none")
  func addressCells() {
    let address = "示例路12弄3号405室"
    #expect(signs("<table><tr><th>姓名</th><th>家庭住址</th></tr><tr><td>张某</td><td>\(address)</td></tr></table>").count == 1)
    #expect(signs("<table><tr><td>现居住地址</td><td>\(address)</td></tr></table>").count == 1)
    #expect(signs("<table><tr><td>住址</td><td>\(address)</td></tr></table>").count == 1)
    #expect(signs("<p>户籍地址 \(address)</p>").count == 1)
    for near in [
      "<table><tr><th>企业</th><th>住所</th></tr><tr><td>某公司</td><td>\(address)</td></tr></table>",
      "<table><tr><td>家庭住址</td><td></td></tr></table>", "<p>家庭住址：示例路12弄***室</p>", "<p>居住地址变更窗口：\(address)</p>",
    ] {
      #expect(signs(near).isEmpty, "\(near)")
    }
  }

  @Test("the number's own place is told, and its digest matches an allow-list however that is written")
  func places() throws {
    let page = PageReader().read(
      Array("<html><body>\n<p>电话<b>138 1234 5678</b></p></body></html>".utf8), path: "/a.html"
    ).facts
    let sign = try #require(page.personalSigns.first)
    #expect(sign.line == 2 && sign.column == 13)
    #expect(sign.digest == PersonalSign.digest(of: "138-1234-5678"))
  }

  @Test("one and the same rules hold for numbers alone")
  func numbers() {
    func digits(_ text: String) -> ArraySlice<UInt8> {
      ArraySlice(text.map { $0 == "X" ? 10 : UInt8($0.wholeNumberValue ?? 0) })
    }
    #expect(PersonalNumbers.isResidentID(digits("11010119900307109X")))
    #expect(!PersonalNumbers.isResidentID(digits("110101199003071090")))
    #expect(!PersonalNumbers.isResidentID(digits("11010119900307479")))
    #expect(
      PersonalNumbers.isBankCard(digits("4111111111111111")) && !PersonalNumbers.isBankCard(digits("41111111111111111"))
    )
    #expect(PersonalNumbers.isMobile(digits("19912345678")) && !PersonalNumbers.isMobile(digits("15412345678")))
  }
}

@Suite("Marks of a page")
struct MarkTests {
  @Test("secrecy marks are found, words about secrecy are not")
  func secrecy() {
    func marks(_ text: String) -> [String] { facts("<h1>某某通知</h1><p>\(text)</p>").secrecyMarks.map(\.text) }
    #expect(marks("机密★1年") == ["机密★1年"] && marks("秘 密 ★ 长期").count == 1 && marks("绝密") == ["绝密"])
    #expect(marks("内部资料 注意保存") == ["内部资料"] && marks("【内部资料】") == ["内部资料"] && marks("工作秘密 妥善保管") == ["工作秘密"])
    for near in ["严格保守国家秘密、工作秘密和商业秘密。", "内部资料性出版物管理办法", "不得泄露机密。", "依申请公开涉及国家秘密的", "保密审查：不含国家秘密"] {
      #expect(marks(near).isEmpty, "\(near)")
    }
    #expect(facts("<!-- 机密★1年 -->").secrecyMarks.isEmpty)
    #expect(marks("（请勿外传）") == ["请勿外传"] && marks("仅供内部使用") == ["仅供内部使用"])
    #expect(SecrecyMark.isOnlySensitive("请勿外传") && !SecrecyMark.isOnlySensitive("内部资料"))
    #expect(marks("内部资料 请勿外传") == ["内部资料"] && marks("上述表格含个人信息，请勿外传。").isEmpty)
    #expect(marks("本系统仅供内部使用，不对外开放。").isEmpty && marks("食材严禁外传加工").isEmpty)
    #expect(marks("秘密花园").isEmpty && marks("工作秘密清单").isEmpty && marks("机密 特急") == ["机密"])
    #expect(marks("密级：秘密★5年") == ["秘密★5年"] && marks("文件密级机密★长期") == ["机密★长期"])
    #expect(marks("涉密文件应当标注“机密★20年”等密级标志，未标注的按有关规定处理。").isEmpty)
    #expect(marks("国家秘密").isEmpty && marks("涉及商业秘密★的除外").isEmpty && marks("秘密★五年") == ["秘密★五年"])
    #expect(
      marks(
        "<table><tr><td>密级</td><td>期限</td></tr><tr><td>绝密</td><td>30年</td></tr><tr><td>机密</td><td>20年</td></tr></table>"
      )
      .isEmpty)
    #expect(marks("<table><tr><td>密级</td><td>机密</td></tr></table>") == ["机密"])
    #expect(marks("<ul><li>国家秘密</li><li>工作秘密</li></ul>").isEmpty && marks("<a href=/a>秘密</a>").isEmpty)
    #expect(marks("在首页左上角顶格标注秘密★5年，由定密责任人审核确定后印制分发。").isEmpty)
  }

  @Test("the marks of the foot are read from text, links and scripts")
  func footers() {
    let foot = """
      <div class=footer><a href=https://beian.miit.gov.cn/>沪ICP备05000001号-1</a> 沪公网安备 31011302000123号 政府网站标识码：3101130001
      <span id=_ideConac></span><img src=/img/jiucuo.png></div>
      """
    #expect(facts(foot).footer.isComplete && facts(foot).footer.icp == "沪ICP备05000001号-1")
    let none = facts("<p>ICP备案须知</p><script src=/js/footer.js></script>")
    #expect(none.footer.icp == nil && none.footer.scripts == ["/js/footer.js"] && !none.footer.isComplete)
    let script = Array("document.write('<p>沪ICP备05000001号</p><a href=\"//bszs.conac.cn/x\">网站标识码3101130001</a>')".utf8)
    let marks = script.withUnsafeBufferPointer { FooterMarks(script: $0) }
    #expect(marks.icp == "沪ICP备05000001号" && marks.siteCode == "3101130001" && marks.conac && !marks.jiucuo)
  }

  @Test("service links are told with the place where they stand")
  func services() {
    let page = facts(
      """
      <nav><a href=/bs>办事服务</a></nav><h1>关于某项补贴的通知</h1><a href=/s/1>我要办</a>
      <div id=zoom>\(runningText)<a href=/s/2>办</a> <a href=/x>某镇人民政府办公室</a> <a href=/y>管理办法全文</a></div><a href=/s/3 title=在线办理><img src=b.png></a>
      """)
    #expect(page.serviceMarks.map(\.target) == ["/s/1", "/s/2", "/s/3"])
    #expect(page.serviceMarks.map(\.place) == [.heading, .content, .after])
    let named = facts(
      """
      <h1>关于某项补贴的通知</h1><div id=zoom>\(runningText)<a href=/s/1>办：宅基地翻建核准</a> <a href=/s/2><img src=b.png alt=办>参保登记</a>
      <a href=/s/3>灵活就业人员社会保险登记【办】</a> <a href=/x>区府办、团委</a> <a href=/y><img src=c.png alt=某办法>全文</a></div>
      """)
    #expect(named.serviceMarks.map(\.target) == ["/s/1", "/s/2", "/s/3"])
  }

  @Test("a service link within the title stands at it, however it is worded; a bar above it is the site's")
  func servicesInTitles() {
    for words in ["办", "[办]", "【办】", "我要办", "立即办理", "在线办理"] {
      let page = facts("<h1>关于某项补贴的通知 <a href=/s/1>\(words)</a></h1><div id=zoom>\(runningText)</div>")
      #expect(page.serviceMarks.map(\.place) == [.heading], "\(words)")
    }
    let bar = "<div class=title><a href=/bs>办事服务</a> <a href=/ywtb>一网通办</a></div>"
    #expect(facts("\(bar)<h1>关于某项补贴的通知</h1><div id=zoom>\(runningText)</div>").serviceMarks.isEmpty)
  }

  @Test("an icon 办 counts where it stands, also when it is no link; a word that editors parted is none")
  func icons() {
    let page = facts(
      """
      <h1>关于某项补贴的通知<span class=ban>办</span></h1><div id=zoom>\(runningText)<p><img src=b.png alt=办></p>
      <p>按照暂行<b>办</b>法执行，由综治<span>办</span>、信访<b>办</b>公室负责。</p></div>
      """)
    #expect(page.serviceMarks.map(\.place) == [.heading, .content])
    #expect(page.serviceMarks.allSatisfy { $0.target == nil })
    let rows = [
      "<a href=/a.html>关于某项补贴的通知</a><i>办</i><span>2024-05-01</span>",
      "<i>办</i><a href=/b.html>关于另一项补贴的通知</a><span>2024-05-02</span>",
      "<a href=/c.html>关于第三项补贴的办法</a><span>2024-05-03</span>",
    ]
    let list = facts("<h1>政策文件</h1><ul>\(rows.map { "<li>\($0)</li>" }.joined())</ul>")
    #expect(list.kind == .list && list.serviceMarks.map(\.target) == ["/a.html", "/b.html"])
  }

  @Test("a mark on a list is told with the one article of its row; where a row names several, with none")
  func rowsOfMarks() {
    let rows = [
      "<a href=/a.html>关于某项补贴的通知</a><a href=#><img src=b.png alt=办></a><span>2024-05-01</span>",
      "<a href=/s/1><i>办</i></a><a href=/b.html>关于另一项补贴的通知</a><span>2024-05-02</span>",
      "<a href=/c.html>第三项补贴办法</a><a href=/d.html>第三项补贴细则</a><a href=/s/2>办</a><span>2024-05-03</span>",
      "<a href=/e.html>关于第四项补贴的办法</a><span>2024-05-04</span>",
    ]
    let list = facts("<h1>政策文件</h1><ul>\(rows.map { "<li>\($0)</li>" }.joined())</ul>")
    #expect(list.kind == .list && list.serviceMarks.map(\.target) == ["#", "/s/1", "/s/2"])
    #expect(list.serviceMarks.map(\.row) == ["/a.html", "/b.html", nil])
    let blocks = rows.map { "<div><div>\($0)</div><div><a href=/s/3>办</a></div></div>" }.joined()
    #expect(facts("<h1>政策文件</h1>\(blocks)").serviceMarks.filter { $0.target == "/s/3" }.allSatisfy { $0.row == nil })
  }

  @Test("related articles are those of a block that announces them")
  func related() {
    let page = facts(
      "<h1>某办法</h1><div id=zoom>\(runningText)</div><div><h3>相关解读：</h3><ul><li><a href=/j.html>《某办法》政策解读</a></li><li><a href=/o.html>政策原文</a></li><li><a href=/>更多&gt;&gt;</a></li></ul></div><a href=/k.html>另一篇不相关的文章</a>"
    )
    #expect(page.hasRelatedBlock && page.relatedLinks == [0, 1])
    #expect(!facts("<p>请查阅相关文件规定并遵照执行，不得有误。</p>").hasRelatedBlock)
  }

  @Test("a line that announces its own links makes them related; a sentence with links, a menu and the foot do not")
  func relatedLine() {
    func related(_ line: String) -> [Int32] {
      facts("<h1>《某办法》解读</h1><div id=zoom>\(runningText)\(line)</div>").relatedLinks
    }
    #expect(related("<p>政策原文：<a href=/a.html>示例区关于印发某项管理办法的通知</a></p>") == [0])
    #expect(related("<p>【政策原文】：<a href=/a.html>某项管理办法</a> <a href=/b.html>某项实施细则</a></p>") == [0, 1])
    #expect(related("<div><div><a href=/a.html>政策原文</a></div></div><p><a href=/b.html>另一篇不相关的文章</a></p>") == [0])
    for near in [
      "<p>相关政策由<a href=/a.html>某项管理办法</a>规定，请各单位认真学习，遵照执行，不得有误。</p>",
      "<p>依据：<a href=/a.html>某项管理办法</a></p>", "<div><p>政策原文：略</p></div><p><a href=/b.html>另一篇不相关的文章</a></p>",
    ] { #expect(related(near).isEmpty, "\(near)") }
    #expect(facts("<h1>某办法</h1><div class=footer><p>相关链接：<a href=/a.html>某某网站首页</a></p></div>").relatedLinks.isEmpty)
  }

  @Test("a repeal mark is one of the page, not a word in its text")
  func repeal() {
    #expect(facts("<h1>某办法</h1><p>【已废止】</p>").repealMark != nil)
    #expect(facts("<h1>某办法（已废止）</h1>\(runningText)", head: "<title>某办法（已废止）</title>").repealMark != nil)
    #expect(facts("<h1>某办法</h1><img src=f.png alt=已失效>").repealMark != nil)
    #expect(facts("<h1>某办法</h1><p>《旧办法》（某府〔2010〕1号）自本办法施行之日起同时废止，此前已废止的不再恢复。</p>").repealMark == nil)
  }

  @Test(
    "kinds are told apart",
    arguments: [
      ("示例区某项管理办法", "文件", PageKind.policy), ("《示例区某项管理办法》政策解读", "政策解读", .interpretation),
      ("一图读懂某项管理办法", "通知公告", .interpretation), ("关于做好政策解读工作的通知", "政策文件", .policy),
      ("示例区政府信息公开指南", "公开指南", .guide), ("示例区2023年政府信息公开工作年度报告", "年报", .annualReport),
      ("某某证明办事指南", "办事服务", .service), ("关于路灯的来信", "区长信箱", .message), ("区领导调研某镇", "要闻", .article),
    ])
  func kinds(title: String, column: String, kind: PageKind) {
    let page = facts(
      "<h1>\(title)</h1>\(runningText)",
      head: metas(["ColumnName": column, "ArticleTitle": title, "PubDate": "2024-05-11"]))
    #expect(page.kind == kind)
  }

  @Test("forms of interpretation are told by the title, else by what the body holds")
  func forms() {
    func forms(_ title: String, _ body: String) -> [String] {
      facts("<h1>\(title)</h1><div id=zoom>\(body)</div>", head: metas(["ColumnName": "政策解读", "ArticleTitle": title]))
        .forms.chineseNames
    }
    #expect(forms("【一图读懂】某办法", "<img src=a.png>") == ["图示图解"])
    #expect(forms("某办法政策解读", runningText + runningText) == ["文字解读"])
    #expect(forms("视频解读：某办法", "<video src=a.mp4></video>") == ["视频动漫"])
    #expect(forms("区经委负责人就某办法答记者问", runningText) == ["媒体专访"])
    #expect(forms("某办法政策解读", "<img src=a.png>") == ["图示图解"])
    let brief = "<p>现将有关情况解读如下：为回应群众关切，明确了适用范围、办理条件和保障措施等三个方面的主要内容。</p>"
    #expect(forms("某办法政策解读", brief) == ["文字解读"] && forms("某办法政策解读", brief + "<img src=a.png>") == ["图示图解"])
    #expect(forms("某办法政策解读", "<p>附件：<a href=a.pdf>某办法解读.pdf</a></p>").isEmpty)
  }

  @Test("an error page is known by its title or its emptiness, a document numbered 404 is none")
  func errors() {
    #expect(facts("<p>您访问的页面不存在</p>", head: "<title>404-页面不存在</title>").looksLikeErrorPage)
    #expect(facts(" ").looksLikeErrorPage)
    #expect(!facts("<h1>示府〔2024〕404号</h1>\(runningText)", head: "<title>示府〔2024〕404号</title>").looksLikeErrorPage)
  }

  @Test(
    "a title of an error page says so by itself, with the site's name behind it, or beside a status",
    arguments: [
      ("404 Not Found - 示例区人民政府", true), ("页面不存在 - 通知公告 - 示例区", true), ("示例区人民政府 - 404错误页面", true),
      ("404 - 找不到文件或目录。", true), ("该公告不存在或已删除", true), ("Apache Tomcat/7.0 - Error report", true),
      ("Welcome to nginx!", true),
      ("404路公交线路调整公告", false), ("示府〔2024〕404号", false), ("全长404米的连接线通车", false),
      ("网站页面不存在的处理办法", false), ("网站出现404错误怎么办？", false), ("“系统错误”不能成为挡箭牌", false),
      ("关于网站404问题的整改情况", false),
      ("依申请公开答复：信息不存在", false), ("信息公开申请答复：信息不存在", false), ("申请表 - 页面不存在", true), ("政府信息不存在告知书", false),
      ("信息不存在", true),
    ])
  func errorTitles(title: String, isError: Bool) {
    #expect(ErrorPhrases.isErrorTitle(title) == isError)
  }

  @Test(
    "a short page that begins by saying that there is nothing is an error page, a letter about one is none",
    arguments: [
      ("抱歉，您访问的页面不存在或已删除！返回首页", true), ("很抱歉，您要访问的页面找不到了……", true), ("该信息不存在或尚未发布", true),
      ("您没有权限访问该页面", true), ("系统提示：文章已被删除", true), ("无法找到该页", true),
      ("来信：某栏目点开显示您访问的页面不存在，请修复。", false), ("该文件已失效。", false),
      ("该文件丢失，声明作废。", false), ("页面走丢了，请返回首页", true), ("您申请的信息不存在。", false), ("文件已送达。", false),
      ("抱歉信：因施工给您带来不便，敬请谅解。", false), ("未找到失主的物品清单如下：钥匙一串。", false), ("本信息由区民政局发布。", false),
      ("栏目正在建设中，敬请期待……", true), ("系统升级维护中，请稍后访问！", true), ("温馨提示：该页面建设中", true),
      ("该页面已过期或链接失效", true), ("Whitelabel Error Page", true), ("您的访问过于频繁，请稍后再试", true),
      ("您访问的域名未备案", true), ("该证书已过期，声明作废。", false), ("该通知已失效。", false),
      ("平台建设中标候选人公示：甲公司。", false), ("系统建设中心招聘工作人员。", false), ("网站正在升级改造，8月10日起恢复。", false),
    ])
  func errorTexts(text: String, isError: Bool) {
    let page = facts("<div>\(text)</div>", head: "<title>示例区人民政府</title>")
    #expect(page.looksLikeErrorPage == isError)
  }

  @Test("a page without any text is empty whatever its title, unless it has a picture, a link or a script")
  func emptyPages() {
    let head = "<title>示例区人民政府</title>"
    #expect(facts(" ", head: head).looksLikeErrorPage)
    for body in ["<img src=a.png>", "<iframe src=a.html></iframe>", "<script>go()</script>", "<a href=a.html></a>"] {
      #expect(!facts(body, head: head).looksLikeErrorPage)
    }
  }

  @Test("equal text has an equal digest, whatever its markup, width and charset")
  func digests() {
    let one = facts("<div id=zoom>\(runningText)</div>").content
    let other = facts(
      "<h1>别的</h1><div id=zoom>\(runningText.replacing("<p>", with: "<p>　　<b>").replacing("，", with: "，</b> "))</div><p>页脚</p>"
    ).content
    #expect(one.digest == other.digest && one.digest != 0 && one.textLength == other.textLength)
    #expect(facts("<div id=zoom>\(runningText)又</div>").content.digest != one.digest)
  }

  @Test(
    "a line that says where a text is from or when it was published is none of it",
    arguments: [
      "<p>来源：甲镇人民政府</p>", "<p>信息来源：甲镇　发布时间：2024-09-01　浏览次数：12</p>", "<p>发布时间：2024-09-01 来源：甲镇</p>",
      "<div><span>来源：</span></div><div>甲镇人民政府</div>",
    ])
  func bylines(line: String) {
    let bare = facts("<div id=zoom>\(runningText)</div>").content
    let before = facts("<div id=zoom>\(line)\(runningText)</div>").content
    #expect(before.digest == bare.digest && before.textLength == bare.textLength)
    #expect(facts("<h1>题</h1>\(line)\(runningText)").content.digest == facts("<h1>题</h1>\(runningText)").content.digest)
  }

  @Test(
    "running text that begins with such a word, and a time within it, are the text's own",
    arguments: ["<p>来源：\(String(repeating: "据介绍，各地各部门按要求推进，", count: 3))效果明显。</p>", "<p>发布时间：2024年9月1日上午9时</p>"])
  func noBylines(line: String) {
    let bare = facts("<div id=zoom>\(runningText)</div>").content
    #expect(facts("<div id=zoom>\(runningText)\(line)</div>").content.digest != bare.digest)
  }

  @Test("a block of nothing but labels costs no more than its length", .timeLimit(.minutes(1)))
  func manyLabels() {
    _ = facts("<p>" + String(repeating: "来源：", count: 300_000) + "</p>")
    _ = facts("<p>" + String(repeating: "发布时间：2024-01-01 ", count: 100_000) + "</p>")
  }

  @Test("words that are written out hide personal numbers, and leave addresses, codes and case numbers alone")
  func maskedText() {
    #expect(PersonalText.masked("张三310101199003077771的申请，电话138 1234 5678") == "张三310***********7771的申请，电话138****5678")
    #expect(PersonalText.masked("身份证１１０１０１１９９００３０７００２Ｘ。") == "身份证110***********002X。")
    #expect(PersonalText.masked("A2024-p1x，手机13812345678。") == "A2024-p1x，手机138****5678。")
    #expect(PersonalText.masked("编号A2024，身份证11010119900307002x") == "编号A2024，身份证110***********002X")
    for text in [
      "/art/2024/9/1/art_1234_13812345678.html", "https://www.example.gov.cn/a?id=1712345678901234567", "示府〔2024〕3号",
      "项目编号13812345678", "2024-07-01 12:00:00，共12345678901234567890条", "统一社会信用代码310101199003077771", "",
    ] {
      #expect(PersonalText.masked(text) == text, "\(text)")
    }
  }

  @Test("the text of one page is read again with its headings, and copied text is measured")
  func pageText() {
    let page = "<h1>标题</h1><div class=nav>导航</div><div id=zoom><h2>一、背景</h2>\(runningText)</div>"
    let text = PageText(Array("<html><body>\(page)</body></html>".utf8))
    #expect(text.headings == ["一、背景"] && text.paragraphs.count == 2 && !text.text.contains("导航"))
    #expect(text.share(copiedFrom: text) == 1)
    #expect(text.share(copiedFrom: PageText(Array("<p>完全不同的内容，没有一处相同的话可以找到。</p>".utf8))) == 0)
  }

  @Test("the front of a column shows its links in their order, without the navigation and the foot")
  func shown() {
    let page = """
      <div class=nav><a href=/>首页</a></div><h1>政民互动</h1>
      <ul><li><a href=/a/>领导信箱</a></li><li><a href=/b/>网上咨询</a></li></ul><div class=footer>联系我们</div>
      """
    #expect(PageText(Array("<html><body>\(page)</body></html>".utf8)).shown == ["领导信箱", "网上咨询"])
  }
}
