import ArgumentParser

@main
struct Main: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "gongkai", abstract: "政务公开工作要点核查工具")
}
