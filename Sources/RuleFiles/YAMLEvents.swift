import CYaml
import Settings

/// One document as a `Setting`, straight from libyaml's events: a tree of Yams' nodes between the two, with its tags,
/// anchors and keys hashed to find duplicates, would cost four times what libyaml itself takes for our hundreds of files.
struct YAMLEvents: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let name: String
  private var anchors: [String: Anchored] = [:]
  /// Values that may still come, aliases written out: what is shared grows without bound when it is walked.
  private var left: Int

  private static let depthLimit = 64

  private struct Anchored {
    let setting: Setting
    /// How many values it holds, itself among them.
    let count: Int
  }

  /// - Parameters:
  ///   - bytes: UTF-8 without a byte order mark, which must outlive this.
  ///   - name: what messages call the file.
  init(_ bytes: UnsafeBufferPointer<UInt8>, name: String, limit: Int) {
    (self.name, left) = (name, limit)
    parser = .allocate(capacity: 1)
    yaml_parser_initialize(parser)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// The only document; nil where there is none.
  mutating func document() throws(SettingError) -> Setting? {
    try skip()
    guard try skip().type != YAML_STREAM_END_EVENT else { return nil }
    let setting = try value(depth: 0)
    try skip()
    let end = try skip()
    guard end.type == YAML_STREAM_END_EVENT else {
      throw SettingError("YAML格式有误：but found another document", at: place(end.start_mark))
    }
    return setting
  }

  private mutating func next() throws(SettingError) -> yaml_event_t {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw failure }
    return event
  }

  /// What kind of event came and where; what it bears is given back.
  @discardableResult
  private mutating func skip() throws(SettingError) -> yaml_event_t {
    var event = try next()
    defer { yaml_event_delete(&event) }
    return event
  }

  private mutating func value(depth: Int) throws(SettingError) -> Setting {
    var event = try next()
    defer { yaml_event_delete(&event) }
    return try value(&event, depth: depth)
  }

  private mutating func value(_ event: inout yaml_event_t, depth: Int) throws(SettingError) -> Setting {
    if event.type == YAML_ALIAS_EVENT {
      let shared = try anchored(event)
      try spend(shared.count, at: shared.setting.place)
      guard depth + shared.setting.height < Self.depthLimit else { throw tooDeep(shared.setting.place) }
      return shared.setting
    }
    let place = place(event.start_mark)
    guard depth < Self.depthLimit else { throw tooDeep(place) }
    try spend(1, at: place)
    let before = left + 1
    let setting: Setting
    let anchor: UnsafeMutablePointer<yaml_char_t>?
    switch event.type {
    case YAML_SEQUENCE_START_EVENT:
      anchor = event.data.sequence_start.anchor
      setting = Setting(.list(try items(depth: depth + 1)), at: place)
    case YAML_MAPPING_START_EVENT:
      anchor = event.data.mapping_start.anchor
      setting = Setting(.map(try entries(depth: depth + 1)), at: place)
    default:
      anchor = event.data.scalar.anchor
      setting = Setting(scalar(event), at: place)
    }
    if let anchor { anchors[String(cString: anchor)] = Anchored(setting: setting, count: before - left) }
    return setting
  }

  private func scalar(_ event: yaml_event_t) -> Setting.Content {
    let text = text(event)
    let style = event.data.scalar.style
    let isPlain = style == YAML_PLAIN_SCALAR_STYLE || style == YAML_ANY_SCALAR_STYLE
    if isPlain, text.isEmpty || text == "~" || text == "null" { return .empty }
    return .scalar(text, isQuoted: !isPlain)
  }

  private mutating func items(depth: Int) throws(SettingError) -> [Setting] {
    var items: [Setting] = []
    while true {
      var event = try next()
      defer { yaml_event_delete(&event) }
      if event.type == YAML_SEQUENCE_END_EVENT { return items }
      items.append(try value(&event, depth: depth))
    }
  }

  private mutating func entries(depth: Int) throws(SettingError) -> [Setting.Entry] {
    var entries: [Setting.Entry] = []
    while true {
      var event = try next()
      defer { yaml_event_delete(&event) }
      if event.type == YAML_MAPPING_END_EVENT { break }
      let (key, place) = try key(event)
      entries.append(.init(key: key, place: place, value: try value(depth: depth)))
    }
    if let twice = entries.repeated {
      throw SettingError("YAML格式有误：同一个键“\(twice.key)”写了两次", at: twice.place)
    }
    return entries
  }

  private mutating func key(_ event: yaml_event_t) throws(SettingError) -> (String, Place) {
    if event.type == YAML_ALIAS_EVENT, case let shared = try anchored(event).setting,
      case .scalar(let text, _) = shared.content
    {
      return (text, shared.place)
    }
    let place = place(event.start_mark)
    guard event.type == YAML_SCALAR_EVENT else { throw SettingError("键应为文字。", at: place) }
    if let anchor = event.data.scalar.anchor {
      anchors[String(cString: anchor)] = Anchored(setting: Setting(scalar(event), at: place), count: 1)
    }
    return (text(event), place)
  }

  private func anchored(_ event: yaml_event_t) throws(SettingError) -> Anchored {
    guard let anchor = event.data.alias.anchor, let shared = anchors[String(cString: anchor)] else {
      throw SettingError("YAML格式有误：found undefined alias", at: place(event.start_mark))
    }
    return shared
  }

  private mutating func spend(_ count: Int, at place: Place) throws(SettingError) {
    left -= count
    guard left > 0 else {
      throw SettingError("内容过多（别名反复引用时会成倍展开），请直接写出各项。", at: place)
    }
  }

  private func text(_ event: yaml_event_t) -> String {
    let scalar = event.data.scalar
    return String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
  }

  private func tooDeep(_ place: Place) -> SettingError { SettingError("嵌套过深。", at: place) }

  private func place(_ mark: yaml_mark_t) -> Place {
    Place(file: name, line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }

  /// Why libyaml stopped; only the scanner and the parser say where.
  private var failure: SettingError {
    let error = parser.pointee.error
    guard error == YAML_SCANNER_ERROR || error == YAML_PARSER_ERROR, let problem = parser.pointee.problem else {
      return SettingError("YAML格式有误：无法解析", at: Place(file: name))
    }
    return SettingError("YAML格式有误：\(String(cString: problem))", at: place(parser.pointee.problem_mark))
  }
}

extension Setting {
  /// How many levels stand below it.
  fileprivate var height: Int {
    switch content {
    case .empty, .scalar: 0
    case .list(let items): items.reduce(0) { max($0, 1 + $1.height) }
    case .map(let entries): entries.reduce(0) { max($0, 1 + $1.value.height) }
    }
  }
}
