import Evidence
import Parallel
import Workdays

/// A unit's pages by what rules seek them by: words of the title, words of the columns, path, day.
///
/// A class, since rules ask for it at every page: a copy would count each of its parts, which all workers share.
final class PageIndex: Sendable {
  let records: [Record]
  /// The titles, one for each page in its place; empty where a page has none.
  let titles: TextBank
  /// The names of columns and of steps of a breadcrumb.
  private let columns: SharedNames
  private let publishers: SharedNames
  private let placeOfPath: [TextKey: Int32]
  /// The day on which each page says that it was published, else written.
  let days: [CivilDate?]
  let kinds: [String]

  /// - Parameter other: what else is to be made by the worker who has less to do.
  init(_ records: [Record], jobs: Int = 1, beside other: @Sendable () -> Void = {}) {
    self.records = records
    ((titles, publishers), (columns, placeOfPath, days, kinds)) = Workers.both(jobs: jobs) {
      let titles = TextBank(records.map { FoldedText($0.text("标题") ?? "") })
      if jobs > 1 { titles.prepare() }
      return (titles, SharedNames(records.map { $0.items("发布机构") }))
    } _: {
      other()
      return (
        SharedNames(records.map { $0.items("导航") + $0.items("栏目") }),
        Dictionary(
          records.enumerated().compactMap { place, record in record.text("路径").map { (TextKey($0), Int32(place)) } }
        ) { first, _ in first },
        records.map { $0.date("发布日期") ?? $0.date("成文日期") },
        records.map { $0.text("类型") ?? "" }
      )
    }
  }

  /// Whether at least half of the pages that are no lists say in which column they lie.
  var areArticlesPlaced: Bool {
    let articles = records.indices.filter { kinds[$0] != "列表" }
    return articles.count { !columns.isEmpty(at: $0) } * 2 >= articles.count
  }

  func place(at path: String) -> Int32? { placeOfPath[TextKey(path)] }

  func page(at path: String) -> Record? { place(at: path).map { records[Int($0)] } }

  /// The places of the pages that lie in a column, or below a step of a breadcrumb, that one of the words matches.
  func places(inColumns words: Words) -> [Int32] {
    columns.places(columns.names.places(ofAny: words))
  }

  /// The places of the pages that bear a name in their title, as their column or as their publisher.
  func places(naming name: [UInt8]) -> [Int32] {
    let named = Places.union(titles.places(of: name), columns.places(columns.names.places(of: name)))
    return Places.union(named, publishers.places(publishers.names.places(of: name)))
  }

  /// The places of the pages whose title all of some words match, one of others and none of a third sort; nil where
  /// neither of the first two has a word.
  func places(titledAll all: Words, any: Words, none: Words) -> [Int32]? {
    var places: [Int32]?
    if !all.isEmpty { places = titles.places(ofAll: all) }
    if !any.isEmpty {
      let some = titles.places(ofAny: any)
      places = places.map { Places.intersection($0, some) } ?? some
    }
    guard !none.isEmpty else { return places }
    return places?.filter { !none.matchAny(titles.texts[Int($0)]) }
  }

  /// The places of the pages that bear one of the words in their title, or lie in a column that does.
  func places(bearing words: Words) -> [Int32] {
    Places.union(titles.places(ofAny: words), places(inColumns: words))
  }

  func title(of place: Int32) -> FoldedText { titles.texts[Int(place)] }

  func records(_ places: [Int32]) -> [Record] { places.map { records[Int($0)] } }

  func columnTexts(of place: Int32) -> [FoldedText] { columns.texts(at: place) }

  subscript(place: Int32) -> Record { records[Int(place)] }
}

/// Names that many pages share, each kept once: columns, publishers.
private struct SharedNames: Sendable {
  let names: TextBank
  /// The names of each page, in the order of the page.
  private let ofPage: [[Int32]]
  private let pages: [[Int32]]

  init(_ names: [[String]]) {
    var numbers: [TextKey: Int32] = [:]
    var (texts, pages): ([FoldedText], [[Int32]]) = ([], [])
    ofPage = names.enumerated().map { place, names in
      names.map { name in
        let number: Int32
        if let known = numbers[TextKey(name)] {
          number = known
        } else {
          number = Int32(texts.count)
          numbers[TextKey(name)] = number
          texts.append(FoldedText(name))
          pages.append([])
        }
        if pages[Int(number)].last != Int32(place) { pages[Int(number)].append(Int32(place)) }
        return number
      }
    }
    self.names = TextBank(texts)
    self.pages = pages
  }

  /// The places of the pages that have one of the names, rising.
  func places(_ names: [Int32]) -> [Int32] {
    guard names.count > 1 else { return names.first.map { pages[Int($0)] } ?? [] }
    return Set(names.lazy.flatMap { pages[Int($0)] }).sorted()
  }

  func texts(at place: Int32) -> [FoldedText] { ofPage[Int(place)].map { names.texts[Int($0)] } }

  func isEmpty(at place: Int) -> Bool { ofPage[place].isEmpty }
}
