import ArgumentParser
import CMimalloc
import Foundation

@main
struct Gongkai: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "gongkai",
    abstract: "政务公开工作要点核查工具：读网站导出和台账，逐条核查，出具评分表。",
    version: version,
    subcommands: [
      CheckCommand.self, PagesCommand.self, RecordsCommand.self, LinksCommand.self, CompareCommand.self,
      RankCommand.self, ExplainCommand.self, InitCommand.self, HistoryCommand.self, BaselineCommand.self,
      SampleCommand.self, RulesCommand.self, WorkdaysCommand.self,
    ])

  static func main() async {
    give_free_memory_back_after(1)
    // A reader that went away must not take the exit status with it.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot(GateOption.completing(Array(CommandLine.arguments.dropFirst())))
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      Ending.leave(error)
    }
  }
}
