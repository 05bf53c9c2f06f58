import Checks
import Findings
import Pages
import Records

/// The values behind a verdict, each with the page's line or the ledger's row and column that it was read from.
struct ExplainedValues {
  private static let most = 20

  let pages: [PageFacts]
  /// The unit's own.
  let ledgers: [Ledger]

  func lines(of verdict: Verdict) -> [String] {
    let own = verdict.location
    var lines: [String] = []
    if let page = pages.first(where: { $0.path == own?.path }) { lines += values(of: page) }
    for ledger in ledgers where ledger.path == own?.path {
      for row in ledger.rows where row.number == own?.line { lines += values(of: row, in: ledger) }
    }
    return lines + related(to: verdict.subject.key, besides: own)
  }

  /// Rows of the unit's ledgers that name the subject, and the pages that bear its number.
  private func related(to key: String, besides own: Location?) -> [String] {
    guard !key.isEmpty else { return [] }
    var lines: [String] = []
    for ledger in ledgers {
      for row in ledger.rows where row.values.values.contains(where: { names($0, key) }) {
        if ledger.path == own?.path, row.number == own?.line { continue }
        lines.append("同一对象，\(ledger.path) 第\(row.number)行：" + cells(of: row, in: ledger).joined(separator: "，"))
      }
    }
    for page in pages where page.documentNumber == key && page.path != own?.path {
      lines.append("同一对象，\(page.path)：" + fields(of: page).map { "\($0.name) \($0.value)" }.joined(separator: "，"))
    }
    let rest = lines.count - Self.most
    return rest > 0 ? lines.prefix(Self.most) + ["……另有\(rest)处。"] : lines
  }

  private func names(_ value: Value, _ key: String) -> Bool {
    if case .list(let items) = value { return items.contains(key) }
    return value.description == key
  }

  private func values(of row: Ledger.Row, in ledger: Ledger) -> [String] {
    ledger.allHeaders.compactMap { header in
      if row.unreadable.contains(header) { return "\(header) 读不出（\(ledger.path) 第\(row.number)行“\(header)”列）" }
      return shown(row, header, in: ledger).map { "\(header) = \($0)（\(ledger.path) 第\(row.number)行“\(header)”列）" }
    }
  }

  private func cells(of row: Ledger.Row, in ledger: Ledger) -> [String] {
    ledger.allHeaders.compactMap { header in shown(row, header, in: ledger).map { "\(header) \($0)" } }
  }

  private func shown(_ row: Ledger.Row, _ header: String, in ledger: Ledger) -> String? {
    guard let value = row.values[header]?.description else { return nil }
    let isPersonal = ledger.schema.column(header)?.isPersonal ?? PersonalData.isPersonalHeader(header)
    return isPersonal ? PersonalData.hidden(value) : PersonalData.masked(value)
  }

  private func values(of page: PageFacts) -> [String] {
    fields(of: page).map { field in
      let line = page.readings[field.field].map { " 第\($0.line)行" } ?? ""
      return "\(field.name) = \(field.value)（\(page.path)\(line)）"
    }
  }

  private func fields(of page: PageFacts) -> [(field: PageField, name: String, value: String)] {
    PageField.allCases.compactMap { field in
      page.text(of: field).map { (field, field.chineseName, PersonalData.masked($0)) }
    }
  }
}

extension Ledger {
  /// The schema's headers in its order, then the file's further ones.
  fileprivate var allHeaders: [String] { schema.columns.map(\.header) + extraHeaders }
}

extension PageFacts {
  fileprivate func text(of field: PageField) -> String? {
    switch field {
    case .title: title
    case .indexNumber: indexNumber
    case .documentNumber: documentNumber
    case .publisher: publisher
    case .writtenOn: writtenOn?.description
    case .publishedOn: publishedOn?.description
    case .validity: validity
    case .validUntil: validUntil?.description
    case .disclosure: disclosure
    case .column: column
    case .siteName: siteName
    case .siteID: siteID
    case .source: source
    // Only whether the page shows it is kept.
    case .topic: nil
    }
  }
}
