import ArgumentParser
import Comparison
import Gates

struct BaselineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline", abstract: "维护门禁所用的基线。", subcommands: [Update.self])

  struct Update: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "update", abstract: "把已整改的问题从基线中删去；不增加新问题，没有核查到的保留。")

    @Argument(help: ArgumentHelp("基线文件（results.json 的样子），就地更新。", valueName: "BASELINE"))
    var baseline: String

    @Argument(help: ArgumentHelp("最近一次核查的 results.json，或它所在的目录。", valueName: "RESULTS"))
    var results: String

    func run() throws {
      let known = Baseline(try ResultsArgument.read(baseline), renames: try .shipped())
      let (pruned, comparison) = known.pruned(by: try ResultsArgument.read(results))
      for entry in comparison.mended { print("删去  \(entry.unit)  \(entry.message)") }
      try ResultsArgument.write(pruned, to: baseline)
      let kept = pruned.units.reduce(0) { $0 + $1.findings.count }
      print("基线已更新：删去\(comparison.mended.count)个，保留\(kept)个；另有\(comparison.new.count)个新问题不收入基线。")
    }
  }
}
