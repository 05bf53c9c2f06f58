import Findings
import Records
import Testing

@testable import Evidence

/// Records that stand by themselves, and rows of a shelf.
struct RecordTests {
  private final class Numbers: Shelf {
    var fields: [String] { ["数", "双"] }

    func key(of row: Int32) -> String { "第\(row)" }
    func title(of row: Int32) -> String? { nil }
    func location(of row: Int32) -> Location? { Location(path: "/", line: Int(row)) }

    func value(of field: String, at row: Int32) -> Value? {
      switch field {
      case "数": .number(Double(row))
      case "双": row % 2 == 0 ? .flag(true) : nil
      default: nil
      }
    }
  }

  @Test("A change to a copy leaves the record as it was")
  func copies() {
    for record in [Record(Numbers(), row: 4), Record(key: "第4", values: ["数": .number(4), "双": .flag(true)])] {
      var copy = record
      copy.values["数"] = .number(5)
      copy.unreadable.insert("双")
      #expect(record["数"] == .number(4) && record.unreadable.isEmpty)
      #expect(copy["数"] == .number(5) && copy.unreadable == ["双"] && copy.key == "第4")
      let second = copy
      copy.values["双"] = nil
      #expect(copy["双"] == nil && second["双"] == .flag(true))
    }
  }

  @Test("A value that was taken away is not looked up again")
  func removal() {
    var values = FieldValues(["字": .text("甲")], on: Numbers(), row: 2)
    #expect(Set(values.keys) == ["字", "数", "双"])
    values["数"] = nil
    #expect(values["数"] == nil && values["双"] == .flag(true) && values["字"] == .text("甲"))
    #expect(values == ["字": .text("甲"), "双": .flag(true)])
  }

  @Test("Rows with the same key, place and values are one record")
  func equality() {
    let shelf = Numbers()
    #expect(Record(shelf, row: 1) == Record(shelf, row: 1))
    #expect(Record(shelf, row: 1) != Record(shelf, row: 2))
    #expect(Set([Record(shelf, row: 1), Record(Numbers(), row: 1), Record(shelf, row: 3)]).count == 2)
  }

  @Test(
    "A key is told by its bytes",
    arguments: [("甲", "甲", true), ("甲", "乙", false), ("e\u{301}", "\u{e9}", false), ("", "", true)])
  func keys(one: String, other: String, isSame: Bool) {
    #expect((TextKey(one) == TextKey(other)) == isSame)
  }
}
