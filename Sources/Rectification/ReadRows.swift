public import Findings
public import Records
import Workdays

extension RectificationRow {
  /// The rows of a 整改台账 that came back, as people left it. Every row is kept, also one without a number or a
  /// 问题标识; a row's state is what 销号 says until the re-check says more.
  public static func read(_ ledger: Ledger) -> [RectificationRow] {
    var rows: [RectificationRow] = []
    var taken: Set<Int> = []
    for row in ledger.rows {
      func text(_ header: String) -> String { row.values[header]?.description.withoutSpreadsheetQuote ?? "" }
      var number = Int(text("序号")) ?? 0
      // A number that is missing or was given twice is given anew once all others are known.
      if number < 1 || !taken.insert(number).inserted { number = 0 }
      let (state, closedOn) = standing(text("销号"))
      rows.append(
        RectificationRow(
          number: number, problem: text("问题"), place: text("页面或台账位置"), basis: text("依据条款"),
          responsible: text("责任单位"), measure: text("整改措施"), limit: day(text("整改时限")),
          progress: text("完成情况"), state: state, closedOn: closedOn, finding: text("问题标识")))
      if state == .open, saysDone(progress: text("完成情况"), closing: text("销号")) {
        rows[rows.count - 1].state = .disputed
      }
    }
    var next = (taken.max() ?? 0) + 1
    for index in rows.indices where rows[index].number == 0 {
      rows[index].number = next
      next += 1
    }
    return rows
  }

  /// `已销号 2024-09-30` is what we write when a re-check closed the row; any other word is a person's.
  private static func standing(_ closing: String) -> (State, CivilDate?) {
    let parts = closing.split(separator: " ")
    if parts.count == 2, parts[0] == State.closed.chineseName, let on = CivilDate(iso: parts[1]) {
      return (.closed, on)
    }
    return (.open, nil)
  }

  /// A day that a spreadsheet turned into its serial number becomes a day again.
  private static func day(_ text: String) -> String {
    guard text.count == 5, let serial = Int(text), (36_526...73_050).contains(serial) else { return text }
    return CivilDate(dayNumber: serial - 25_569).description
  }
}
