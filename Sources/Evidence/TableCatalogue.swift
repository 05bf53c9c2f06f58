/// The tables that rules may ask for, beyond those that are simply ledgers, and the fields they have.
///
/// `docs/evidence.md` explains each field; a test holds the two together.
public enum TableCatalogue {
  public struct Entry: Sendable, Hashable {
    public let name: String
    public let chineseName: String
    /// The field that is the record's key.
    public let key: String
    /// Fields beside those of the ledger of the same name, if there is one.
    public let fields: [String]
    /// The ledger whose headers it has as well.
    public let ledger: String?
  }

  static let pageJoin = [
    "已上网", "页面路径", "页面标题", "页面栏目", "页面导航", "页面发布日期", "页面文号", "页面有效性", "页面有效期至", "页面标注有效期", "页面公开方式", "页面功能", "相关链接",
    "解读链接", "问答链接", "链回页面", "链接公文", "办标识位置", "办标识目标", "办标识状态", "资料来源",
  ]

  public static let derived: [Entry] = [
    .init(name: "documents", chineseName: "公文台账", key: "文号", fields: pageJoin, ledger: "documents"),
    .init(name: "policies", chineseName: "公文台账", key: "文号", fields: pageJoin, ledger: "documents"),
    .init(
      name: "interpretations", chineseName: "解读台账", key: "解读标题",
      fields: ["页面路径", "已上网", "资料来源", "政策标题"], ledger: "interpretations"),
    .init(
      name: "service_links", chineseName: "阅办联动台账", key: "办事链接", fields: ["链接状态", "链接原因", "是首页", "政策失效日期"],
      ledger: "service_links"),
    .init(
      name: "pages", chineseName: "网站导出页面", key: "路径",
      fields: [
        "路径", "网址", "标题", "类型", "索引号", "发文字号", "发布机构", "成文日期", "发布日期", "有效性", "有效期至", "公开方式", "栏目", "导航", "来源",
        "网站名称", "网站标识码", "功能", "图片数", "视频数", "音频数", "正文字数", "正文指纹", "小标题", "解读形式", "失效标记", "页脚标识", "疑似出错页",
        "相关链接", "相关稿件栏", "显示字段", "附件数", "读取问题", "引用文号", "表述错误",
      ], ledger: nil),
    .init(
      name: "columns", chineseName: "网站栏目", key: "栏目", fields: ["栏目", "路径", "页数", "最新日期", "功能", "目录页"], ledger: nil),
    .init(name: "signs", chineseName: "页面敏感信息", key: "序", fields: ["序", "路径", "类别", "内容", "行", "列"], ledger: nil),
    .init(
      name: "links", chineseName: "链接核查结果", key: "网址",
      fields: ["网址", "状态", "原因", "次数", "来源页面", "链接文字", "文字页面", "核查日期", "目标标题", "种类"], ledger: nil),
  ]

  /// Whether only a site's pages can tell a field of a joined table.
  public static func isPageField(_ name: String) -> Bool { pageJoin.contains(name) && name != "资料来源" }

  public static func entry(_ name: String) -> Entry? { derived.first { $0.name == name } }
}
