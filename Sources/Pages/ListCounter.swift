/// Counts the rows of lists: small elements that hold one long link and a date. What is labelled in such a row says
/// something about the listed item, not about the page.
struct ListCounter {
  private struct Item {
    let firstCandidate: Int
    /// An item of a list or table by its element, not by its looks.
    let isItem: Bool
    /// How many labelled values had been read when its first long link came.
    var candidatesBeforeLink = 0
    var links = 0
    var dates = 0
    var units = 0
    var text = Text()
    /// It holds the page's own title, trail or text, however short: it is no row.
    var isPage = false
  }

  private var items: [Item] = []
  private(set) var datedRows = 0
  private(set) var linkRows = 0
  /// What is written within rows, which is no article's, and all that is written.
  private(set) var rowText = Text()
  private(set) var allText = Text()
  /// Where the last element closed that held a link and no date: the date may follow in an element of its own.
  private var linkDepth: Int?

  private static let longestRow = 300

  /// What is written and no link: units, those of them in the article's container, and paragraphs of running text.
  struct Text {
    var units = 0
    var inContent = 0
    var running = 0

    init() {}

    init(_ units: Int, inContent: Bool, isRunning: Bool) {
      (self.units, self.inContent, running) = (units, inContent ? units : 0, isRunning ? 1 : 0)
    }

    mutating func add(_ other: Text) {
      units += other.units
      inContent += other.inContent
      running += other.running
    }
  }

  /// Paragraphs of running text outside of rows.
  var runningText: Int { allText.running - rowText.running }

  mutating func begin(candidates: Int, isItem: Bool) {
    items.append(Item(firstCandidate: candidates, isItem: isItem))
  }

  mutating func addLink(candidates: Int) {
    guard !items.isEmpty else { return }
    if items[items.count - 1].links == 0 { items[items.count - 1].candidatesBeforeLink = candidates }
    items[items.count - 1].links += 1
  }

  mutating func addBlock(units: Int, hasDate: Bool, text: Text) {
    allText.add(text)
    guard !items.isEmpty else { return }
    items[items.count - 1].units += units
    items[items.count - 1].text.add(text)
    if hasDate { items[items.count - 1].dates += 1 }
  }

  /// What is open now holds the page itself.
  mutating func markPage() {
    for index in items.indices where !items[index].isPage { items[index].isPage = true }
  }

  /// Whether an item of a list or table is open.
  var isInItem: Bool { items.contains { $0.isItem } }

  /// Whether the innermost element that may be a row holds a long link already.
  var isInLinkedRow: Bool { items.last.map { $0.links > 0 } ?? false }

  mutating func end(_ labels: inout PageLabels) {
    guard let item = items.popLast() else { return }
    let isSmall = item.units <= Self.longestRow && !item.isPage
    // In a row the item's link goes before what is said of it; in a page's own line links come last.
    if item.links > 0, isSmall { labels.markRows(from: item.isItem ? item.firstCandidate : item.candidatesBeforeLink) }
    let followsLink = linkDepth == items.count
    linkDepth = nil
    if item.links > 0, item.links <= 2, item.dates > 0, isSmall {
      datedRows += 1
      rowText.add(item.text)
      return
    }
    // dt with the link, dd with its date.
    if followsLink, item.links == 0, item.dates == 1, isSmall, item.units <= 20 { datedRows += 1 }
    if item.links == 1, item.dates == 0, isSmall {
      linkRows += 1
      linkDepth = items.count
    }
    guard !items.isEmpty else { return }
    if item.links > 0, items[items.count - 1].links == 0 {
      items[items.count - 1].candidatesBeforeLink = item.candidatesBeforeLink
    }
    items[items.count - 1].links += item.links
    items[items.count - 1].dates += item.dates
    items[items.count - 1].units += item.units
    items[items.count - 1].text.add(item.text)
  }
}
