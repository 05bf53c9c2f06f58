import Markup
import Pages

/// Facts of pages as bytes. A new fact must be added to both directions; a test counts them.
extension Packer {
  mutating func put(_ facts: PageFacts) {
    put(facts.path)
    put(facts.url)
    put(facts.charset.rawValue)
    put(facts.title)
    put(facts.kind.rawValue)
    for text in [facts.indexNumber, facts.documentNumber, facts.publisher] { put(text) }
    for date in [facts.writtenOn, facts.publishedOn, facts.validUntil] { put(date) }
    for text in [facts.validity, facts.disclosure, facts.column, facts.siteName, facts.siteID, facts.source] {
      put(text)
    }
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
    put(facts.breadcrumb) { $0.put($1) }
    put(facts.content)
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
      packer.put(mark.text)
      packer.put(mark.target)
      packer.put(mark.row)
      packer.put(raw: [mark.place.rawValue])
      packer.put(mark.line)
      packer.put(mark.column)
    }
    put(facts.relatedLinks) { $0.put(UInt64($1)) }
    put(facts.hasRelatedBlock)
    put(facts.footer)
    put(Int(facts.functions.rawValue))
    put(facts.looksLikeErrorPage)
  }

  private mutating func put(_ mark: PageMark) {
    put(mark.text)
    put(mark.line)
    put(mark.column)
  }

  private mutating func put(_ content: ContentFacts) {
    put(content.textLength)
    put(content.digest)
    for count in [content.images, content.videos, content.audios, content.frames] { put(count) }
    put(content.headings) { $0.put($1) }
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

extension Unpacker {
  mutating func facts() throws(Damaged) -> PageFacts {
    var facts = PageFacts(path: try string())
    facts.url = try optionalString()
    facts.charset = try named(Charset.self)
    facts.title = try optionalString()
    facts.kind = try named(PageKind.self)
    facts.indexNumber = try optionalString()
    facts.documentNumber = try optionalString()
    facts.publisher = try optionalString()
    facts.writtenOn = try date()
    facts.publishedOn = try date()
    facts.validUntil = try date()
    facts.validity = try optionalString()
    facts.disclosure = try optionalString()
    facts.column = try optionalString()
    facts.siteName = try optionalString()
    facts.siteID = try optionalString()
    facts.source = try optionalString()
    facts.linkCount = try int()
    facts.attachmentCount = try int()
    facts.problems = try array { (it: inout Unpacker) throws(Damaged) in
      PageProblem(kind: try it.named(PageProblem.Kind.self), message: try it.string())
    }
    for _ in 0..<(try count()) {
      let field = try raw(PageField.self)
      facts.readings[field] = FieldReading(
        origin: try raw(FieldReading.Origin.self), line: try int(), column: try int())
    }
    facts.conflicts = try array { (it: inout Unpacker) throws(Damaged) in
      FieldConflict(field: try it.raw(PageField.self), visible: try it.string(), meta: try it.string())
    }
    facts.breadcrumb = try strings()
    facts.content = try content()
    if try bool() {
      facts.cues = CueSet(bits: try array { (it: inout Unpacker) throws(Damaged) in try it.unsigned() })
    }
    facts.forms = InterpretationForms(rawValue: UInt16(truncatingIfNeeded: try int()))
    facts.personalSigns = try array { (it: inout Unpacker) throws(Damaged) in
      PersonalSign(
        kind: try it.named(PersonalSignKind.self), masked: try it.string(), digest: try it.unsigned(),
        line: try it.int(), column: try it.int())
    }
    facts.secrecyMarks = try array { (it: inout Unpacker) throws(Damaged) in try it.mark() }
    facts.repealMark = try bool() ? try mark() : nil
    facts.serviceMarks = try array { (it: inout Unpacker) throws(Damaged) in
      ServiceMark(
        text: try it.string(), target: try it.optionalString(), row: try it.optionalString(),
        place: try it.raw(ServiceMark.Place.self),
        line: try it.int(),
        column: try it.int())
    }
    facts.relatedLinks = try array { (it: inout Unpacker) throws(Damaged) in
      Int32(truncatingIfNeeded: try it.unsigned())
    }
    facts.hasRelatedBlock = try bool()
    facts.footer = try footer()
    facts.functions = PageFunctions(rawValue: UInt8(truncatingIfNeeded: try int()))
    facts.looksLikeErrorPage = try bool()
    return facts
  }

  private mutating func strings() throws(Damaged) -> [String] {
    try array { (it: inout Unpacker) throws(Damaged) in try it.string() }
  }

  private mutating func mark() throws(Damaged) -> PageMark {
    PageMark(text: try string(), line: try int(), column: try int())
  }

  private mutating func content() throws(Damaged) -> ContentFacts {
    var content = ContentFacts()
    content.textLength = try int()
    content.digest = try unsigned()
    content.images = try int()
    content.videos = try int()
    content.audios = try int()
    content.frames = try int()
    content.headings = try strings()
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
