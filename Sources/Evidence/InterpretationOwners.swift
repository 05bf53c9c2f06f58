import Findings
import Pages
import Records

/// Finds the document that an interpretation page explains without comparing every page with every document: a site
/// has thousands of both, and a district asks once for each of its towns.
struct InterpretationOwners: Sendable {
  private let paths: [String?]
  /// Documents by the path of their page, and by each path that their page names as related, in their order.
  private var byPath: [String: [Int]] = [:]
  private var byRelated: [String: [Int]] = [:]
  /// Documents by the path of each interpretation page that their page and it link to each other.
  private var byMutual: [String: [Int]] = [:]
  /// What must stand in a page's title: the document's number or its whole title.
  private var names: [(text: String, isNumber: Bool, document: Int)] = []
  /// Names by the rarest of their runs of `width` scalars, and those that are shorter.
  private var byRun: [Run: [Int]] = [:]
  private var short: [Int] = []
  private let lengths: [Int]

  private typealias Run = [Unicode.Scalar]
  private static let width = 4

  init(_ documents: [(record: Record, page: PageFacts?)], _ site: SiteIndex?, jobs: Int) {
    paths = documents.map { $0.page?.path }
    lengths = documents.map { $0.record.title?.count ?? 0 }
    for (index, document) in documents.enumerated() {
      if let path = document.page?.path {
        byPath[path, default: []].append(index)
        for other in Set(document.record.items("相关链接")) { byRelated[other, default: []].append(index) }
      }
      if let number = document.record.values["文号"]?.description {
        names.append((DocumentNumber.matchingKey(number).lowercased(), true, index))
      }
      if let name = document.record.title.map(InterpretationRecords.core), name.count >= 6 {
        names.append((name, false, index))
      }
    }
    sortNames()
    if let site { findMutual(site, jobs: jobs) }
  }

  /// Asked from the documents' side, which a town has few of, and not of each interpretation of the district's site.
  private mutating func findMutual(_ index: SiteIndex, jobs: Int) {
    let own = paths.enumerated().compactMap { place, path in path.map { (document: place, path: $0) } }
    let found = Workers.map(own, jobs: jobs, batch: 32) { _, path -> [String] in
      index.site.mutualInterpretations(path)
    }
    for (owner, pages) in zip(own, found) {
      for path in pages { byMutual[path, default: []].append(owner.document) }
    }
  }

  private mutating func sortNames() {
    let runs = names.map { Self.runs($0.text) }
    var frequency: [Run: Int] = [:]
    for run in runs.joined() { frequency[run, default: 0] += 1 }
    for (index, own) in runs.enumerated() {
      if let rarest = own.min(by: { (frequency[$0] ?? 0) < (frequency[$1] ?? 0) }) {
        byRun[rarest, default: []].append(index)
      } else {
        short.append(index)
      }
    }
  }

  private static func runs(_ text: String) -> [Run] {
    let scalars = Array(text.unicodeScalars)
    guard scalars.count >= width else { return [] }
    return (0...(scalars.count - width)).map { Array(scalars[$0..<($0 + width)]) }
  }

  /// The first document whose page names this one as related or is named by it, or where each links to the other.
  func linked(with page: PageFacts, _ site: SitePicture) -> Int? {
    var candidates = byRelated[page.path] ?? []
    for path in Set(PageRecords.relatedPaths(page, site)) { candidates += byPath[path] ?? [] }
    if page.kind == .interpretation {
      candidates += byMutual[page.path] ?? []
    } else if !byPath.isEmpty {
      for path in site.linkedPages(page.path) {
        guard let own = byPath[path], site.leadsTo(path, page.path) else { continue }
        candidates += own
      }
    }
    return candidates.filter { paths[$0] != page.path }.min()
  }

  /// Of the documents that a title names, the one with the longest title, so that a rule and its amendment are not
  /// taken for one another.
  func named(in title: String?) -> Int? {
    guard let title = title.map(Folding.key) else { return nil }
    let numbered = DocumentNumber.matchingKey(title)
    var candidates = Set(short)
    for run in Self.runs(title) + Self.runs(numbered) { candidates.formUnion(byRun[run] ?? []) }
    let found = candidates.map { names[$0] }.filter { ($0.isNumber ? numbered : title).contains($0.text) }
    return found.map(\.document).min { (-lengths[$0], $0) < (-lengths[$1], $1) }
  }
}
