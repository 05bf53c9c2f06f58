import Testing

@testable import Pages

@Suite("Kinds of pages")
struct KindTests {
  private func kind(_ title: String, _ column: String, body: String = runningText + runningText + runningText)
    -> PageKind
  {
    let trail = "<div class=crumb>当前位置：<a href=/>首页</a> &gt; <a href=/x/>\(column)</a></div>"
    return facts(
      "\(trail)<h1>\(title)</h1><div>发布时间：2024-05-11 来源：甲局</div><div id=zoom>\(body)</div>",
      head: "<title>\(title)</title>"
    ).kind
  }

  @Test(
    "a report on a document is no document",
    arguments: [
      ("区政府常务会议审议通过《示例区停车管理办法》", "要闻动态"), ("区政府常务会议审议通过《示例区停车管理办法》", "栏目"), ("我区出台稳增长二十条措施", "栏目"),
      ("甲镇完成河道整治规划", "镇街动态"), ("市民热议停车新规定", "媒体关注"),
    ])
  func news(title: String, column: String) { #expect(kind(title, column) == .article) }

  @Test(
    "a document in a column of news is a document",
    arguments: [
      ("关于开展防汛检查的通知", "工作动态"), ("示例区停车管理办法", "政策动态"), ("《示例区停车管理办法》", "政策动态"),
      ("示例区实施《中华人民共和国水法》办法", "规范性文件"),
    ])
  func documents(title: String, column: String) { #expect(kind(title, column) == .policy) }

  @Test("a document with a number of its own is one wherever it stands")
  func numbered() {
    let page = facts("<h1>甲镇停车规定</h1><p>文号：甲府〔2024〕3号</p>\(runningText)", head: metas(["ColumnName": "工作动态"]))
    #expect(page.kind == .policy)
  }

  @Test("a meeting that interprets is an event, unless the column is one of interpretations")
  func events() {
    #expect(kind("区民政局召开养老服务政策解读会", "工作动态") == .article)
    #expect(kind("区人社局开展就业政策解读进园区活动", "部门动态") == .article)
    #expect(kind("区民政局召开养老服务政策解读会", "政策解读") == .interpretation)
    #expect(kind("《关于开展夏季防汛检查的通知》解读", "工作动态") == .interpretation)
    #expect(kind("《关于召开听证会的规定》政策解读（一）", "工作动态") == .interpretation)
  }

  @Test("an annual report is the report, not what is said about it")
  func annualReports() {
    #expect(kind("示例区2023年度政府信息公开工作报告", "公开年报") == .annualReport)
    #expect(kind("甲局政府信息公开工作年度报告（2023年度）", "公开年报") == .annualReport)
    #expect(kind("关于做好2023年政府信息公开工作年度报告编制工作的通知", "通知公告") == .policy)
    #expect(kind("区府办举办政府信息公开年度报告编制培训", "工作动态") == .article)
    #expect(kind("示例区2023年法治政府建设年度报告", "法治政府") == .article)
    #expect(kind("甲局2023年年报", "政府信息公开年报") == .annualReport && kind("甲局2023年年报", "统计信息") == .article)
    #expect(kind("2023年政府网站工作年度报表", "政府信息公开年报") == .article)
  }

  @Test("a guide is the guide, not the notice of it")
  func guides() {
    #expect(kind("甲局信息公开指南（2024年修订）", "公开指南") == .guide)
    #expect(kind("关于修订政府信息公开指南的通知", "通知公告") == .policy)
    #expect(kind("老年人综合津贴申请办事指南", "其他") == .service)
    #expect(kind("关于公布2024年版办事指南的通知", "通知公告") == .policy)
    #expect(kind("区民政局更新办事指南方便群众", "工作动态") == .article)
  }

  @Test("what asks for opinions is no message, though it stands under 互动交流")
  func messages() {
    #expect(kind("关于《示例区停车办法（征求意见稿）》公开征求意见的公告", "民意征集") == .policy)
    #expect(kind("《示例区停车办法（征求意见稿）》意见采纳情况", "意见征集") == .article)
    #expect(kind("咨询居住证办理问题", "网上咨询") == .message)
    #expect(kind("对停车办法征求意见稿的建议", "区长信箱") == .message)
  }

  @Test("a page with the title of a letter is a message, a form for one and a list of them are none")
  func letters() {
    let reply = "<tr><td>答复单位</td><td>甲镇</td></tr><tr><td>答复内容</td><td>\(runningText)</td></tr>"
    let letter = facts(
      "<table><tr><td>来信标题</td><td>小区门口路灯不亮</td></tr><tr><td>来信时间</td><td>2024-08-02</td></tr>\(reply)</table>",
      head: "<title>来信详情</title>")
    #expect(letter.kind == .message && letter.title == "小区门口路灯不亮" && letter.publishedOn == nil)
    let form = facts(
      "<form><p>留言标题：<input name=t>（必填，50字以内）</p><p>留言内容：<textarea></textarea></p></form>\(runningText)",
      head: "<title>领导信箱写信</title>")
    #expect(form.kind != .message && form.title == "领导信箱写信")
  }

  @Test(
    "rows are dated by day and month as well",
    arguments: [
      "<span>[05-1N]</span>L", "L<em>05-1N</em>", "<div><b>1N</b><i>2024-05</i></div>L", "L<span>5月1N日</span>",
    ])
  func shortDates(row: String) {
    let rows = (1...4).map { number in
      "<li>\(row.replacing("L", with: "<a href=/\(number).html>甲镇推进第\(number)项重点工作</a>").replacing("N", with: "\(number)"))</li>"
    }
    #expect(facts("<h2>工作动态</h2><ul>\(rows.joined())</ul>", head: "<title>工作动态</title>").kind == .list)
  }
}
