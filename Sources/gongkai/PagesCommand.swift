import ArgumentParser
import Findings
import Foundation
import Inspection
import Links
import Pages
import RuleFiles
import Workdays

struct PagesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pages", abstract: "列出每个网页读到的内容。")

  enum Format: String, CaseIterable, ExpressibleByArgument { case jsonl, csv }

  @Argument(help: "网站导出的目录、压缩包，或核查目录。")
  var export: String

  @Option(help: "输出格式：jsonl 或 csv。")
  var format: Format = .jsonl

  @Option(help: "同时工作的线程数，默认为处理器个数。")
  var jobs: Int?

  func run() async throws {
    try await Ending.telling {
      let folder = try InspectionFolder(at: export, overrides: .init(), today: Today.inChina())
      let line = ProgressLine("读取网页")
      let reader = SiteReader(
        jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, checkedOn: folder.asOf
      ) { line.show(done: $0.done, total: $0.total, bytes: $0.bytes) }
      guard let site = try folder.readSite(reader, recorded: nil) else {
        throw InspectionError(["\(export)：清单中没有网站导出（site）。"])
      }
      line.end()
      switch format {
      case .jsonl: try writeLines(site.facts.pages)
      case .csv: writeTable(site.facts.pages)
      }
      for problem in site.facts.unreadable + site.facts.notes { Terminal.tell("\(problem.path)：\(problem.reason)") }
    }
  }

  private func writeLines(_ pages: [PageFacts]) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    for page in pages {
      Terminal.print(String(decoding: try encoder.encode(PageRow(page)), as: UTF8.self))
    }
  }

  private func writeTable(_ pages: [PageFacts]) {
    Terminal.print("\u{feff}" + PageRow.Key.allCases.map(\.rawValue).joined(separator: ","), terminator: "\r\n")
    for page in pages {
      let row = PageRow(page)
      Terminal.print(PageRow.Key.allCases.map { CSVCell.text(row.cell($0)) }.joined(separator: ","), terminator: "\r\n")
    }
  }
}

/// A cell that no spreadsheet runs as a formula, quoted as RFC 4180 asks.
enum CSVCell {
  static func text(_ text: String) -> String {
    var text = text
    if let first = text.unicodeScalars.first, "=+-@\t\r＝＋－＠".unicodeScalars.contains(first), Double(text) == nil {
      text = "'" + text
    }
    guard text.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return text }
    return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }
}
