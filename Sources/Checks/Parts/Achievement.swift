import Evidence
import Records
import Settings
import Workdays

/// How a rule knows that something was done, and when: a date of the subject itself, or records that belong to it.
///
/// `{field: 备案日期}`, or `{table: interpretations, on: {文号: 政策文号}, where: […], field: 发布日期, count: 3,
/// distinct: 解读形式}`, or `every: true` where each record that belongs must have its date.
struct Achievement: Sendable, Hashable {
  let dates: DateFields
  let join: Join?
  /// Records that no key joins (a page on a meeting): those count that name the subject, and of those that name none one
  /// for each event, on or after it.
  let pool: Selection?
  /// The subject's fields by which a record of the pool may name it, and the pool's fields that may hold the names.
  let names: [String]
  let places: [String]
  /// What names another subject of the same day counts as well: two matters of one meeting.
  let isShared: Bool
  /// How many records (or distinct values) are wanted.
  let count: Int
  let distinct: String?
  /// The word list under whose names the distinct values are counted, so that 图解 and 长图 are one form.
  let vocabulary: String?
  /// Each record that belongs must be done, and there must be at least `count` of them.
  let every: Bool
  /// Each value by which the subject joins must have a record of its own: a review of two documents opens both.
  let eachNamed: Bool
  /// The rule is content with records alone, dated or not.
  let anyTime: Bool

  enum State: Sendable, Hashable {
    /// Done on the day; `have` names what was counted.
    case done(CivilDate, have: [String])
    case open(have: [String], need: Int)
    case unreadable([String])
  }

  init(_ fields: inout Fields, key: String = "done") throws(SettingError) {
    var inner = try fields.need(key).fields(key)
    dates = try DateFields(&inner, key: "field")
    count = try inner.optionalInteger("count") ?? 1
    distinct = try inner.optionalString("distinct")
    vocabulary = try inner.optionalString("vocabulary")
    every = try inner.flag("every")
    eachNamed = try inner.flag("each_named")
    anyTime = try inner.flag("any_time")
    names = try inner.strings("names")
    places = try inner.strings("places")
    isShared = try inner.flag("shared")
    if inner.has("on"), let table = inner.take("table"), let on = inner.take("on") {
      var entries: [Setting.Entry] = [
        .init(key: "table", place: table.place, value: table), .init(key: "on", place: on.place, value: on),
      ]
      if let condition = inner.take("where") {
        entries.append(.init(key: "where", place: condition.place, value: condition))
      }
      join = try Join(Setting(.map(entries), at: table.place), key)
      pool = nil
    } else {
      join = nil
      pool = inner.has("table") ? try Selection(&inner) : nil
    }
    try inner.finish()
  }

  /// Ready to be asked for many subjects.
  func prepared(in context: CheckContext, for table: Table) throws(EvidenceGap) -> Prepared {
    if let pool {
      let records = try pool.records(in: context).chosen
      let readsPages = pool.table == "pages" && !self.names.isEmpty
      return Prepared(
        achievement: self, index: nil, names: nil, pool: records,
        pageText: readsPages ? context.evidence.pageText : nil)
    }
    guard let join else {
      try dates.require(in: table)
      return Prepared(achievement: self, index: nil, names: nil)
    }
    let other = try context.table(join.table)
    if !anyTime { try dates.require(in: other) }
    if let distinct { try other.require([distinct]) }
    let names = vocabulary.map { CanonicalNames(list: $0, in: context.vocabulary) }
    let index = try join.index(in: context)
    var prepared = Prepared(achievement: self, index: index, names: names)
    if eachNamed { prepared.known = try join.unconditional.index(in: context) }
    return prepared
  }

  struct Prepared: Sendable {
    let achievement: Achievement
    let index: Join.Index?
    let names: CanonicalNames?
    /// What the subject's names may mean at all, done or not; nil where one record is enough for all of them.
    fileprivate(set) var known: Join.Index?
    var pool: [Record]?
    /// The record of the pool that names nobody and is taken for an event's, by the event's day and its own.
    private var taken: [CivilDate: CivilDate] = [:]
    /// Whom each record of the pool names.
    private var named: [String: [(key: String, day: CivilDate?)]] = [:]
    private var pageText: (@Sendable (String) -> PageContent?)?

    init(
      achievement: Achievement, index: Join.Index?, names: CanonicalNames?, pool: [Record]? = nil,
      pageText: (@Sendable (String) -> PageContent?)? = nil
    ) {
      (self.achievement, self.index, self.names, self.pool) = (achievement, index, names, pool)
      self.pageText = pageText
    }

    /// Tells a pool of the subjects among which its records are parted.
    mutating func tell(events subjects: [Record], _ start: DateFields, until last: CivilDate) {
      guard let pool else { return }
      func day(_ record: Record) -> CivilDate? {
        if case .date(let day, _, _) = start.read(record) { return day }
        return nil
      }
      let wanted = subjects.map { subject in
        (
          subject: subject,
          words: achievement.names.flatMap { subject.items($0) }.map { FoldedText($0).bytes }.filter { $0.count > 1 }
        )
      }
      for record in pool {
        var texts = achievement.places.flatMap { record.items($0) }
        if let text = record.text("路径").flatMap({ pageText?($0)?.text }) { texts.append(text) }
        let folded = texts.map { FoldedText($0) }
        named[record.key] =
          wanted.filter { item in item.words.contains { word in folded.contains { Self.names(word, in: $0) } } }
          .map { ($0.subject.key, day($0.subject)) }
      }
      let nameless = pool.filter { named[$0.key]?.isEmpty ?? true }
      var free = nameless.compactMap { record -> CivilDate? in
        if case .date(let day, _, _) = achievement.dates.read(record), day <= last { return day }
        return nil
      }
      .sorted()
      // The latest event first: what can only be its own is not given to an earlier one.
      for event in Set(subjects.compactMap(day)).sorted(by: >) {
        guard let place = free.firstIndex(where: { $0 >= event }) else { continue }
        taken[event] = free.remove(at: place)
      }
    }

    /// A number is not named by a longer one: J1 not by J12.
    private static func names(_ word: [UInt8], in text: FoldedText) -> Bool {
      guard let last = word.last, (0x30...0x39).contains(last) else { return text.contains(word) }
      var start = 0
      while start + word.count <= text.bytes.count {
        let end = start + word.count
        let endsThere = end == text.bytes.count || !(0x30...0x39).contains(text.bytes[end])
        if endsThere, text.bytes[start..<end].elementsEqual(word) { return true }
        start += 1
      }
      return false
    }

    private func values(of match: Record) -> [String] {
      guard let distinct = achievement.distinct else { return [match.key] }
      return names?.names(in: match.items(distinct)) ?? match.items(distinct)
    }

    /// What is done by the end of a day; what is dated after it has not come yet.
    ///
    /// - Parameter first: what is dated before it does not count either; nil where it may have come earlier.
    func state(of record: Record, until last: CivilDate, from first: CivilDate? = nil) -> State {
      if let pool {
        var found = pool.compactMap { other -> CivilDate? in
          guard case .date(let day, _, _) = achievement.dates.read(other), (first ?? day) <= day, day <= last else {
            return nil
          }
          let isOwn = (named[other.key] ?? []).contains { owner in
            owner.key == record.key || achievement.isShared && first != nil && owner.day == first
          }
          return isOwn ? day : nil
        }
        if found.isEmpty, let first, let day = taken[first], day <= last { found = [day] }
        return found.min().map { .done($0, have: []) } ?? .open(have: [], need: achievement.count)
      }
      guard let index else {
        switch achievement.dates.read(record) {
        case .date(let date, _, let field) where date <= last: return .done(date, have: [field])
        case .date, .empty: return .open(have: [], need: achievement.count)
        case .unreadable(let field): return .unreadable([field])
        }
      }
      let each = subjects(namedBy: record)
      if each.count > 1 { return together(each.map { stateOfOne($0, index, until: last, from: first) }) }
      return stateOfOne(record, index, until: last, from: first)
    }

    /// The record once for each of its names that is a document's: a title that a comma parts is no two.
    private func subjects(namedBy record: Record) -> [Record] {
      guard let known else { return [] }
      return record.items(known.own).compactMap { name in
        var one = record
        one.values[known.own] = .text(name)
        let isNumberOrAddress = name.contains("/") || DocumentNumber.matchingKey(name).contains("〔")
        return isNumberOrAddress || !known.records(for: one).isEmpty ? one : nil
      }
    }

    /// Done when the last of them is.
    private func together(_ states: [State]) -> State {
      var (last, have, unreadable, isOpen): (CivilDate?, [String], [String], Bool) = (nil, [], [], false)
      for state in states {
        switch state {
        case .done(let date, let names):
          last = max(last ?? date, date)
          have += names
        case .open: isOpen = true
        case .unreadable(let fields): unreadable += fields
        }
      }
      if !unreadable.isEmpty { return .unreadable(unreadable) }
      guard let last, !isOpen else { return .open(have: have, need: states.count) }
      return .done(last, have: have)
    }

    private func stateOfOne(
      _ record: Record, _ index: Join.Index, until last: CivilDate, from first: CivilDate?
    ) -> State {
      var (events, open, unreadable): ([(CivilDate, String)], Int, [String]) = ([], 0, [])
      let matches = index.records(for: record)
      for match in matches {
        let names = values(of: match)
        if let distinct = achievement.distinct, match.unreadable.contains(distinct) { unreadable.append(distinct) }
        switch achievement.dates.read(match) {
        case .date(let date, _, _) where first.map { date < $0 } ?? false: continue
        case .date(let date, _, _) where date <= last: events += names.map { (date, $0) }
        case .unreadable(let field): unreadable.append(field)
        case .empty where achievement.anyTime: events += names.map { (CivilDate(dayNumber: 0), $0) }
        case .date, .empty: open += 1
        }
      }
      events.sort { $0.0 < $1.0 }
      var seen: Set<String> = []
      let distinctEvents = events.filter { seen.insert($0.1).inserted }
      let have = distinctEvents.map(\.1)
      if achievement.every {
        if !unreadable.isEmpty { return .unreadable(unreadable) }
        guard open == 0, have.count >= achievement.count, let last = events.last else {
          return .open(have: have, need: max(achievement.count, matches.count))
        }
        return .done(last.0, have: have)
      }
      if distinctEvents.count >= achievement.count, achievement.count > 0 {
        return .done(distinctEvents[achievement.count - 1].0, have: have)
      }
      return unreadable.isEmpty ? .open(have: have, need: achievement.count) : .unreadable(unreadable)
    }
  }
}
