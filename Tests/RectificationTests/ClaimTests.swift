import Testing

@testable import Rectification

@Suite("Saying that a fault is mended")
struct ClaimTests {
  @Test(
    "plain words of completion are a claim",
    arguments: [
      "已完成", "已整改", "已于9月5日完成整改。", "整改完毕", "√", "是", "已将页面撤下", "已补充两种解读并发布", "办结", "完成", "已于6月底前完成",
      "已改正 ",
    ])
  func claims(_ text: String) {
    #expect(saysDone(progress: text, closing: ""))
  }

  @Test(
    "plans, beginnings and halves are none",
    arguments: [
      "", "未完成", "尚未整改", "正在整改", "预计10月完成", "将于月底完成整改", "拟下季度完成", "部分完成", "已部分整改", "基本完成", "6月底前完成整改", "已列入计划", "否",
      "没有完成", "已收到", "待区政府办公室确认",
    ])
  func noClaims(_ text: String) {
    #expect(!saysDone(progress: text, closing: ""))
  }

  @Test("what we wrote into 销号 is nobody's claim, what a person wrote there is")
  func closing() {
    #expect(!saysDone(progress: "", closing: "未销号：报称完成，复核问题仍在"))
    #expect(!saysDone(progress: "", closing: "重新立项：销号后问题再次出现"))
    #expect(saysDone(progress: "", closing: "已销号"))
    #expect(saysDone(progress: "", closing: "是"))
  }
}
