import Checks
import Records
import Settings
import Workdays

/// A year's working days, from `Rules/calendars/<year>.yml`.
enum CalendarFile {
  static func notice(_ setting: Setting) throws(SettingError) -> WorkdayCalendar.Notice {
    var fields = try setting.fields("放假安排")
    let year = try fields.integer("year")
    let source = try fields.string("notice")
    let off = try days(&fields, "off")
    let worked = try days(&fields, "worked")
    try fields.finish()
    return .init(year: year, source: source, daysOff: off, daysWorked: worked)
  }

  private static func days(_ fields: inout Fields, _ key: String) throws(SettingError) -> [CivilDate] {
    var days: [CivilDate] = []
    for item in try fields.list(key) {
      guard let day = CivilDate(iso: try item.string(key)) else {
        throw SettingError("“\(key)”中的日期应写作 2024-10-01。", at: item.place)
      }
      days.append(day)
    }
    return days
  }
}

/// A ledger's columns, from `Rules/records/<name>.yml`.
enum LedgerFile {
  static func schema(_ setting: Setting, stem: String) throws(SettingError) -> LedgerSchema {
    var fields = try setting.fields("台账")
    let name = try fields.string("name")
    guard name == stem else { throw SettingError("“name”应与文件名“\(stem)”相同。", at: setting.place) }
    let chineseName = try fields.string("chinese")
    let key = try fields.strings("key")
    let unique = fields.take("unique")
    var columns: [LedgerSchema.Column] = []
    for item in try fields.list("columns") { columns.append(try column(item)) }
    let uniqueHeaders = try unique.map { value throws(SettingError) in try value.strings("unique") }
    try fields.finish()
    guard !columns.isEmpty else { throw SettingError("台账没有列。", at: setting.place) }
    for header in key + (uniqueHeaders ?? []) where !columns.contains(where: { $0.header == header }) {
      throw SettingError("“key”或“unique”中的“\(header)”不是这张台账的列。", at: setting.place)
    }
    return LedgerSchema(
      name: name, chineseName: chineseName, columns: columns, keyHeaders: key.isEmpty ? nil : key,
      uniqueHeaders: uniqueHeaders)
  }

  private static func column(_ item: Setting) throws(SettingError) -> LedgerSchema.Column {
    var fields = try item.fields("列")
    var synonyms: [String: String] = [:]
    if var inner = try fields.optionalFields("synonyms") {
      for entry in inner.takeAll() { synonyms[entry.key] = try entry.value.string(entry.key) }
    }
    let column = LedgerSchema.Column(
      header: try fields.string("header"), aliases: try fields.strings("aliases"),
      type: try fields.choice("type", default: .text), choices: try fields.strings("choices"),
      suggestions: try fields.strings("suggestions"), synonyms: synonyms,
      yesWords: try fields.strings("yes_words"), noWords: try fields.strings("no_words"),
      emptyWords: try fields.strings("empty"), isOpenEnded: try fields.flag("open_ended"),
      isPersonal: try fields.flag("personal"), note: try fields.optionalString("note") ?? "",
      example: try fields.optionalString("example") ?? "")
    try fields.finish()
    return column
  }
}

/// Word lists, from `Rules/vocabulary/*.yml`: `topics`, `elements` and `lists`, each file any of them.
enum VocabularyFile {
  static func merge(_ setting: Setting, into vocabulary: inout Parts) throws(SettingError) {
    var fields = try setting.fields("词表")
    if var inner = try fields.optionalFields("topics") {
      for entry in inner.takeAll() {
        var topic = try entry.value.fields(entry.key)
        let since = try topic.take("since").map { setting throws(SettingError) in
          guard let day = CivilDate(iso: try setting.string("since")) else {
            throw SettingError("“since”应写作 \"2019-05-15\"。", at: setting.place)
          }
          return day
        }
        let value = Vocabulary.Topic(
          name: try topic.string("name"), keywords: try topic.strings("keywords"),
          columns: try topic.strings("columns"), none: try topic.strings("none"), text: try topic.strings("text"),
          since: since)
        try topic.finish()
        try add(entry, value, to: &vocabulary.topics)
      }
    }
    if var inner = try fields.optionalFields("elements") {
      for entry in inner.takeAll() { try add(entry, try entry.value.strings(entry.key), to: &vocabulary.elements) }
    }
    if var inner = try fields.optionalFields("lists") {
      for entry in inner.takeAll() { try add(entry, try entry.value.strings(entry.key), to: &vocabulary.lists) }
    }
    try fields.finish()
  }

  struct Parts {
    var topics: [String: Vocabulary.Topic] = [:]
    var elements: [String: [String]] = [:]
    var lists: [String: [String]] = [:]
  }

  private static func add<Value>(
    _ entry: Setting.Entry, _ value: Value, to words: inout [String: Value]
  ) throws(SettingError) {
    guard words.updateValue(value, forKey: entry.key) == nil else {
      throw SettingError("词表“\(entry.key)”写了两次。", at: entry.place)
    }
  }
}
