import Markup

/// A ledger in an XLSX workbook: the sheet that bears its name, else the first.
struct WorkbookReader {
  private struct SheetEntry {
    let name: String
    let part: String
    let isHidden: Bool
  }

  private let parts: WorkbookParts
  private let sheets: [SheetEntry]
  private let from1904: Bool
  private let strings: [String]
  private let styles: WorkbookStyles

  init(_ bytes: [UInt8]) throws(LedgerProblem.Reason) {
    parts = WorkbookParts(bytes)
    let roots = try parts.read(["_rels/.rels"])
    let main =
      try Self.relations(in: roots["_rels/.rels"], base: "").first { $0.kind == "officedocument" }?.part
      ?? "xl/workbook.xml"
    let folder = main.split(separator: "/").dropLast().map { $0 + "/" }.joined()
    let file = main.split(separator: "/").last ?? "workbook.xml"
    let relationsName = "\(folder)_rels/\(file).rels"
    let base = try parts.read([main, relationsName])
    guard let book = base[main] else { throw .brokenWorkbook("不是 .xlsx 工作簿") }
    let relations = try Self.relations(in: base[relationsName], base: folder)
    (sheets, from1904) = try Self.sheets(in: book, relations: relations)
    let shared = relations.first { $0.kind == "sharedstrings" }?.part ?? folder + "sharedstrings.xml"
    let style = relations.first { $0.kind == "styles" }?.part ?? folder + "styles.xml"
    let tables = try parts.read([shared, style])
    strings = try tables[shared].map { bytes throws(LedgerProblem.Reason) in try SharedStrings.read(bytes) } ?? []
    styles =
      try tables[style].map { bytes throws(LedgerProblem.Reason) in try WorkbookStyles(bytes) } ?? WorkbookStyles()
  }

  /// The sheet of the ledger's name, else the first; where that holds none of its headers but one other does, that one.
  func read(schema: LedgerSchema) throws(LedgerProblem.Reason) -> RawSheet {
    guard let first = sheets.first else { throw .noTable }
    let wanted = [schema.chineseName, schema.name].map(HeaderNames.folded)
    if let named = sheets.first(where: { wanted.contains(HeaderNames.folded($0.name)) }) { return try sheet(named) }
    var sheet = try sheet(first)
    let failure: LedgerProblem.Reason
    do {
      let header = try HeaderRow.find(in: sheet, schema: schema)
      sheet.notes += continuations(of: header, schema: schema)
      return sheet
    } catch {
      failure = error
    }
    var fitting: [RawSheet] = []
    for other in sheets.dropFirst().prefix(Self.searchedSheets) {
      var candidate = try self.sheet(other)
      guard (try? HeaderRow.find(in: candidate, schema: schema)) != nil else { continue }
      candidate.notes.append("第一张工作表不是\(schema.chineseName)，读取的是工作表“\(other.name)”。")
      fitting.append(candidate)
    }
    guard fitting.count == 1, let only = fitting.first else { throw failure }
    return only
  }

  /// Ten sheets are enough to look into; a book of more is no ledger.
  private static let searchedSheets = 10

  /// Of sheets that go on with the same columns (一季度, 二季度 …) only the first is read, so the others are told.
  private func continuations(of header: HeaderRow, schema: LedgerSchema) -> [String] {
    sheets.dropFirst().prefix(Self.searchedSheets).filter { !$0.isHidden }.compactMap { entry in
      guard let other = try? sheet(entry), let found = try? HeaderRow.find(in: other, schema: schema),
        Set(found.columns.values.map(\.header)) == Set(header.columns.values.map(\.header)),
        other.rows.count > found.range.upperBound + 1
      else { return nil }
      return "工作表“\(entry.name)”也是这张台账的样子，没有读取；请并入第一张工作表。"
    }
  }

  private func sheet(_ entry: SheetEntry) throws(LedgerProblem.Reason) -> RawSheet {
    guard let bytes = try parts.read([entry.part])[entry.part] else {
      throw .brokenWorkbook("缺少工作表“\(entry.name)”")
    }
    var reader = WorksheetReader(strings: strings, styles: styles, from1904: from1904)
    var sheet = try reader.read(bytes)
    sheet.name = entry.name
    return sheet
  }

  // MARK: The book's own parts

  private struct Relation {
    let id: String
    /// The last part of its type, in lower case.
    let kind: String
    let part: String
  }

  private static func relations(in bytes: [UInt8]?, base: String) throws(LedgerProblem.Reason) -> [Relation] {
    guard let bytes else { return [] }
    var relations: [Relation] = []
    try WorkbookXML.visit(bytes) { event, reader in
      guard case .start("Relationship") = event, let id = reader.attribute("Id"),
        let type = reader.attribute("Type"), let target = reader.attribute("Target")
      else { return }
      let kind = type.split(separator: "/").last.map { $0.lowercased() } ?? ""
      relations.append(Relation(id: id, kind: kind, part: resolved(target, base: base)))
    }
    return relations
  }

  private static func resolved(_ target: String, base: String) -> String {
    if target.hasPrefix("/") { return WorkbookParts.plain(target) }
    var steps: [Substring] = []
    for step in (base + target.replacing("\\", with: "/")).split(separator: "/") where step != "." {
      if step == ".." { _ = steps.popLast() } else { steps.append(step) }
    }
    return WorkbookParts.plain(steps.joined(separator: "/"))
  }

  private static func sheets(
    in book: [UInt8], relations: [Relation]
  ) throws(LedgerProblem.Reason) -> ([SheetEntry], from1904: Bool) {
    var (sheets, from1904) = ([SheetEntry](), false)
    let parts = Dictionary(relations.map { ($0.id, $0.part) }) { first, _ in first }
    try WorkbookXML.visit(book) { event, reader in
      switch event {
      case .start("workbookPr"):
        from1904 = ["1", "true"].contains(reader.attribute("date1904") ?? "")
      case .start("sheet"):
        // The prefix of r:id is whatever the file declares.
        guard let name = reader.attribute("name"), let id = reader.attribute("r:id") ?? reader.attribute(local: "id"),
          let part = parts[id]
        else { return }
        let isHidden = ["hidden", "veryHidden"].contains(reader.attribute("state") ?? "")
        // A chart's sheet holds no cells.
        if !part.contains("chartsheet") { sheets.append(SheetEntry(name: name, part: part, isHidden: isHidden)) }
      default: break
      }
    }
    // The first sheet is the first that a clerk sees.
    let seen = sheets.filter { !$0.isHidden }
    return (seen.isEmpty ? sheets : seen + sheets.filter(\.isHidden), from1904)
  }
}
