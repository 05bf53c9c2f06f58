import Pages

/// Which kinds of document (文种) are policies: 其他公文 and 党委公文 are none (contract, section 4).
public enum PolicyKinds {
  public static let names = ["行政规范性文件", "政策文件"]

  public static func isPolicy(_ kind: String?) -> Bool { kind.map(names.contains) ?? false }

  /// Without a ledger nobody says of what kind a published document is: then its title and its 文号 tell. A call for
  /// opinions, a notice of the day and a superior's document that is posted again are no policies of the unit.
  public static func isPolicy(title: String?, number: String?) -> Bool {
    let title = title ?? ""
    if isSuperior(title, number) || consulting.contains(where: title.holds) { return false }
    // 政府采购管理办法 is a policy, a 采购公告 is none.
    if norms.contains(where: title.holds) { return true }
    if passing.contains(where: title.holds) { return false }
    return number != nil || !announcements.contains(where: title.hasSuffix) && !title.hasPrefix("转发")
  }

  /// A page that looks like a document is one of the unit's where it bears a 文号 or an index number, or is a policy.
  ///
  /// - Parameter isTowns: whether the unit is a town or a street, over which the district's government stands.
  static func isDocument(title: String?, number: String?, isIndexed: Bool, isTowns: Bool = false) -> Bool {
    if isSuperior(title ?? "", number) || isTowns && title.map(isFromAboveTown) == true { return false }
    return number != nil || isIndexed || isPolicy(title: title, number: nil)
  }

  /// 国发, 国办发, 中办发, 国令第N号: bodies of the whole country.
  private static func isSuperior(_ title: String, _ number: String?) -> Bool {
    superiors.contains(where: title.begins)
      || number.map { ["国发", "国办", "国函", "国令", "中发", "中办", "国务院", "中华人民共和国"].contains(where: $0.begins) } == true
  }

  /// 某某区人民政府关于…, 某某市人民政府办公厅印发…: what the government above a town issued and the town posts again. What
  /// the town itself passes on is called 关于转发….
  private static func isFromAboveTown(_ title: String) -> Bool {
    guard let name = title.firstRange(of: "人民政府") else { return false }
    let place = title[..<name.lowerBound]
    guard let last = place.last, "省市区县旗州盟".contains(last),
      !["镇", "乡", "街道", "关于", "转发", "《"].contains(where: place.contains)
    else { return false }
    var rest = title[name.upperBound...]
    for office in ["办公室", "办公厅"] where rest.hasPrefix(office) { rest = rest.dropFirst(office.count) }
    return ["关于", "印发", "转发", "批转"].contains { rest.hasPrefix($0) }
  }

  private static let superiors = [
    "国务院", "中共中央", "中央办公厅", "中华人民共和国", "全国人大", "全国人民代表大会", "最高人民",
  ]
  private static let consulting = ["征求意见", "征集意见", "意见征集", "公开征求", "公开征集", "意见的公告", "意见的通告"]
  private static let norms = ["办法", "规定", "细则", "条例", "规则", "措施", "政策", "实施意见", "指导意见", "方案", "规划", "制度", "印发"]
  private static let passing = [
    "任免", "任职", "免职", "职务的通知", "表彰", "通报表扬", "招聘", "招录", "录用", "公示", "中标", "招标", "采购", "拍卖", "出让", "放假", "值班", "停水",
    "停电",
    "会议的通知", "名单", "听证", "转载",
  ]
  /// They come without a 文号 where they only announce.
  private static let announcements = ["公告", "通告", "通知", "通报", "函", "批复"]
}
