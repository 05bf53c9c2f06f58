import Findings

/// Makes a ledger of a sheet's rows: each cell as its column wants it, every other one told.
struct LedgerReader {
  private let schema: LedgerSchema
  private let sheet: RawSheet
  private let header: HeaderRow
  private let readers: [(place: Int, reader: CellReader)]
  private let extras: [(place: Int, name: String, isPersonal: Bool)]
  private let remarks: RowRemarks

  private var rows: [Ledger.Row] = []
  private var unnamed: [Ledger.Row] = []
  private var rejected: [Results.Rejection] = []
  private var notes: [String]

  init(schema: LedgerSchema, sheet: RawSheet) throws(LedgerProblem.Reason) {
    header = try HeaderRow.find(in: sheet, schema: schema)
    (self.schema, self.sheet, notes) = (schema, sheet, sheet.notes)
    readers = header.columns.sorted { $0.key < $1.key }.map { ($0.key, CellReader($0.value)) }
    remarks = RowRemarks(schema: schema, header: header)
    var names = Set(schema.columns.map(\.header))
    var twice: [String] = []
    var extras: [(place: Int, name: String, isPersonal: Bool)] = []
    for (place, name) in header.extras.sorted(by: { $0.key < $1.key }) {
      if names.insert(name).inserted {
        extras.append((place, name, PersonalData.isPersonalHeader(name)))
      } else {
        twice.append(name)
      }
    }
    self.extras = extras
    if !extras.isEmpty {
      notes.append("台账规定之外的列按文字保留：\(extras.map(\.name).joined(separator: "、"))。")
    }
    let held = Set(readers.map(\.reader.column.header))
    for column in schema.columns where !held.contains(column.header) {
      guard let slip = HeaderNames.nearest(to: column.header, in: extras.map(\.name), strictly: true) else { continue }
      notes.append("没有“\(column.header)”列，而有“\(slip)”列；如是笔误，请改为“\(column.header)”。")
    }
    if !twice.isEmpty {
      notes.append("表头重复的列只读了第一列：\(twice.joined(separator: "、"))。请删去或改名。")
    }
  }

  mutating func read(path: String) -> Ledger {
    for row in sheet.rows[(header.range.upperBound + 1)...] where row.cells.contains(where: { !$0.isBlank }) {
      if header.isRepeated(in: row) { continue }
      read(row)
    }
    var duplicates = DuplicateRows(schema: schema)
    let (kept, told) = duplicates.resolve(rows)
    var ledger = Ledger(
      schema: schema, path: path, rows: kept, rejected: Self.byRow(rejected + told),
      headers: Set(readers.map(\.reader.column.header)), extraHeaders: extras.map(\.name), notes: notes)
    ledger.unnamed = unnamed
    return ledger
  }

  /// In a row from left to right, as the cells were read.
  private static func byRow(_ rejected: [Results.Rejection]) -> [Results.Rejection] {
    rejected.enumerated().sorted { ($0.element.row, $0.offset) < ($1.element.row, $1.offset) }.map(\.element)
  }

  private mutating func read(_ row: RawSheet.Row) {
    if let remark = remarks.text(of: row) { return tell(remark, row) }
    var values: [String: Value] = [:]
    var unreadable: Set<String> = []
    for (place, reader) in readers {
      switch reader.read(row[place]) {
      case .empty: break
      case .value(let value): values[reader.column.header] = value
      case .rejected(let reason):
        unreadable.insert(reader.column.header)
        let value = Self.shown(Self.original(row[place]), isPersonal: reader.column.isPersonal)
        rejected.append(.init(row: row.number, column: reader.column.header, value: value, reason: reason))
      }
    }
    for extra in extras {
      let text = CellText.singleLine(row[extra.place].asText)
      if !text.isEmpty { values[extra.name] = .text(extra.isPersonal ? PersonalData.hidden(text) : text) }
    }
    tellStray(row)
    guard let key = schema.keyHeaders.lazy.compactMap({ values[$0]?.description }).first else {
      // A row that holds only a running number or remarks outside the table is no record.
      if values.isEmpty, unreadable.isEmpty {
        let words = row.cells.first { !$0.isBlank && !RowRemarks.isRunningNumber($0) }
        if let words { tell(CellText.singleLine(words.asText), row) }
        return
      }
      let column = schema.keyHeaders.first
      let wanted = schema.keyHeaders.joined(separator: "”或“")
      let held = Set(readers.map(\.reader.column.header))
      if !unreadable.isEmpty || values.keys.contains(where: held.contains) {
        // Whose it is may be known all the same, and that is then undecided and nothing else.
        let owners = values.filter { held.contains($0.key) && ($0.key.hasSuffix("文号") || $0.key.hasSuffix("编号")) }
        unnamed.append(
          Ledger.Row(
            number: row.number, key: "第\(row.number)行", values: owners, unreadable: held.subtracting(owners.keys)))
      }
      rejected.append(
        .init(row: row.number, column: column, value: "", reason: "缺少“\(wanted)”，不知这一行说的是哪一件，请补填"))
      return
    }
    rows.append(Ledger.Row(number: row.number, key: key, values: values, unreadable: unreadable))
  }

  /// So that nothing is lost in silence.
  private mutating func tell(_ remark: String, _ row: RawSheet.Row) {
    notes.append("第\(row.number)行不是数据，没有读取：\(Self.shown(remark, isPersonal: false))")
  }

  /// What stands where no header is: a remark beside the table, or cells that a comma too many has moved.
  private mutating func tellStray(_ row: RawSheet.Row) {
    let stray = row.cells.indices.filter { !row.cells[$0].isBlank && !header.names.keys.contains($0) }
    guard let first = stray.first else { return }
    rejected.append(
      .init(
        row: row.number, column: nil, value: Self.shown(Self.original(row[first]), isPersonal: false),
        reason: "第\(first + 1)列没有表头却有内容，可能是多了一个分隔符而使后面的列错位，请核对这一行"))
  }

  // MARK: Values in messages

  private static func original(_ cell: RawCell) -> String {
    if case .fault(let text) = cell { return text }
    return cell.asText
  }

  /// Hidden where it is personal, and cut where it is long.
  private static func shown(_ text: String, isPersonal: Bool) -> String {
    let line = CellText.singleLine(text)
    let safe = isPersonal ? PersonalData.hidden(line) : PersonalData.masked(line)
    return safe.count > 60 ? "\(safe.prefix(60))…" : safe
  }
}
