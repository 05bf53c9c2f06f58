import ArgumentParser
import Foundation
import Inspection
import Links
import Reports
import Settings

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "核查一个目录，写出评分表、问题清单和 results.json。")

  enum LinkMode: String, CaseIterable, ExpressibleByArgument {
    case offline, recorded, online
  }

  @OptionGroup var inspection: InspectionOptions

  @Option(help: "报告写到这个目录，默认为 Reports/<名称>/<核查期>。")
  var out: String?

  @Option(help: "报告格式，以逗号分开：\(ReportFormat.allCases.map(\.rawValue).joined(separator: "、"))。")
  var format: String?

  @Option(help: "链接：offline 只看导出，recorded 用 links.json，online 联网检查。")
  var links: LinkMode?

  func run() async throws {
    try await Ending.telling {
      let formats = try chosenFormats()
      let inspecting = try Inspecting(inspection)
      let recorded = links == .offline ? nil : try inspecting.recordedLinks()
      let inspection = try await inspecting.run(jobs: inspection.jobs, recorded: recorded)
      let results = inspection.results
      let directory =
        out ?? "Reports/\(FolderName.safe(results.inspection.name))/\(results.inspection.period)"
      try ReportWriter.write(Report(results), formats: formats, to: directory)
      //SUMMARY
      Terminal.print("报告：\(directory)/\(formats.contains(.html) ? "index.html" : "")")
    }
  }

  private func chosenFormats() throws -> [ReportFormat] {
    guard let format else { return ReportFormat.standard }
    return try format.split(separator: ",").map { name in
      let name = name.trimmingCharacters(in: .whitespaces)
      guard let format = ReportFormat(rawValue: name) else {
        let all = ReportFormat.allCases.map(\.rawValue)
        throw ValidationError("没有“\(name)”这种格式，可用：\(all.joined(separator: "、"))。\(Nearest.hint(name, all))")
      }
      return format
    }
  }
}
