import ArgumentParser
import Comparison
import Findings
import Foundation
import Gates
import History
import Inspection
import Links
import Reports
import RuleFiles
import Settings

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "核查一个目录，写出评分表、问题清单和 results.json。",
    discussion: """
      退出状态：0 报告已写出（有门禁的，门禁通过）；1 门禁未通过；2 材料、规则或配置不能用；64 用法不对。
      """)

  enum LinkMode: String, CaseIterable, ExpressibleByArgument {
    case offline, recorded, online
  }

  @OptionGroup var inspection: InspectionOptions

  @Option(help: "报告写到这个目录，默认为 Reports/<名称>/<核查期>。")
  var out: String?

  @Option(
    help: "报告格式，以逗号分开：\(ReportFormat.allCases.map(\.rawValue).joined(separator: ","))。默认 html,csv,json。")
  var format: String?

  @Option(help: "链接：offline 只看导出，recorded 用 links.json（有则默认），online 联网检查。")
  var links: LinkMode?

  @Flag(name: .customLong("allow-private"), help: "联网检查时也检查内网和本机地址。")
  var allowPrivate = false

  @Option(help: "基线 results.json：其中已有的问题不算新问题。")
  var baseline: String?

  @Option(help: "门禁文件 gate.yml；写 default 用内置门禁（不许有新的、严重程度高的不符合）。")
  var gate: String?

  @Option(help: "上一期的 results.json；默认取历史库中前一期的最近一次。")
  var previous: String?

  @Option(help: "历史库，默认为核查目录中的 gongkai.sqlite；写 none 则不留存。")
  var history: String?

  @Flag(name: .customLong("no-cache"), help: "不使用读页缓存。")
  var noCache = false

  @Flag(name: .customLong("pages-from-stdin"), help: "只核查标准输入所列的网页（每行一个站内路径）。")
  var pagesFromStandardInput = false

  func run() async throws {
    try await Ending.telling {
      let formats = try chosenFormats()
      let inspecting = try Inspecting(inspection, usesCache: !noCache && !pagesFromStandardInput)
      let store = try KeptRuns(history, folder: inspecting.folder)
      let gate = try readGate()
      let known = try baseline.map { Baseline(try ResultsArgument.read($0), renames: try .shipped()) }
      let inspection = try await inspecting.run(
        links: linkMode(inspecting), only: pagesFromStandardInput ? Self.listedPages() : nil)
      let results = inspection.results
      let comparison = try comparison(of: results, store)
      let directory = out ?? "Reports/\(FolderName.safe(results.inspection.name))/\(results.inspection.period)"
      let returned = try ReturnedLedgers(folder: inspecting.folder, book: inspecting.book).merged(
        with: results, history: try store.history(before: results), renames: try .shipped(),
        areWritten: formats.contains(where: \.tellsRectification))
      let since = known?.compare(with: results)
      let judged = gate?.judge(results, baseline: since)
      let report = Report(
        results, comparison: comparison, rectification: returned.rows,
        files: formats.contains(where: \.namesFiles)
          ? Repository().files(of: inspection, in: inspecting.folder.folder) : [:],
        new: since.map { Set($0.new.map(\.id)) }, gate: judged?.text().split(separator: "\n").map(String.init))
      Ending.keepToTheEnd(inspecting, inspection, report)
      // What the terminal shows is put into words while the files are written.
      async let summary = TerminalSummary.text(report, directory: directory)
      try Uninterrupted.run { try ReportWriter.write(report, formats: formats, to: directory, jobs: inspecting.jobs) }
      store.keep(results, isWhole: inspecting.folder.onlyUnits.isEmpty && !pagesFromStandardInput)
      Terminal.print(await summary, terminator: "")
      if !returned.notes.isEmpty { Terminal.print("\n" + returned.notes) }
      if let since { Terminal.print("\n" + since.text(), terminator: "") }
      guard let judged else { return }
      Terminal.print("\n" + judged.text(), terminator: "")
      if judged.exitStatus != 0 { throw ExitCode(judged.exitStatus) }
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

  private func linkMode(_ inspecting: Inspecting) throws -> Inspecting.Links {
    switch links {
    case .offline?: .offline
    case .online?: .online(allowPrivate: allowPrivate)
    case .recorded?, nil: .recorded(try inspecting.recordedLinks())
    }
  }

  private func readGate() throws -> Gate? {
    guard let gate else { return nil }
    if gate == "default" { return .builtIn }
    return try Gate(YAMLFile.read(URL(fileURLWithPath: gate), name: gate))
  }

  private func comparison(of results: Results, _ store: KeptRuns) throws -> ComparisonReport? {
    let past = try store.history(before: results)
    if let previous {
      return compare(try ResultsArgument.read(previous), results, history: past, renames: try .shipped())
    }
    guard let old = try store.previous(of: results) else { return nil }
    return compare(old, results, history: past, renames: try .shipped())
  }

  /// Site paths on standard input, one a line.
  private static func listedPages() -> Set<String> {
    var paths: Set<String> = []
    while let line = readLine() {
      let path = line.trimmingCharacters(in: .whitespaces)
      if !path.isEmpty { paths.insert(path.hasPrefix("/") ? path : "/" + path) }
    }
    return paths
  }
}
