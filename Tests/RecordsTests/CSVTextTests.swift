import Testing

@testable import Records

@Suite("Delimited text")
struct CSVTextTests {
  private func records(_ text: String, delimiter: Character = ",") -> [[String]] {
    CSVText(Array(text.utf8), delimiter: delimiter.asciiValue ?? 44).records
  }

  /// By scalars, since a quote and an accent after it are one character.
  private static func quoted(_ field: String) -> String {
    "\"" + field.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
  }

  @Test("Quotes hold delimiters, line breaks and doubled quotes")
  func quoting() {
    #expect(records("a,\"b,c\",\"d\n\"\"e\"\"\"\r\nf") == [["a", "b,c", "d\n\"e\""], ["f"]])
    #expect(records("\"\",x\n") == [["", "x"]])
  }

  @Test("Each kind of line end ends a record, and an empty line is one, so that rows keep their numbers")
  func lineEnds() {
    #expect(records("a\nb\r\nc\rd") == [["a"], ["b"], ["c"], ["d"]])
    #expect(records("a\n\nb\n") == [["a"], [""], ["b"]])
    #expect(records("").isEmpty)
    #expect(records("a,") == [["a", ""]])
    #expect(records("a,\nb") == [["a", ""], ["b"]])
  }

  @Test("Line separators and vertical tabs within a field are no line ends")
  func notLineEnds() {
    #expect(records("a\u{2028}b\u{0B}c\u{85}d,e") == [["a\u{2028}b\u{0B}c\u{85}d", "e"]])
  }

  @Test("A quote within a plain field is plain, and what follows a closing quote is kept")
  func strayQuotes() {
    #expect(records("5\" 管,b\nc,d") == [["5\" 管", "b"], ["c", "d"]])
    #expect(records("\"a\"b,c") == [["ab", "c"]])
  }

  @Test("A quote that nothing closes is plain, is told, and swallows no rows")
  func openQuote() {
    let csv = CSVText(Array("编号,题\n1,\"未完\n2,次\n3,末".utf8), delimiter: 44)
    #expect(csv.records == [["编号", "题"], ["1", "\"未完"], ["2", "次"], ["3", "末"]])
    #expect(csv.openQuotes == [2])
  }

  @Test("What is written after RFC 4180 is read back the same, whatever it holds")
  func roundTrip() {
    var numbers = SeededNumbers(seed: 7)
    let alphabet = ["a", "文", ",", ";", "\"", "\n", "\r\n", "\t", " ", "'", "=", "🇨🇳", "\u{301}", "\u{2028}", ""]
    for _ in 0..<400 {
      let table = (0..<Int.random(in: 1...5, using: &numbers)).map { _ in
        (0..<Int.random(in: 1...4, using: &numbers)).map { _ in
          (0..<Int.random(in: 0...6, using: &numbers)).compactMap { _ in alphabet.randomElement(using: &numbers) }
            .joined()
        }
      }
      for delimiter in [",", ";", "\t"] {
        let text = table.map { row in
          row.map(Self.quoted).joined(separator: delimiter)
        }.joined(separator: "\r\n")
        #expect(records(text, delimiter: Character(delimiter)) == table)
      }
    }
  }

  @Test("No bytes make the reader crash or run long, and none are lost but quotes and line ends")
  func hostile() {
    var numbers = SeededNumbers(seed: 8)
    let alphabet = Array("a,;\"\n\r\t\u{0}文".utf8)
    for _ in 0..<2000 {
      let bytes = (0..<Int.random(in: 0...60, using: &numbers)).compactMap { _ in
        alphabet.randomElement(using: &numbers)
      }
      let kept = CSVText(bytes, delimiter: 44).records.joined().joined().utf8.count { $0 == UInt8(ascii: "a") }
      #expect(kept == bytes.count { $0 == UInt8(ascii: "a") })
    }
    #expect(CSVText([UInt8](repeating: UInt8(ascii: "\""), count: 200_001), delimiter: 44).records.count == 1)
    let quotes = Array(String(repeating: "\"x\n", count: 100_001).utf8)
    #expect(!CSVText(quotes, delimiter: 44).records.isEmpty)
  }

  @Test("A cell longer than any ledger's is told and the rest of its row is read")
  func longCell() throws {
    let ledger = try Samples.read("文号,标题\n1号,\(String(repeating: "长", count: 40_000))\n")
    #expect(ledger.rows.map(\.key) == ["1号"] && ledger.rows[0].unreadable == ["标题"])
    #expect(ledger.rejected.map(\.column) == ["标题"])
  }

  @Test("A quote that was never closed does not swallow the rows up to the next quoted field")
  func swallowed() {
    let text = "编号,理由\n1,\"未收尾\n2,\"多行\n理由\"\n3,无\n"
    let csv = CSVText(Array(text.utf8), delimiter: 44)
    #expect(csv.records == [["编号", "理由"], ["1", "\"未收尾"], ["2", "多行\n理由"], ["3", "无"]] && csv.openQuotes == [2])
    // Words behind the closing quote of one line are only untidy.
    #expect(CSVText(Array("\"甲\"乙,2\n".utf8), delimiter: 44).records == [["甲乙", "2"]])
  }
}
