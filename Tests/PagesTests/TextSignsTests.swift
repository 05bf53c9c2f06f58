import Testing

@testable import Pages

@Suite("What running text says on the way through")
struct TextSignsTests {
  private func read(_ text: String) -> ContentFacts {
    facts("<div class=content>\(runningText)<p>\(text)</p></div>").content
  }

  @Test("文号 are cited with the characters before them, each once; years, halves and other brackets are none")
  func citations() {
    #expect(
      read("根据《办法》（沪府规〔2023〕5号）和区府办〔2024〕12号文件，按沪府规〔2023〕5号执行。").citations == [
        "沪府规〔2023〕5号", "和区府办〔2024〕12号", "按沪府规〔2023〕5号",
      ])
    #expect(read("见〔2023〕5号、沪府〔23〕5号、沪府〔2023〕号、沪府〔2023〕5条、沪府〔2023〕").citations.isEmpty)
  }

  @Test(
    "a grave slip is told, and what rightly looks like one is not",
    arguments: [
      ("现由甲镇人民政俯印发。", ["人民政俯"]), ("国物院规定，国务员办公厅转发。", ["国物院", "国务员办公厅"]),
      ("请登录学习进平台，参加香港国际机场和台湾国际论坛活动，提高共产觉悟。", []), ("人民政府、国务院、国务院办公厅、社会主义。", []),
    ])
  func slips(text: String, found: [String]) {
    #expect(read(text).slips == found)
  }
}
