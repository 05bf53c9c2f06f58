import Testing

@testable import Records

@Suite("Personal data in ledgers")
struct PersonalDataTests {
  @Test("IDs, cards and mobile numbers are hidden but for three and four digits")
  func masked() {
    #expect(PersonalData.masked("证310101199001011234号") == "证310***********1234号")
    #expect(PersonalData.masked("31010119900101123X") == "310***********123X")
    #expect(PersonalData.masked("电话13812345678。") == "电话138****5678。")
    #expect(PersonalData.masked("６２２２０２１２３４５６７８９０１２３") == "６２２************０１２３")
  }

  @Test(
    "Other numbers stay",
    arguments: ["20240521100833", "示府规〔2024〕3号", "021-12345678", "12345678901", "2024-05-21", "𝟏𝟐"])
  func kept(text: String) {
    #expect(PersonalData.masked(text) == text)
  }

  @Test("Personal columns beyond the schema are known by their header")
  func headers() {
    for header in ["申请人", "申请人姓名", "身份证号码", "联系电话（手机）", "住址", "地址", "电子邮箱"] {
      #expect(PersonalData.isPersonalHeader(header), "\(header)")
    }
    for header in ["网址", "链接地址", "办事链接", "申请编号", "审查人", "备注", "公开地址"] {
      #expect(!PersonalData.isPersonalHeader(header), "\(header)")
    }
  }
}
