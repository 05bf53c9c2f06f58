/// CSV that Excel and WPS open rightly: UTF-8 with BOM, CRLF, RFC 4180 quoting (contract, section 6).
enum CSVText {
  static func write(_ table: ReportTable) -> [UInt8] {
    var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
    bytes.reserveCapacity(table.rows.count * 400 + 256)
    add(table.headers, to: &bytes)
    for row in table.rows { add(row.map(\.shown), to: &bytes) }
    return bytes
  }

  private static func add(_ fields: [String], to bytes: inout [UInt8]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      add(field, to: &bytes)
    }
    bytes.append(contentsOf: [0x0D, 0x0A])
  }

  private static func add(_ field: String, to bytes: inout [UInt8]) {
    var field = field
    field.withUTF8 { field in
      // What must be quoted lies below 0x2D, where hardly any byte of these tables does.
      guard field.contains(where: { $0 < 0x2D && ($0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D) }) else {
        bytes.append(contentsOf: field)
        return
      }
      bytes.append(0x22)
      for byte in field {
        if byte == 0x22 { bytes.append(0x22) }
        bytes.append(byte)
      }
      bytes.append(0x22)
    }
  }
}
