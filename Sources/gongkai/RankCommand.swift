import ArgumentParser
import Findings
import Foundation
import Reports

struct RankCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rank", abstract: "各单位得分排名：先比下限，再比得分。")

  @Argument(help: ArgumentHelp("核查目录，或一份以上 results.json（及其所在目录）。", valueName: "FOLDER|RESULTS"))
  var inputs: [String]

  @Option(help: "核查目录的核查期。") var period: String?

  @Option(name: .customLong("as-of"), help: "按这一天判断。") var asOf: String?

  func run() async throws {
    try await Ending.telling {
      var units: [UnitResult] = []
      for input in inputs {
        if isResults(input) {
          units += try ResultsArgument.read(input).units
        } else {
          var arguments = [input]
          if let period { arguments += ["--period", period] }
          if let asOf { arguments += ["--as-of", asOf] }
          let inspecting = try Inspecting(try InspectionOptions.parse(arguments))
          units += try await inspecting.run(
            links: .recorded(try inspecting.recordedLinks())
          ).results.units
        }
      }
      // A district's own bureaux are not ranked among its towns.
      let towns = units.filter { $0.level != .district }
      Terminal.print(TerminalSummary.ranking(towns.isEmpty ? units : towns), terminator: "")
    }
  }

  private func isResults(_ input: String) -> Bool {
    if input.hasSuffix(".json") { return true }
    let folder = URL(fileURLWithPath: input)
    return FileManager.default.fileExists(atPath: folder.appending(path: "results.json").path)
      && !FileManager.default.fileExists(atPath: folder.appending(path: "gongkai.yml").path)
  }
}
