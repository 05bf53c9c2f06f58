import ArgumentParser

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
    await main(GateOption.completing(Array(CommandLine.arguments.dropFirst())))
  }
}
