import ArgumentParser
import RuleFiles
import Workdays

struct WorkdaysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workdays", abstract: "按国务院放假安排推算工作日。", subcommands: [Add.self, Between.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "某日起第几个工作日（当日不计）。")

    @Argument(help: "起算日，如 2024-09-11。") var date: String
    @Argument(help: "工作日数。") var count: Int

    func run() async throws {
      let start = try WorkdaysCommand.date(date)
      guard (0...10_000).contains(count) else { throw ValidationError("工作日数应在0到10000之间。") }
      try await Ending.telling {
        let calendar = try RuleBook.calendar(in: RulesFolder.locate())
        let deadline = calendar.deadline(Limit(count, .workday), from: start)
        Terminal.print("\(deadline.date)")
        if let year = deadline.missingYear { Terminal.tell("暂定：\(year)年放假安排尚未收录，只按周末推算。") }
      }
    }
  }

  struct Between: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "between", abstract: "两日之间有几个工作日（起日不计，止日计入）。")

    @Argument(help: "起日。") var start: String
    @Argument(help: "止日。") var end: String

    func run() async throws {
      let (start, end) = (try WorkdaysCommand.date(start), try WorkdaysCommand.date(end))
      guard start <= end else { throw ValidationError("起日\(start)晚于止日\(end)。") }
      guard end.year - start.year <= 200 else { throw ValidationError("两日相距太远。") }
      try await Ending.telling {
        let calendar = try RuleBook.calendar(in: RulesFolder.locate())
        Terminal.print("\(calendar.workdays(after: start, through: end))")
        if let year = (start.year...end.year).first(where: { !calendar.knows(year: $0) }) {
          Terminal.tell("暂定：\(year)年放假安排尚未收录，只按周末推算。")
        }
      }
    }
  }

  static func date(_ text: String) throws -> CivilDate {
    do {
      return try DateText(text).date
    } catch {
      throw ValidationError("“\(text)”不是日期，应写作 2024-09-11。")
    }
  }
}
