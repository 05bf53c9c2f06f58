import Evidence
import Findings
import Settings
import Workdays

/// Each thing of a ledger must have its own live pages: a budget unit its 预算 and 决算, a village its catalogue.
struct PagePerRecordCheck: Check {
  private let selection: Selection
  /// The field with the name that the page's title, column or publisher bears.
  private let name: String
  private let wanted: [Wanted]
  private let start: DateFields?
  private let limit: Limit?
  private let by: YearDay?
  private let late: Failure
  /// The thing has no start date, so nobody can say whether a page is late.
  private let undatedStart: Failure
  /// The ledger's own address of the page counts as well.
  private let countsAddress: Bool
  private let pages: LivePages
  /// The field with the year of a thing that has not begun: it is not due, instead of nothing.
  private let pending: String?
  /// The field that may say which pages the law does not ask for, by the words of their titles.
  private let excused: String?
  /// The field that may say for which of the pages the record's start counts: 决算 has an approval of its own.
  private let approves: String?
  /// Only what began in the period is judged.
  private let isOfPeriod: Bool
  /// A page on all of them counts for each that its text names.
  private let inText: Bool
  /// The pages of one thing lie under no common column: 集中公开.
  private let scattered: Failure

  private struct Wanted: Sendable {
    let what: String
    let any: Words
    let none: Words
    /// The years that the title may bear, as differences from the binding year; any where empty.
    let titleYears: [Int]
    /// A page so many days after the start belongs to another approval, and is not judged late.
    let relatedDays: Int?
    let text: [(name: String, words: Words)]
    let textMissing: Failure
    let missing: Failure
    /// Only pages from the start on tell of it: last year's list is of another payment.
    let sinceStart: Bool
    /// Before this day nobody misses it, where its own approval is not recorded.
    let notBefore: YearDay?

    init(_ setting: Setting) throws(SettingError) {
      var fields = try setting.fields("wanted")
      what = try fields.string("what")
      any = Words(try fields.strings("any"))
      none = Words(try fields.strings("none"))
      var years: [Int] = []
      for item in try fields.list("title_years") { years.append(try item.integer("title_years")) }
      titleYears = years
      relatedDays = try fields.optionalInteger("related_days")
      text = try fields.strings("text").map { name in
        let words = name.split(separator: "|").map(String.init)
        return (words.first ?? name, Words(words))
      }
      textMissing = try fields.choice("text_missing", default: .failed)
      missing = try fields.choice("missing", default: .failed)
      sinceStart = try fields.flag("since_start")
      notBefore = try YearDay(&fields, key: "not_before")
      try fields.finish()
    }

    /// The pages among those of a unit that are what is wanted.
    ///
    /// - Parameter first: what is dated before it does not count; nil where it may have come earlier.
    func pages(
      among mine: [Int32], _ live: LivePages, since first: CivilDate?, in context: CheckContext
    ) -> [Record] {
      let index = context.index.pages
      let titled = any.isEmpty ? mine : Places.intersection(mine, index.titles.places(ofAny: any))
      return index.records(
        titled.filter { place in
          let title = index.title(of: place)
          let day = index.days[Int(place)]
          if case .outside = live.dating(day, in: context) { return false }
          if sinceStart, let first, let day, day < first { return false }
          return !none.matchAny(title)
            && (titleYears.isEmpty || titleYears.contains { title.bears(year: context.binding.year + $0) })
        })
    }
  }

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    name = try options.optionalString("name") ?? "名称"
    var wanted: [Wanted] = []
    for item in try options.list("wanted") { wanted.append(try Wanted(item)) }
    self.wanted = wanted
    let names = try options.strings("start")
    start = names.isEmpty ? nil : DateFields(names: names)
    limit = names.isEmpty ? nil : try Limit(&options)
    by = try YearDay(&options)
    late = try options.choice("late", default: .failed)
    undatedStart = try options.choice("undated_start", default: .heuristic)
    countsAddress = try options.flag("address")
    pages = try LivePages(&options)
    pending = try options.optionalString("pending")
    excused = try options.optionalString("excused")
    approves = try options.optionalString("approves")
    isOfPeriod = try options.flag("of_period")
    inText = try options.flag("in_text")
    scattered = try options.choice("scattered", default: .allowed)
    if wanted.isEmpty { throw SettingError("缺少“wanted”。", at: options.place) }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let (chosen, unclear) = try selection.records(in: context)
    let live = try pages.chosen(in: context)
    let names = Names(Set(chosen.compactMap { $0.text(name) }), in: context)
    var owned: [String: [FoldedText]] = [:]
    if let approves {
      for record in chosen { owned[record.text(name) ?? "", default: []] += approved(by: record, approves) }
    }
    return selection.unclearVerdicts(unclear, in: context)
      + chosen.compactMap { verdict(on: $0, live, names, owned[$0.text(name) ?? ""] ?? [], in: context) }
  }

  /// What a record's own approval is for; 一级预算单位 says what it is and approves nothing.
  private func approved(by record: Record, _ field: String) -> [FoldedText] {
    record.items(field).filter { !$0.contains("单位") }.map { FoldedText($0) }
  }

  /// What is wanted of a record: what it names itself, else all that no other record of the same thing names.
  private func wanted(of record: Record, owned: [FoldedText]) -> [Wanted] {
    guard let approves, !owned.isEmpty else { return wanted }
    let own = approved(by: record, approves)
    return wanted.filter { want in
      own.isEmpty ? !owned.contains { want.any.matchAny($0) } : own.contains { want.any.matchAny($0) }
    }
  }

  /// The names of all units, and which of them the titles bear.
  private struct Names {
    let all: Set<String>
    private var namedBy: [Int32: [(owner: String, short: String)]] = [:]

    init(_ names: Set<String>, in context: CheckContext) {
      all = names
      for owner in names {
        for short in PagePerRecordCheck.shortNames(owner) {
          for place in context.index.pages.titles.places(of: FoldedText(short).bytes) {
            namedBy[place, default: []].append((owner, short))
          }
        }
      }
    }

    /// Whether a page's title names another unit: 甲镇 is also in 甲镇中学, and its publisher in both.
    func nameAnother(than name: String, at place: Int32) -> Bool {
      (namedBy[place] ?? []).contains { owner, short in
        owner != name && !name.contains(owner) && !name.contains(short)
      }
    }
  }

  private func verdict(
    on record: Record, _ live: LivePages.Chosen, _ names: Names, _ owned: [FoldedText], in context: CheckContext
  ) -> Verdict? {
    let wanted = wanted(of: record, owned: owned)
    guard !wanted.isEmpty else { return nil }
    let known = context.subject(record, in: selection.table)
    let subject = Subject(kind: known.kind, key: known.key, title: record.text(name) ?? known.title)
    var verdict = Verdict(.passed, subject, detail: "", at: record)
    if let start, case .unreadable(let field) = start.read(record) {
      return record.unreadableVerdict(subject, fields: [field])
    }
    let begun: CivilDate? = if case .date(let date, _, _)? = start?.read(record) { date } else { nil }
    if let pending, (begun ?? .distant) > context.asOf {
      var year = begun?.year
      if case .number(let number)? = record[pending] { year = Int(number) }
      guard year == nil || year == context.binding.year else { return nil }
      verdict.outcome = .notDue
      verdict.detail = "尚未到须公开的时候"
      return verdict
    }
    if let begun, begun > context.asOf || isOfPeriod && !context.isInPeriod(begun) { return nil }
    if let begun, let limit {
      let deadline = context.calendar.deadline(limit, from: begun)
      (verdict.dueOn, verdict.missingYear) = (deadline.date, deadline.missingYear)
    } else if start == nil {
      verdict.dueOn = by?.date(in: context.binding.year)
    }
    let unitName = record.text(name) ?? ""
    let mine = places(of: unitName, live, names, in: context)
    judge(record, wanted, among: mine, of: inText ? live.places : [], begun, &verdict, in: context)
    return verdict
  }

  /// Whether a page on all of them names this one in its text.
  private func names(_ record: Record, _ page: Record, in context: CheckContext) -> Bool {
    record.text(name).map { context.words(of: page).contains(FoldedText($0).bytes) } ?? false
  }

  /// The pages of a unit: those that bear its name in title, column or publisher and name no other in their title.
  private func places(
    of unit: String, _ live: LivePages.Chosen, _ names: Names, in context: CheckContext
  ) -> [Int32] {
    if unit == context.evidence.unit.name, names.all.count == 1 { return live.places }
    let index = context.index.pages
    let bearing = Self.shortNames(unit).reduce(into: [Int32]()) { found, name in
      found = Places.union(found, index.places(naming: FoldedText(name).bytes))
    }
    return live.narrowing(bearing).filter { !names.nameAnother(than: unit, at: $0) }
  }

  /// A unit's name and what titles usually make of it: 甲镇 for 甲镇人民政府（本级）.
  fileprivate static func shortNames(_ name: String) -> [String] {
    var names = [name]
    let bare = String(name.prefix { $0 != "（" && $0 != "(" })
    if bare != name, bare.count > 1 { names.append(bare) }
    for ending in ["人民政府", "街道办事处"] where bare.hasSuffix(ending) && bare.count > ending.count + 1 {
      names.append(String(bare.dropLast(ending.count)) + (ending == "街道办事处" ? "街道" : ""))
    }
    return names
  }

  private func judge(
    _ record: Record, _ wanted: [Wanted], among mine: [Int32], of all: [Int32], _ begun: CivilDate?,
    _ verdict: inout Verdict, in context: CheckContext
  ) {
    var (faults, doubts, found, lateBy): ([String], [String], [Record], CivilDate?) = ([], [], [], nil)
    // Pages that come with an approval of their own which nobody recorded: not missed yet, or not dated by this one.
    var (early, otherwiseApproved): ([String], [String]) = ([], [])
    let isOwn = approves.map { !approved(by: record, $0).isEmpty } ?? false
    var textFaults: [(String, Failure)] = []
    let notAsked = excused.flatMap { record.text($0) }.map { FoldedText($0) }
    // Where some of what is wanted counts from the start on, the rest may be of any time.
    let isMixed = wanted.contains { $0.sinceStart }
    for want in wanted {
      if let notAsked, !want.any.isEmpty, want.any.matchAny(notAsked) { continue }
      var hits = want.pages(among: mine, pages, since: begun, in: context)
      if hits.isEmpty, !all.isEmpty {
        hits = want.pages(among: all, pages, since: begun, in: context).filter { names(record, $0, in: context) }
      }
      if hits.isEmpty, countsAddress, let page = record.text("网址").flatMap({ context.index.addresses.page($0) }) {
        hits = [page]
      }
      guard let first = hits.min(by: { ($0.pageDate ?? .distant, $0.key) < ($1.pageDate ?? .distant, $1.key) }) else {
        if !isOwn, let day = want.notBefore?.date(in: context.binding.year), context.asOf < day {
          early.append(want.what)
        } else if want.missing == .failed {
          faults.append(want.what)
        } else if want.missing == .heuristic {
          doubts.append(want.what)
        }
        continue
      }
      found.append(first)
      if let due = verdict.dueOn, let date = first.pageDate, date > due, want.sinceStart || !isMixed {
        let isOther =
          if !isOwn, let begun, let days = want.relatedDays { begun.adding(days: days) < date } else { false }
        if isOther { otherwiseApproved.append(want.what) } else { lateBy = max(lateBy ?? date, date) }
      }
      let gaps = lackingText(want, hits, in: context)
      if !gaps.isEmpty {
        // What stands in an attachment was not read.
        let isUnread = want.textMissing == .failed && hits.contains { $0.hasAttachments }
        textFaults.append(
          (
            "\(want.what)\(isUnread ? "的网页正文没有" : "缺少")\(gaps.joined(separator: "、"))\(isUnread ? "，附件没有读取" : "")",
            isUnread ? .heuristic : want.textMissing
          ))
      }
    }
    verdict.evidence = found.pageNames
    verdict.doneOn = found.compactMap(\.pageDate).max()
    verdict.detail = "已公开"
    if !otherwiseApproved.isEmpty {
      let name = verdict.subject.title ?? verdict.subject.key
      verdict.unseen = "“\(name)”\(otherwiseApproved.joined(separator: "、"))是否按期公开（批准日期没有单独登记）"
    }
    verdict.fingerprint = (faults + doubts).joined(separator: "\n")
    if !faults.isEmpty || !doubts.isEmpty {
      verdict.detail = "未见\((faults + doubts).joined(separator: "、"))"
      if let due = verdict.dueOn, context.asOf < due {
        verdict.outcome = .notDue
      } else {
        // Approved on an unknown day: whether it is due nobody can say, but within the year a page is owed.
        let isKnown = start == nil || begun != nil
        verdict.fail(faults.isEmpty || !isKnown && !yearIsOver(context) ? .heuristic : .failed)
      }
    } else if let lateBy, let due = verdict.dueOn, late != .allowed {
      verdict.lateBy = context.calendar.workdays(after: due, through: lateBy)
      verdict.detail = "应于\(due)前公开，实际\(lateBy)"
      verdict.fingerprint = "late \(lateBy)"
      verdict.fail(late)
    } else if let worst = textFaults.first(where: { $0.1 == .failed }) ?? textFaults.first {
      verdict.detail = textFaults.map(\.0).joined(separator: "，")
      verdict.fingerprint = textFaults.map(\.0).joined(separator: "\n")
      verdict.fail(worst.1)
    } else if start != nil, begun == nil, undatedStart != .allowed {
      verdict.detail = "已公开，但没有登记批准日期，不能判断是否按期"
      verdict.fail(undatedStart)
    } else if !early.isEmpty {
      verdict.outcome = .notDue
      verdict.detail = "\(early.joined(separator: "、"))尚未到须公开的时候"
    } else if scattered != .allowed, Self.areScattered(found) {
      verdict.detail = "已公开，但分散在不同栏目，没有集中"
      verdict.fingerprint = "scattered"
      verdict.fail(scattered)
    }
  }

  /// Whether pages that say where they lie have no column in common, the front and the whole of 政务公开 apart.
  private static func areScattered(_ pages: [Record]) -> Bool {
    let wide = Words(["首页", "政务公开", "信息公开", "政府信息", "主动公开", "法定"])
    let places = pages.map { page in Set(page.columnTexts).filter { !wide.matchAny($0) } }.filter { !$0.isEmpty }
    guard let first = places.first else { return false }
    return places.dropFirst().reduce(first) { $0.intersection($1) }.isEmpty
  }

  private func yearIsOver(_ context: CheckContext) -> Bool {
    CivilDate(year: context.binding.year, month: 12, day: 31).map { context.asOf >= $0 } ?? false
  }

  private func lackingText(_ want: Wanted, _ pages: [Record], in context: CheckContext) -> [String] {
    guard !want.text.isEmpty else { return [] }
    let gaps = pages.map { page -> [String] in
      let body = context.body(of: page)
      let folded = FoldedText((page.text("标题") ?? "") + body + page.items("小标题").joined())
      return want.text.filter { !$0.words.matchAny(folded) }.map(\.name)
    }
    return gaps.min { $0.count < $1.count } ?? []
  }
}

extension CivilDate {
  /// Later than any day that a page may bear.
  static var distant: CivilDate { CivilDate(dayNumber: 4_000_000) }
}
