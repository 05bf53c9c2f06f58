import Findings
import Pages
import Parallel
import Records

/// Finds the document that an interpretation page explains without comparing every page with every document: a site
/// has thousands of both, and a district asks once for each of its towns.
struct InterpretationOwners: Sendable {
  /// Documents by the place of their page, and by each path that their page names as related, in their order.
  private let byPage: [Int: [Int]]
  private let byRelated: [TextKey: [Int]]
  /// Documents by the path of each interpretation page that their page and it link to each other.
  private var byMutual: [TextKey: [Int]] = [:]
  private let pages: [Int?]
  private let names: Names
  private let titles: [String?]

  init(_ documents: [(record: Record, page: Int?)], _ site: SiteIndex?, jobs: Int) {
    pages = documents.map(\.page)
    titles = documents.map(\.record.title)
    // Asked from the documents' side, which a town has few of, and not of each interpretation of the district's site.
    let own = pages.enumerated().compactMap { place, page in page.map { (document: place, page: $0) } }
    let mutual: [[String]]
    ((byPage, byRelated, names), mutual) = Workers.map(
      own,
      beside: {
        let (byPage, byRelated) = Self.paths(documents)
        return (byPage, byRelated, Names(documents))
      }, jobs: jobs, batch: 32
    ) { _, page in
      site.map { $0.site.mutualInterpretations($0.site.pages[page].path) } ?? []
    }
    for (owner, paths) in zip(own, mutual) {
      for path in paths { byMutual[TextKey(path), default: []].append(owner.document) }
    }
  }

  private static func paths(
    _ documents: [(record: Record, page: Int?)]
  ) -> (byPage: [Int: [Int]], byRelated: [TextKey: [Int]]) {
    var (byPage, byRelated): ([Int: [Int]], [TextKey: [Int]]) = ([:], [:])
    for (index, document) in documents.enumerated() {
      guard let page = document.page else { continue }
      byPage[page, default: []].append(index)
      for other in document.record.items("相关链接") { note(index, in: &byRelated[TextKey(other), default: []]) }
    }
    return (byPage, byRelated)
  }

  /// Documents come in their order, so that one which names a page twice is the last one known there.
  private static func note(_ document: Int, in documents: inout [Int]) {
    if documents.last != document { documents.append(document) }
  }

  /// What must stand in a page's title: a document's number or its whole title.
  private struct Names: Sendable {
    private var all: [(text: String, isNumber: Bool, isShort: Bool, document: Int)] = []
    /// Names by the rarest of their runs of `width` scalars, and those that are shorter.
    private var byRun: [UInt64: [Int]] = [:]
    private var short: [Int] = []

    private static let width = 4

    init(_ documents: [(record: Record, page: Int?)]) {
      for (index, document) in documents.enumerated() {
        if let number = document.record["文号"]?.description {
          all.append((DocumentNumber.matchingKey(number).lowercased(), true, false, index))
        }
        if let name = document.record.title.map({ InterpretationRecords.core($0) }), name.count >= 6 {
          all.append((name, false, false, index))
          if let short = ShortTitle.of(name) { all.append((short, false, true, index)) }
        }
      }
      // Any run of a name leads to it, so that a few runs may be counted together.
      var frequency = [Int32](repeating: 0, count: 1 << 16)
      func place(_ run: UInt64) -> Int { Int(truncatingIfNeeded: (run &* 0x9e37_79b9_7f4a_7c15) >> 48) }
      let runs = all.map { Self.runs($0.text) }
      for own in runs {
        for run in own { frequency[place(run)] += 1 }
      }
      for (index, own) in runs.enumerated() {
        if let rarest = own.min(by: { frequency[place($0)] < frequency[place($1)] }) {
          byRun[rarest, default: []].append(index)
        } else {
          short.append(index)
        }
      }
    }

    /// Every `width` scalars that follow each other, sixteen bits each: runs that are taken for each other by chance are
    /// told apart by the whole name.
    private static func runs(_ text: String) -> [UInt64] {
      var (runs, run, count): ([UInt64], UInt64, Int) = ([], 0, 0)
      for scalar in text.unicodeScalars {
        run = run << 16 ^ UInt64(scalar.value)
        count += 1
        if count >= width { runs.append(run) }
      }
      return runs
    }

    /// The documents whose name stands in a folded title, or in what it is as a number; whether only its short form
    /// does.
    func documents(in title: String) -> [(document: Int, isShort: Bool)] {
      let numbered = DocumentNumber.matchingKey(title)
      var candidates = Set(short)
      for run in Self.runs(title) { candidates.formUnion(byRun[run] ?? []) }
      if !numbered.isSame(as: title) {
        for run in Self.runs(numbered) { candidates.formUnion(byRun[run] ?? []) }
      }
      return candidates.filter { (all[$0].isNumber ? numbered : title).holds(all[$0].text) }
        .map { (all[$0].document, all[$0].isShort) }
    }
  }

  /// The first document whose page names this one as related or is named by it, or where each links to the other.
  func linked(withPageAt place: Int, _ index: SiteIndex) -> Int? {
    let (site, path) = (index.site, TextKey(index.site.pages[place].path))
    var candidates = byRelated[path] ?? []
    for related in Set(PageRecords.relatedPaths(place, site)) {
      candidates += index.place(at: related).flatMap { byPage[$0] } ?? []
    }
    if site.pages[place].kind == .interpretation {
      candidates += byMutual[path] ?? []
    } else if !byPage.isEmpty {
      for linked in site.linkedPages(path.text) {
        guard let own = index.place(at: linked).flatMap({ byPage[$0] }), site.leadsTo(linked, path.text)
        else { continue }
        candidates += own
      }
    }
    return candidates.filter { pages[$0] != place }.min()
  }

  /// Of the documents that a title names, the one with the longest title, so that a rule and its amendment are not
  /// taken for one another. A whole name goes before a short one, which is told.
  func named(in title: String?) -> (document: Int, isShort: Bool)? {
    guard let title = title.map(Folding.key) else { return nil }
    func rank(_ found: (document: Int, isShort: Bool)) -> (Int, Int, Int) {
      (found.isShort ? 1 : 0, -(titles[found.document]?.count ?? 0), found.document)
    }
    return names.documents(in: title).min { rank($0) < rank($1) }
  }
}

/// What people leave out when they name a document: the office before 关于, and （试行） behind it.
enum ShortTitle {
  /// The short form of a folded name; nil where nothing is left out, or too little remains to tell one document from
  /// others.
  static func of(_ name: String) -> String? {
    var rest = name.unicodeScalars[...]
    if rest.last == ")", let open = rest.lastIndex(of: "("),
      stages.contains(where: { String(rest[open...]).contains($0) })
    {
      rest = rest[..<open]
    }
    if name.holds("关于"), let about = position(of: "关于", in: rest), about > rest.startIndex,
      !rest[..<about].contains("《")
    {
      rest = rest[about...]
    }
    guard rest.count < name.unicodeScalars.count, rest.count >= shortest else { return nil }
    return String(rest)
  }

  private static let stages = ["试行", "暂行", "修订", "修正"]
  private static let shortest = 8

  private static func position(
    of word: String, in text: Substring.UnicodeScalarView
  ) -> Substring.UnicodeScalarView.Index? {
    text.indices.first { text[$0...].starts(with: word.unicodeScalars) }
  }
}
