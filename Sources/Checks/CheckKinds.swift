public import Settings

/// Every kind of check by the name that rules call it.
public enum CheckKind: String, CaseIterable, Sendable {
  case cadence
  case cluster
  case columnFresh = "column-fresh"
  case deadline
  case exists
  case feedback
  case filled
  case hearing
  case linkHealth = "link-health"
  case onePlace = "one-place"
  case openness
  case pageElements = "page-elements"
  case pagePerRecord = "page-per-record"
  case precedes
  case related
  case replies
  case requestClock = "foi-clock"
  case reviewed
  case sameSource = "same-source"
  case signs
  case titledPage = "titled-page"
  case topicPages = "topic-pages"
  case trend
  case validityMark = "validity-mark"
  case yearlyEach = "yearly-each"

  /// Whether single pages can be judged by it, without the rest of the site and the ledgers' whole year.
  public var judgesSinglePages: Bool {
    switch self {
    case .linkHealth, .pageElements, .signs, .validityMark: true
    default: false
    }
  }

  /// The kind with a rule's options; every option that it does not know is refused.
  public func make(_ options: Setting) throws(SettingError) -> any Check {
    var fields = try options.fields("options")
    let check: any Check =
      switch self {
      case .cadence: try CadenceCheck(&fields)
      case .cluster: try ClusterCheck(&fields)
      case .columnFresh: try ColumnFreshCheck(&fields)
      case .deadline: try DeadlineCheck(&fields)
      case .exists: try ExistsCheck(&fields)
      case .feedback: try FeedbackCheck(&fields)
      case .filled: try FilledCheck(&fields)
      case .hearing: try HearingCheck(&fields)
      case .linkHealth: try LinkHealthCheck(&fields)
      case .onePlace: try OnePlaceCheck(&fields)
      case .openness: try OpennessCheck(&fields)
      case .pageElements: try PageElementsCheck(&fields)
      case .pagePerRecord: try PagePerRecordCheck(&fields)
      case .precedes: try PrecedesCheck(&fields)
      case .related: try RelatedCheck(&fields)
      case .replies: try RepliesCheck(&fields)
      case .requestClock: try RequestClockCheck(&fields)
      case .reviewed: try ReviewedCheck(&fields)
      case .sameSource: try SameSourceCheck(&fields)
      case .signs: try SignsCheck(&fields)
      case .titledPage: try TitledPageCheck(&fields)
      case .topicPages: try TopicPagesCheck(&fields)
      case .trend: try TrendCheck(&fields)
      case .validityMark: try ValidityMarkCheck(&fields)
      case .yearlyEach: try YearlyEachCheck(&fields)
      }
    try fields.finish()
    return check
  }
}
