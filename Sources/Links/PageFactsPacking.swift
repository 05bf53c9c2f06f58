import Markup
import Pages

/// Facts of pages as bytes. A new fact must be added to both directions; a test counts them.
///
/// A page's path is not among them, since who looks for the page knows it. What pages have in common stands as numbers.
extension Packer {
  mutating func put(_ facts: PageFacts, _ common: inout CommonNumbers) {
    put(facts.url)
    put(UInt64(charsets.firstIndex(of: facts.charset) ?? 0))
    put(UInt64(kinds.firstIndex(of: facts.kind) ?? 0))
    put(facts.indexNumber)
    put(facts.documentNumber)
    for date in [facts.writtenOn, facts.publishedOn, facts.validUntil] { put(date) }
    for text in [facts.title, facts.publisher, facts.validity, facts.disclosure, facts.source] { put(text, &common) }
    put(UInt64(common.number(facts.frame)))
    put(facts.linkCount)
    put(facts.attachmentCount)
    put(facts.problems) { packer, problem in
      packer.put(problem.kind.rawValue)
      packer.put(problem.message)
    }
    put(facts.readings.all) { packer, item in
      packer.put(raw: [item.field.rawValue, item.reading.origin.rawValue])
      packer.put(item.reading.line)
      packer.put(item.reading.column)
    }
    put(facts.conflicts) { packer, conflict in
      packer.put(raw: [conflict.field.rawValue])
      packer.put(conflict.visible)
      packer.put(conflict.meta)
    }
    put(facts.content, &common)
    put(facts.cues != nil)
    if let cues = facts.cues { put(cues.bits) { $0.put($1) } }
    put(Int(facts.forms.rawValue))
    put(facts.personalSigns) { packer, sign in
      packer.put(sign.kind.rawValue)
      packer.put(sign.masked)
      packer.put(sign.digest)
      packer.put(sign.line)
      packer.put(sign.column)
    }
    put(facts.secrecyMarks) { $0.put($1) }
    put(facts.repealMark != nil)
    if let mark = facts.repealMark { put(mark) }
    put(facts.serviceMarks) { packer, mark in
      packer.put(UInt64(common.number(mark.text)))
      packer.put(mark.target, &common)
      packer.put(mark.row, &common)
      packer.put(raw: [mark.place.rawValue])
      packer.put(mark.line)
      packer.put(mark.column)
    }
    put(facts.relatedLinks) { $0.put(UInt64($1)) }
    put(facts.hasRelatedBlock)
    put(Int(facts.functions.rawValue))
    put(facts.looksLikeErrorPage)
  }

  private mutating func put(_ text: String?, _ common: inout CommonNumbers) {
    put(text.map { UInt64(common.number($0)) + 1 } ?? 0)
  }

  mutating func put(_ frame: PageFrame) {
    for text in [frame.column, frame.siteName, frame.siteID] { put(text) }
    put(frame.breadcrumb) { $0.put($1) }
    put(frame.footer)
  }

  private mutating func put(_ mark: PageMark) {
    put(mark.text)
    put(mark.line)
    put(mark.column)
  }

  private mutating func put(_ content: ContentFacts, _ common: inout CommonNumbers) {
    put(content.textLength)
    put(content.digest)
    for count in [content.images, content.videos, content.audios, content.frames] { put(count) }
    put(content.headings) { $0.put(UInt64(common.number($1))) }
    put(content.citations) { $0.put($1) }
    put(content.slips) { $0.put($1) }
  }

  private mutating func put(_ footer: FooterMarks) {
    for text in [footer.icp, footer.police, footer.siteCode] { put(text) }
    put(footer.conac)
    put(footer.jiucuo)
    put(footer.scripts) { $0.put($1) }
  }
}

/// As numbers they are quicker to read than their names.
private let charsets = Charset.allCases
private let kinds = PageKind.allCases

/// What the numbers of a segment stand for; nil where there is no such number.
protocol CommonFacts {
  func text(_ number: Int) -> String?
  func frame(_ number: Int) -> Apart<PageFrame>?
}

extension Unpacker {
  /// - Parameter path: the page's own.
  mutating func facts(path: String, _ common: some CommonFacts) throws(Damaged) -> PageFacts {
    var facts = PageFacts(path: path)
    facts.url = try optionalString()
    facts.charset = try one(of: charsets)
    facts.kind = try one(of: kinds)
    facts.indexNumber = try optionalString()
    facts.documentNumber = try optionalString()
    facts.writtenOn = try date()
    facts.publishedOn = try date()
    facts.validUntil = try date()
    facts.title = try optionalText(common)
    facts.publisher = try optionalText(common)
    facts.validity = try optionalText(common)
    facts.disclosure = try optionalText(common)
    facts.source = try optionalText(common)
    guard let frame = common.frame(Int(clamping: try unsigned())) else { throw Damaged() }
    facts.frame = frame
    facts.linkCount = try int()
    facts.attachmentCount = try int()
    let problems = try array { (it: inout Unpacker) throws(Damaged) in
      PageProblem(kind: try it.named(PageProblem.Kind.self), message: try it.string())
    }
    if !problems.isEmpty { facts.problems = problems }
    for _ in 0..<(try count()) {
      let field = try raw(PageField.self)
      facts.readings[field] = FieldReading(
        origin: try raw(FieldReading.Origin.self), line: try int(), column: try int())
    }
    let conflicts = try array { (it: inout Unpacker) throws(Damaged) in
      FieldConflict(field: try it.raw(PageField.self), visible: try it.string(), meta: try it.string())
    }
    if !conflicts.isEmpty { facts.conflicts = conflicts }
    facts.content = try content(common)
    if try bool() {
      facts.cues = CueSet(bits: try array { (it: inout Unpacker) throws(Damaged) in try it.unsigned() })
    }
    facts.forms = InterpretationForms(rawValue: UInt16(truncatingIfNeeded: try int()))
    let signs = try array { (it: inout Unpacker) throws(Damaged) in
      PersonalSign(
        kind: try it.named(PersonalSignKind.self), masked: try it.string(), digest: try it.unsigned(),
        line: try it.int(), column: try it.int())
    }
    if !signs.isEmpty { facts.personalSigns = signs }
    let secrecy = try array { (it: inout Unpacker) throws(Damaged) in try it.mark() }
    if !secrecy.isEmpty { facts.secrecyMarks = secrecy }
    if try bool() { facts.repealMark = try mark() }
    facts.serviceMarks = try array { (it: inout Unpacker) throws(Damaged) in
      ServiceMark(
        text: try it.text(common), target: try it.optionalText(common), row: try it.optionalText(common),
        place: try it.raw(ServiceMark.Place.self),
        line: try it.int(),
        column: try it.int())
    }
    facts.relatedLinks = try array { (it: inout Unpacker) throws(Damaged) in
      Int32(truncatingIfNeeded: try it.unsigned())
    }
    facts.hasRelatedBlock = try bool()
    facts.functions = PageFunctions(rawValue: UInt8(truncatingIfNeeded: try int()))
    facts.looksLikeErrorPage = try bool()
    return facts
  }

  mutating func frame() throws(Damaged) -> PageFrame {
    PageFrame(
      column: try optionalString(), siteName: try optionalString(), siteID: try optionalString(),
      breadcrumb: try strings(), footer: try footer())
  }

  private mutating func text(_ common: some CommonFacts) throws(Damaged) -> String {
    guard let text = common.text(Int(clamping: try unsigned())) else { throw Damaged() }
    return text
  }

  private mutating func optionalText(_ common: some CommonFacts) throws(Damaged) -> String? {
    let number = try unsigned()
    guard number > 0 else { return nil }
    guard let text = common.text(Int(clamping: number - 1)) else { throw Damaged() }
    return text
  }

  private mutating func one<Value>(of all: [Value]) throws(Damaged) -> Value {
    let place = Int(clamping: try unsigned())
    guard all.indices.contains(place) else { throw Damaged() }
    return all[place]
  }

  private mutating func strings() throws(Damaged) -> [String] {
    try array { (it: inout Unpacker) throws(Damaged) in try it.string() }
  }

  private mutating func mark() throws(Damaged) -> PageMark {
    PageMark(text: try string(), line: try int(), column: try int())
  }

  private mutating func content(_ common: some CommonFacts) throws(Damaged) -> ContentFacts {
    var content = ContentFacts()
    content.textLength = try int()
    content.digest = try unsigned()
    content.images = try int()
    content.videos = try int()
    content.audios = try int()
    content.frames = try int()
    content.headings = try array { (it: inout Unpacker) throws(Damaged) in try it.text(common) }
    content.citations = try strings()
    content.slips = try strings()
    return content
  }

  private mutating func footer() throws(Damaged) -> FooterMarks {
    var footer = FooterMarks()
    footer.icp = try optionalString()
    footer.police = try optionalString()
    footer.siteCode = try optionalString()
    footer.conac = try bool()
    footer.jiucuo = try bool()
    footer.scripts = try strings()
    return footer
  }
}
