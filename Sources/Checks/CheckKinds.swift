public import Settings

/// Every kind of check by the name that rules call it.
public enum CheckKind: String, CaseIterable, Sendable {
  case cadence
  case catalogue
  case cells
  case cluster
  case clusters
  case columnFresh = "column-fresh"
  case columnFunction = "column-function"
  case copiedShare = "copied-share"
  case covers
  case deadline
  case directoryPages = "directory-pages"
  case elements
  case exists
  case expiredLinks = "expired-links"
  case feedback
  case fieldColumns = "field-columns"
  case filing
  case filled
  case forms
  case guideRevision = "guide-revision"
  case hearing
  case inspection
  case itemCoverage = "item-coverage"
  case linkState = "link-state"
  case meets
  case onePlace = "one-place"
  case openness
  case pageElements = "page-elements"
  case pageFaults = "page-faults"
  case pageLabels = "page-labels"
  case pagePerRecord = "page-per-record"
  case planAhead = "plan-ahead"
  case precedes
  case projectPages = "project-pages"
  case publication
  case related
  case relations
  case replies
  case requestClock = "foi-clock"
  case reviewed
  case sameSource = "same-source"
  case share
  case shareTrend = "share-trend"
  case signs
  case stages
  case targetedItems = "targeted-items"
  case threeSync = "three-sync"
  case staffed
  case titledPage = "titled-page"
  case topicPages = "topic-pages"
  case topicRecords = "topic-records"
  case trend
  case unregisteredPages = "unregistered-pages"
  case validityMark = "validity-mark"
  case yearlyEach = "yearly-each"

  /// Whether single pages can be judged by it, without the rest of the site and the ledgers' whole year.
  public var judgesSinglePages: Bool {
    switch self {
    case .linkState, .pageElements, .signs, .validityMark: true
    default: false
    }
  }

  /// Whether it looks for pages, whatever table its options name, and takes it amiss when it finds none.
  public var seeksPages: Bool {
    switch self {
    case .catalogue, .cells, .columnFresh, .columnFunction, .feedback, .fieldColumns, .guideRevision, .pagePerRecord,
      .planAhead, .projectPages, .publication, .targetedItems, .titledPage, .topicPages:
      true
    default: false
    }
  }

  /// Whether its one verdict is always on the unit as a whole.
  public var judgesOnlyTheUnit: Bool {
    switch self {
    case .share, .titledPage, .topicPages: true
    default: false
    }
  }

  /// Whether it looks for what belongs to each of many records, so that a question may take as long as a hundred others:
  /// asked last, it would keep one worker while the others have nothing left.
  public var mayTakeLong: Bool {
    switch self {
    case .copiedShare, .deadline, .elements, .expiredLinks, .forms, .publication, .related, .relations: true
    default: false
    }
  }

  /// Whether another look at an earlier period can show nothing: single pages are judged as they stand, and the unit
  /// as a whole anew in every period.
  public var isJudgedWhole: Bool { judgesSinglePages || judgesOnlyTheUnit }

  /// The kind with a rule's options; every option that it does not know is refused.
  public func make(_ options: Setting) throws(SettingError) -> any Check {
    var fields = try options.fields("options")
    let check: any Check =
      switch self {
      case .cadence: try CadenceCheck(&fields)
      case .catalogue: try CatalogueCheck(&fields)
      case .cells: try CellsCheck(&fields)
      case .cluster: try ClusterCheck(&fields)
      case .clusters: try ClustersCheck(&fields)
      case .columnFresh: try ColumnFreshCheck(&fields)
      case .columnFunction: try ColumnFunctionCheck(&fields)
      case .copiedShare: try CopiedShareCheck(&fields)
      case .covers: try CoversCheck(&fields)
      case .deadline: try DeadlineCheck(&fields)
      case .directoryPages: try DirectoryPagesCheck(&fields)
      case .elements: try ElementsCheck(&fields)
      case .exists: try ExistsCheck(&fields)
      case .expiredLinks: try ExpiredLinksCheck(&fields)
      case .feedback: try FeedbackCheck(&fields)
      case .fieldColumns: try FieldColumnsCheck(&fields)
      case .filing: try FilingCheck(&fields)
      case .filled: try FilledCheck(&fields)
      case .forms: try FormsCheck(&fields)
      case .guideRevision: try GuideRevisionCheck(&fields)
      case .hearing: try HearingCheck(&fields)
      case .inspection: try InspectionCheck(&fields)
      case .itemCoverage: try ItemCoverageCheck(&fields)
      case .linkState: try LinkStateCheck(&fields)
      case .meets: try MeetsCheck(&fields)
      case .onePlace: try OnePlaceCheck(&fields)
      case .openness: try OpennessCheck(&fields)
      case .pageElements: try PageElementsCheck(&fields)
      case .pageFaults: try PageFaultsCheck(&fields)
      case .pageLabels: try PageLabelsCheck(&fields)
      case .pagePerRecord: try PagePerRecordCheck(&fields)
      case .planAhead: try PlanAheadCheck(&fields)
      case .precedes: try PrecedesCheck(&fields)
      case .projectPages: try ProjectPagesCheck(&fields)
      case .publication: try PublicationCheck(&fields)
      case .related: try RelatedCheck(&fields)
      case .relations: try RelationsCheck(&fields)
      case .replies: try RepliesCheck(&fields)
      case .requestClock: try RequestClockCheck(&fields)
      case .reviewed: try ReviewedCheck(&fields)
      case .sameSource: try SameSourceCheck(&fields)
      case .share: try ShareCheck(&fields)
      case .shareTrend: try ShareTrendCheck(&fields)
      case .signs: try SignsCheck(&fields)
      case .stages: try StagesCheck(&fields)
      case .targetedItems: try TargetedItemsCheck(&fields)
      case .threeSync: try ThreeSyncCheck(&fields)
      case .staffed: try StaffedCheck(&fields)
      case .titledPage: try TitledPageCheck(&fields)
      case .topicPages: try TopicPagesCheck(&fields)
      case .topicRecords: try TopicRecordsCheck(&fields)
      case .trend: try TrendCheck(&fields)
      case .unregisteredPages: try UnregisteredPagesCheck(&fields)
      case .validityMark: try ValidityMarkCheck(&fields)
      case .yearlyEach: try YearlyEachCheck(&fields)
      }
    try fields.finish()
    return check
  }
}
