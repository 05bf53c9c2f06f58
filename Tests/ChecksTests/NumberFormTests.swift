import Evidence
import Records
import Testing

@testable import Checks

struct NumberFormTests {
  @Test(
    "A right 文号, a State Council order and an urgent telegram have no fault",
    arguments: [
      "宝府办〔2024〕14号", "宝庙府〔2024〕8号", "甲府（办）〔2024〕3号", "国令第714号", "国办发明电〔2020〕14号", "甲府 〔2024〕 3 号",
    ])
  func right(number: String) {
    #expect(NumberForm.fault(in: number) == nil)
  }

  @Test(
    "Brackets, year, 第, leading zero and a missing 号 are told for what they are",
    arguments: [
      ("甲府[2024]3号", "六角括号"), ("甲府（2024）3号", "六角括号"), ("甲府【2024】3号", "六角括号"), ("甲府﹝2024﹞3号", "六角括号"),
      ("甲府〔24〕3号", "四位"), ("甲府〔2024〕第3号", "第"), ("甲府〔2024〕03号", "虚位"), ("甲府〔2024〕3", "号"), ("甲府2024年3号", "六角括号"),
      ("〔2024〕3号", "机关代字"),
    ])
  func wrong(number: String, word: String) {
    #expect(NumberForm.fault(in: number)?.contains(word) == true)
  }
}

struct WordsTests {
  @Test("Width, spaces and quotation marks do not matter, and a plus wants both words")
  func folding() {
    let text = FoldedText("关于“一网 通办”工作的ＡＢ通知")
    #expect(Words(["一网通办"]).matchAny(text))
    #expect(Words(["ab通知"]).matchAny(text))
    #expect(Words(["一网通办+通知"]).matchAny(text))
    #expect(!Words(["一网通办+总结"]).matchAny(text))
    #expect(!Words(["一网统管"]).matchAny(text))
  }

  @Test("A year is borne in digits and in Chinese, and not as the head of a longer number")
  func years() {
    #expect(FoldedText("2024年预算").bears(year: 2024))
    #expect(FoldedText("二〇二四年预算").bears(year: 2024))
    #expect(FoldedText("二○二四年预算").bears(year: 2024))
    #expect(!FoldedText("编号20240101").bears(year: 2024))
    #expect(!FoldedText("2023年预算").bears(year: 2024))
  }
}

struct AllowedNumbersTests {
  @Test("A published number is known however it is written, another with the same ends of its mask only by its digest")
  func allowed() {
    let numbers = AllowedNumbers(["值班电话：138-1234-5678"])
    #expect(numbers.contains(sign(masked: "138****5678", digest: nil)))
    #expect(!numbers.contains(sign(masked: "138****5678", digest: "0")))
    #expect(!numbers.contains(sign(masked: "139****5678", digest: nil)))
  }

  private func sign(masked: String, digest: String?) -> Record {
    var values: [String: Value] = ["内容": .text(masked)]
    if let digest { values["摘要"] = .text(digest) }
    return Record(key: "1", values: values)
  }
}
