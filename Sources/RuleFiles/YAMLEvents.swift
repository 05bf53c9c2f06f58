import CYaml
import Settings

/// Composes the settings of a file straight from libyaml's events, as long as nothing in it is out of the ordinary.
///
/// Yams builds a node with a tag, an anchor and weak references for every value, which takes four times as long as
/// scanning the text. What is rare or wrong (anchors, keys written twice, anything that libyaml refuses) is left to it,
/// so that there is one place which says what such a file means and what is told of it.
struct YAMLEvents: ~Copyable {
  /// Why composing stopped: the file is to be read by Yams.
  private struct Unusual: Error {}

  private let name: String
  private var parser = yaml_parser_t()
  /// Depth and number of values are as limited as in `YAMLFile`, which tells what is beyond.
  private var budget: Int
  private let depthLimit: Int

  private init(name: String, depthLimit: Int, nodeLimit: Int) {
    (self.name, self.depthLimit, budget) = (name, depthLimit, nodeLimit)
    yaml_parser_initialize(&parser)
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
  }

  deinit {
    var parser = parser
    yaml_parser_delete(&parser)
  }

  /// nil where Yams must have its say.
  static func setting(_ text: String, name: String, depthLimit: Int, nodeLimit: Int) -> Setting? {
    var text = text
    return text.withUTF8 { bytes in
      var events = YAMLEvents(name: name, depthLimit: depthLimit, nodeLimit: nodeLimit)
      return try? events.document(bytes)
    }
  }

  private mutating func document(_ bytes: UnsafeBufferPointer<UInt8>) throws(Unusual) -> Setting {
    yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
    try expect(YAML_STREAM_START_EVENT)
    try expect(YAML_DOCUMENT_START_EVENT)
    guard let root = try value(depth: 0) else { throw Unusual() }
    try expect(YAML_DOCUMENT_END_EVENT)
    try expect(YAML_STREAM_END_EVENT)
    return root
  }

  private mutating func expect(_ type: yaml_event_type_t) throws(Unusual) {
    var event = yaml_event_t()
    defer { yaml_event_delete(&event) }
    guard yaml_parser_parse(&parser, &event) == 1, event.type == type else { throw Unusual() }
  }

  /// The next value, or nil at the end of a list or a map.
  private mutating func value(depth: Int) throws(Unusual) -> Setting? {
    var event = yaml_event_t()
    defer { yaml_event_delete(&event) }
    guard yaml_parser_parse(&parser, &event) == 1 else { throw Unusual() }
    let place = Place(
      file: name, line: Int(event.start_mark.line) + 1, column: Int(event.start_mark.column) + 1)
    switch event.type {
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return nil
    case YAML_SCALAR_EVENT:
      guard event.data.scalar.anchor == nil else { throw Unusual() }
      try spend(depth)
      let isPlain =
        event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE || event.data.scalar.style == YAML_ANY_SCALAR_STYLE
      let text = try Self.text(event)
      if isPlain, text.isEmpty || text == "~" || text == "null" { return Setting(.empty, at: place) }
      return Setting(.scalar(text, isQuoted: !isPlain), at: place)
    case YAML_SEQUENCE_START_EVENT:
      guard event.data.sequence_start.anchor == nil else { throw Unusual() }
      try spend(depth)
      var items: [Setting] = []
      while let item = try value(depth: depth + 1) { items.append(item) }
      return Setting(.list(items), at: place)
    case YAML_MAPPING_START_EVENT:
      guard event.data.mapping_start.anchor == nil else { throw Unusual() }
      try spend(depth)
      var entries: [Setting.Entry] = []
      while let (key, keyPlace) = try key() {
        guard !entries.contains(where: { $0.key == key }), let inner = try value(depth: depth + 1) else {
          throw Unusual()
        }
        entries.append(.init(key: key, place: keyPlace, value: inner))
      }
      return Setting(.map(entries), at: place)
    default: throw Unusual()
    }
  }

  /// The next key of a map; nil at its end.
  private mutating func key() throws(Unusual) -> (text: String, place: Place)? {
    var event = yaml_event_t()
    defer { yaml_event_delete(&event) }
    guard yaml_parser_parse(&parser, &event) == 1 else { throw Unusual() }
    if event.type == YAML_MAPPING_END_EVENT { return nil }
    guard event.type == YAML_SCALAR_EVENT, event.data.scalar.anchor == nil else { throw Unusual() }
    return (
      try Self.text(event),
      Place(file: name, line: Int(event.start_mark.line) + 1, column: Int(event.start_mark.column) + 1)
    )
  }

  private mutating func spend(_ depth: Int) throws(Unusual) {
    budget -= 1
    guard depth < depthLimit, budget > 0 else { throw Unusual() }
  }

  /// A mark of byte order within a text is for Yams to keep or drop.
  private static func text(_ event: yaml_event_t) throws(Unusual) -> String {
    let bytes = UnsafeBufferPointer(start: event.data.scalar.value, count: event.data.scalar.length)
    guard !bytes.starts(with: [0xef, 0xbb, 0xbf]) else { throw Unusual() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
