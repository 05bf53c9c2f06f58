import Records

/// What must stand in a page's title: a document's number or its whole title.
struct DocumentNames: Sendable {
  /// One way to name a document.
  struct Name: Sendable {
    let text: String
    let isNumber: Bool
    let isShort: Bool
    fileprivate let runs: [UInt64]

    init(_ text: String, isNumber: Bool = false, isShort: Bool = false) {
      (self.text, self.isNumber, self.isShort, runs) = (text, isNumber, isShort, DocumentNames.runs(text))
    }
  }

  private var all: [(text: String, isNumber: Bool, isShort: Bool, document: Int)] = []
  /// Names by the rarest of their runs of `width` scalars, and those that are shorter.
  private var byRun: [UInt64: [Int]] = [:]
  /// Where a run of `byRun` falls among these: hardly any run of a title has to be looked for.
  private var isTaken = [Bool](repeating: false, count: 1 << 16)
  private var short: [Int] = []

  private static let width = 4

  /// How a document may be named.
  static func names(of record: Record) -> [Name] {
    var names: [Name] = []
    if let number = record["文号"]?.description {
      names.append(Name(DocumentNumber.matchingKey(number).lowercased(), isNumber: true))
    }
    if let name = record.title.map({ InterpretationRecords.core($0) }), name.unicodeScalars.count >= 6 {
      names.append(Name(name))
      if let short = ShortTitle.of(name) { names.append(Name(short, isShort: true)) }
    }
    return names
  }

  /// - Parameter names: of each document.
  init(_ names: [[Name]]) {
    // Any run of a name leads to it, so that a few runs may be counted together.
    var frequency = [Int32](repeating: 0, count: 1 << 16)
    for name in names.joined() {
      for run in name.runs { frequency[Self.place(of: run)] += 1 }
    }
    for (document, own) in names.enumerated() {
      for name in own {
        if let rarest = name.runs.min(by: { frequency[Self.place(of: $0)] < frequency[Self.place(of: $1)] }) {
          isTaken[Self.place(of: rarest)] = true
          byRun[rarest, default: []].append(all.count)
        } else {
          short.append(all.count)
        }
        all.append((name.text, name.isNumber, name.isShort, document))
      }
    }
  }

  /// Sixteen bits of a run, mixed.
  private static func place(of run: UInt64) -> Int { Int(truncatingIfNeeded: (run &* 0x9e37_79b9_7f4a_7c15) >> 48) }

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
    func take(_ text: String) {
      for run in Self.runs(text) where isTaken[Self.place(of: run)] { candidates.formUnion(byRun[run] ?? []) }
    }
    take(title)
    if !numbered.isSame(as: title) { take(numbered) }
    return candidates.filter { (all[$0].isNumber ? numbered : title).holds(all[$0].text) }
      .map { (all[$0].document, all[$0].isShort) }
  }
}

/// What people leave out when they name a document: the office before 关于, and （试行） behind it.
enum ShortTitle {
  /// The short form of a folded name; nil where nothing is left out, or too little remains to tell one document from
  /// others.
  static func of(_ name: String) -> String? {
    var rest = name[...]
    if rest.utf8.last == UInt8(ascii: ")"), let open = rest.utf8.lastIndex(of: UInt8(ascii: "(")),
      stages.contains(where: { String(rest[open...]).holds($0) })
    {
      rest = rest[..<open]
    }
    let place = name.withBytes { "关于".firstPlace(in: $0) }
    if let place, place > 0, case let about = name.utf8.index(name.startIndex, offsetBy: place), about < rest.endIndex,
      !String(rest[..<about]).holds("《")
    {
      rest = rest[about...]
    }
    guard rest.utf8.count < name.utf8.count, rest.unicodeScalars.count >= shortest else { return nil }
    return String(rest)
  }

  private static let stages = ["试行", "暂行", "修订", "修正"]
  private static let shortest = 8
}
