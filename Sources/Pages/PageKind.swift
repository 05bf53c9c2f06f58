/// What a page is for.
public enum PageKind: String, Sendable, Hashable, CaseIterable, Codable {
  case policy, interpretation, list, message, guide
  case annualReport = "annual-report"
  case service, article, other

  public var chineseName: String {
    switch self {
    case .policy: "政策文件"
    case .interpretation: "政策解读"
    case .list: "栏目列表"
    case .message: "留言"
    case .guide: "公开指南"
    case .annualReport: "年度报告"
    case .service: "办事"
    case .article: "文章"
    case .other: "其他"
    }
  }
}

/// 解读形式 that a page shows by its title or its body; a set, since distinct forms count, not items.
public struct InterpretationForms: OptionSet, Sendable, Hashable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The forms that a title names (一图读懂 …), where there is no page to look at.
  public init(title: String) {
    self = KindChoice.forms(title: title, column: "", content: ContentFacts())
  }

  public static let text = InterpretationForms(rawValue: 1 << 0)
  public static let diagram = InterpretationForms(rawValue: 1 << 1)
  public static let video = InterpretationForms(rawValue: 1 << 2)
  public static let pressConference = InterpretationForms(rawValue: 1 << 3)
  public static let expert = InterpretationForms(rawValue: 1 << 4)
  public static let onlineInterview = InterpretationForms(rawValue: 1 << 5)
  public static let mediaInterview = InterpretationForms(rawValue: 1 << 6)
  public static let scenario = InterpretationForms(rawValue: 1 << 7)
  public static let lecture = InterpretationForms(rawValue: 1 << 8)
  public static let questions = InterpretationForms(rawValue: 1 << 9)
  public static let h5 = InterpretationForms(rawValue: 1 << 10)
  public static let audio = InterpretationForms(rawValue: 1 << 11)
  public static let live = InterpretationForms(rawValue: 1 << 12)

  private static let names: [(form: InterpretationForms, name: String)] = [
    (.text, "文字解读"), (.diagram, "图示图解"), (.video, "视频动漫"), (.pressConference, "新闻发布会"),
    (.expert, "专家解读"), (.onlineInterview, "在线访谈"), (.mediaInterview, "媒体专访"), (.scenario, "场景演示"),
    (.lecture, "集中宣讲"), (.questions, "问答"), (.h5, "H5"), (.audio, "音频"), (.live, "直播"),
  ]

  /// The forms' names in the ledger's words, always in the same order.
  public var chineseNames: [String] { Self.names.filter { contains($0.form) }.map(\.name) }
}
