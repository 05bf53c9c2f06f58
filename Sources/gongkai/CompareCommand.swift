import ArgumentParser
import Comparison
import Foundation
import History

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "比对前后两期的结果：新增、未整改、重复发生、已整改。")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, json
  }

  @Argument(help: ArgumentHelp("前一期的 results.json，或它所在的目录。", valueName: "OLD"))
  var old: String

  @Argument(help: ArgumentHelp("后一期的 results.json，或它所在的目录。", valueName: "NEW"))
  var new: String

  @Option(help: "历史库，用来数连续几期和认出重复发生。")
  var history: String?

  @Option(help: "输出格式：text、markdown、json。")
  var format = Format.text

  func run() throws {
    let (before, after) = (try ResultsArgument.read(old), try ResultsArgument.read(new))
    var past: [RunSummary] = []
    if let history {
      do {
        past = try RunStore(at: HistoryCommand.store(history)).history(before: after)
      } catch {
        throw Ending.unusable(error.description)
      }
    }
    let report = compare(before, after, history: past, renames: try .shipped())
    switch format {
    case .text: print(report.text(), terminator: "")
    case .markdown: print(report.markdown(), terminator: "")
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      print(String(decoding: try encoder.encode(report), as: UTF8.self))
    }
  }
}
