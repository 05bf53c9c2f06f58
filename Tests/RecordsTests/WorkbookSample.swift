import CLibArchive

/// A workbook written part by part, so that tests can hold what no writer of ours makes.
struct WorkbookSample {
  /// The `row` and `c` elements of the first sheet.
  var rows = ""
  var merges: [String] = []
  /// `si` elements.
  var strings: [String] = []
  /// Number format codes; the style of the n-th is n + 1, style 0 is general.
  var formats: [String] = []
  /// Built-in format numbers, whose styles follow those.
  var builtIn: [Int] = []
  var sheetNames = ["Sheet1"]
  var hiddenSheets: Set<String> = []
  /// How the file calls the namespace of relations.
  var relationPrefix = "r"
  var from1904 = false
  /// Rows of the sheets after the first.
  var otherRows: [String] = []
  var omitted: Set<String> = []

  var bytes: [UInt8] { Self.zip(parts.filter { !omitted.contains($0.name) }) }

  var parts: [(name: String, text: String)] {
    let head = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let package = "http://schemas.openxmlformats.org/package/2006/relationships"
    let sheets = sheetNames.enumerated().map { index, name in
      let state = hiddenSheets.contains(name) ? " state=\"hidden\"" : ""
      return "<sheet name=\"\(name)\" sheetId=\"\(index + 1)\"\(state) \(relationPrefix):id=\"rId\(index + 1)\"/>"
    }
    let relations =
      sheetNames.indices.map {
        "<Relationship Id=\"rId\($0 + 1)\" Type=\"\(office)/worksheet\" Target=\"worksheets/sheet\($0 + 1).xml\"/>"
      } + [
        "<Relationship Id=\"rIdS\" Type=\"\(office)/styles\" Target=\"/xl/styles.xml\"/>",
        "<Relationship Id=\"rIdT\" Type=\"\(office)/sharedStrings\" Target=\"sharedStrings.xml\"/>",
      ]
    let merged =
      merges.isEmpty ? "" : "<mergeCells>" + merges.map { "<mergeCell ref=\"\($0)\"/>" }.joined() + "</mergeCells>"
    let codes = formats.enumerated().map { "<numFmt numFmtId=\"\(200 + $0)\" formatCode=\"\(Self.escaped($1))\"/>" }
    let styles = [0] + formats.indices.map { 200 + $0 } + builtIn
    var result = [
      (
        "_rels/.rels",
        "\(head)<Relationships xmlns=\"\(package)\"><Relationship Id=\"rId1\" Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
      ),
      (
        "xl/workbook.xml",
        "\(head)<workbook xmlns=\"\(main)\" xmlns:\(relationPrefix)=\"\(office)\"><workbookPr date1904=\"\(from1904 ? 1 : 0)\"/><sheets>\(sheets.joined())</sheets></workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels", "\(head)<Relationships xmlns=\"\(package)\">\(relations.joined())</Relationships>"
      ),
      (
        "xl/styles.xml",
        "\(head)<styleSheet xmlns=\"\(main)\"><numFmts>\(codes.joined())</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>\(styles.map { "<xf numFmtId=\"\($0)\"/>" }.joined())</cellXfs></styleSheet>"
      ),
      ("xl/sharedStrings.xml", "\(head)<sst xmlns=\"\(main)\">\(strings.map { "<si>\($0)</si>" }.joined())</sst>"),
      (
        "xl/worksheets/sheet1.xml",
        "\(head)<worksheet xmlns=\"\(main)\"><sheetData>\(rows)</sheetData>\(merged)</worksheet>"
      ),
    ]
    for (index, rows) in otherRows.enumerated() {
      result.append(
        (
          "xl/worksheets/sheet\(index + 2).xml",
          "\(head)<worksheet xmlns=\"\(main)\"><sheetData>\(rows)</sheetData></worksheet>"
        ))
    }
    return result
  }

  /// A row of inline strings.
  static func row(_ number: Int, _ texts: String...) -> String {
    let cells = texts.enumerated().map { text(String(UnicodeScalar(UInt8(65 + $0))) + "\(number)", $1) }
    return "<row r=\"\(number)\">\(cells.joined())</row>"
  }

  static func text(_ place: String, _ text: String) -> String {
    text.isEmpty ? "" : "<c r=\"\(place)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\(escaped(text))</t></is></c>"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }

  static func zip(_ parts: [(name: String, text: String)]) -> [UInt8] {
    guard let archive = archive_write_new() else { return [] }
    defer { archive_write_free(archive) }
    archive_write_set_format_zip(archive)
    var buffer = [UInt8](repeating: 0, count: parts.reduce(65_536) { $0 + $1.text.utf8.count + 1024 })
    var used = 0
    buffer.withUnsafeMutableBytes { memory in
      archive_write_open_memory(archive, memory.baseAddress, memory.count, &used)
      for part in parts {
        guard let entry = archive_entry_new() else { continue }
        archive_entry_set_pathname(entry, part.name)
        archive_entry_set_filetype(entry, 0o100000)
        archive_entry_set_perm(entry, 0o644)
        let content = Array(part.text.utf8)
        archive_entry_set_size(entry, Int64(content.count))
        archive_write_header(archive, entry)
        _ = content.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
        archive_entry_free(entry)
      }
      archive_write_close(archive)
    }
    return Array(buffer.prefix(used))
  }
}
