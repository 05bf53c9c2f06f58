import Findings
import Records
import SampleResults
import Testing
import Workdays

@testable import Rectification

@Suite("Reading a 整改台账 back")
struct ReadRowsTests {
  private func row(_ number: Int, limit: String = "2024-10-28", finding: String = "f") -> RectificationRow {
    RectificationRow(
      number: number, problem: "解读不足", place: "/a.html", basis: "d/1", responsible: "各镇", limit: limit, finding: finding
    )
  }

  @Test("what was written comes back as it was")
  func roundTrip() {
    var written = row(4)
    (written.measure, written.progress) = ("补做", "正在做")
    var closed = row(7, finding: "g")
    (closed.state, closed.closedOn) = (.closed, CivilDate(iso: "2024-09-30"))
    #expect(RectificationRow.read(ledger([written, closed])) == [written, closed])
  }

  @Test("a number that is missing or was copied is given anew, the first keeps its own")
  func numbers() {
    let rows = RectificationRow.read(
      ledger([row(2), row(2, finding: "g"), row(0, finding: "h"), row(5, finding: "i")]))
    #expect(rows.map(\.number) == [2, 6, 7, 5])
  }

  @Test("a day that became a spreadsheet's serial number is a day again, another number is left alone")
  func serials() {
    #expect(RectificationRow.read(ledger([row(1, limit: "45593")])).first?.limit == "2024-10-28")
    #expect(RectificationRow.read(ledger([row(1, limit: "20241")])).first?.limit == "20241")
  }
}
