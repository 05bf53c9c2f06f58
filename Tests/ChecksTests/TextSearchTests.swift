import Evidence
import Testing

@testable import Checks

/// Searches by bytes.
struct TextSearchTests {
  @Test("A word is found where it stands and nowhere else")
  func contains() {
    for (text, word, isIn) in [
      ("水利资金审计", "资金", true), ("水利资金审计", "审计", true), ("水利", "水利资金", false), ("水利", "", true), ("", "水", false),
      ("资资金", "资金", true),
    ] {
      #expect(text.contains(word) == isIn, "\(word) in \(text)")
    }
  }

  @Test("Each place of a word is taken out, from left to right")
  func without() {
    #expect("审计的审计结果".without("审计") == "的结果")
    #expect("审审计计".without("审计") == "审计")
    #expect("结果".without("审计") == "结果" && "结果".without("") == "结果" && "审计".without("审计").isEmpty)
  }

  @Test("An absolute address has a path behind its host")
  func addresses() {
    #expect("https://a.cn/x/y.html".pathBehindHost == "/x/y.html")
    #expect("https://a.cn".pathBehindHost == nil && "/x/y.html".pathBehindHost == nil)
    #expect("https://a.cn/x".withoutScheme == "a.cn/x" && "a.cn".withoutScheme == nil)
  }

  @Test("What is struck out does not run together")
  func struckOut() {
    let text = FoldedText("安全科普").without([FoldedText("全科").bytes])
    #expect(!text.contains(FoldedText("安普").bytes) && !text.contains(FoldedText("全科").bytes))
    #expect(text.contains(FoldedText("普").bytes))
  }

  @Test("Words after a dash exclude")
  func mentions() {
    let words = Mentions(["泄露", "-防范"])
    #expect(words.stand(in: "信息泄露") && !words.stand(in: "防范信息泄露") && !words.stand(in: "信息"))
  }
}
