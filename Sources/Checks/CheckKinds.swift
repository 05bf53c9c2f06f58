public import Settings

/// Every kind of check by the name that rules call it.
public enum CheckKind: String, CaseIterable, Sendable {
  case deadline
  case cadence
  case precedes
  case filled
  case titledPage = "titled-page"
  case topicPages = "topic-pages"

  /// The kind with a rule's options; every option that it does not know is refused.
  public func make(_ options: Setting) throws(SettingError) -> any Check {
    var fields = try options.fields("options")
    let check: any Check =
      switch self {
      case .deadline: try DeadlineCheck(&fields)
      case .cadence: try CadenceCheck(&fields)
      case .precedes: try PrecedesCheck(&fields)
      case .filled: try FilledCheck(&fields)
      case .titledPage: try TitledPageCheck(&fields)
      case .topicPages: try TopicPagesCheck(&fields)
      }
    try fields.finish()
    return check
  }
}
