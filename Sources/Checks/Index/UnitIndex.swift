public import Evidence

/// What many rules ask of one unit's evidence, found out once: it is the same for every rule, document and period.
public final class UnitIndex: Sendable {
  public let evidence: Evidence
  let selections = Memo<Selection, Result<Selected, EvidenceGap>>()
  let joins = Memo<Join, Result<Join.Index, EvidenceGap>>()
  let columns = Memo<KeyColumn.Question, KeyColumn>()
  let livePages = Memo<LivePages, LivePages.Chosen>()
  let searches = Memo<PublishedPages.Question, PublishedPages.Prepared>()
  let projects = Memo<ProjectPagesCheck.Question, ProjectPagesCheck.Candidates>()
  let platforms = Memo<Words, Record?>()
  private let pageIndex = Once<PageIndex>()
  private let linkIndex = Once<LinkIndex>()
  private let siteAddresses = Once<SiteAddresses>()
  private let scope = Once<ScopeNames>()
  private let policyNumbers = Once<PoliciesByNumber>()
  private let titlesByNumber = Once<PolicyTitles>()

  public init(_ evidence: Evidence) {
    self.evidence = evidence
  }

  /// Makes by all workers what the first questions of every plan are about, for which they would else wait until the
  /// one who asked first has made it alone.
  public func prepare(jobs: Int) {
    guard jobs > 1 else { return }
    _ = pageIndex.answer { PageIndex(records("pages"), jobs: jobs) { _ = links } }
  }

  private func records(_ table: String) -> [Record] { evidence.tables[table]?.records ?? [] }

  /// The pages; none where the unit has no site.
  var pages: PageIndex { pageIndex.answer { PageIndex(records("pages")) } }

  var links: LinkIndex { linkIndex.answer { LinkIndex(records("links")) } }

  var addresses: SiteAddresses { siteAddresses.answer { SiteAddresses(evidence) } }

  var disclaimed: ScopeNames { scope.answer { ScopeNames(evidence) } }

  var policyTitles: PolicyTitles { titlesByNumber.answer { PolicyTitles(evidence) } }

  var policies: PoliciesByNumber { policyNumbers.answer { PoliciesByNumber(evidence) } }
}
