import ArgumentParser
import Foundation
import Inspection
import Links
import RuleFiles
import Settings

struct LinksCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "links", abstract: "检查网站导出中的全部链接，写出 links.json。")

  @Argument(help: "网站导出的目录、压缩包，或核查目录。")
  var export: String

  @Flag(help: "联网检查导出以外的链接。")
  var online = false

  @Flag(name: .customLong("allow-private"), help: "也检查内网和本机地址。")
  var allowPrivate = false

  @Option(help: "结果写到这个文件，默认打印在屏幕上。")
  var out: String?

  @Option(help: "同时工作的线程数，默认为处理器个数。")
  var jobs: Int?

  func run() async throws {
    try await Ending.telling {
      let folder = try InspectionFolder(at: export, overrides: .init(), today: Today.inChina())
      let line = ProgressLine("读取网页")
      var reader = SiteReader(
        jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
        checkedOn: online || folder.asOfSource == "clock" ? Today.inChina() : folder.asOf
      ) { line.show(done: $0.done, total: $0.total, bytes: $0.bytes) }
      reader.allowPrivate = allowPrivate
      guard let site = try folder.readSite(reader, recorded: nil) else {
        throw InspectionError(["\(export)：清单中没有网站导出（site）。"])
      }
      line.end()
      let report =
        online
        ? try await OnlineLinks(folder: folder, allowPrivate: allowPrivate).probe(site.facts.links) : site.facts.links
      let bytes = report.json()
      if let out {
        do {
          try Data(bytes).write(to: URL(fileURLWithPath: out), options: .atomic)
        } catch {
          throw InspectionError(["\(out)：无法写入，请检查目录和权限。"])
        }
      } else {
        Terminal.print(String(decoding: bytes, as: UTF8.self), terminator: "")
      }
      for problem in site.facts.unreadable + site.facts.notes { Terminal.tell("\(problem.path)：\(problem.reason)") }
      let counts = Dictionary(grouping: report.links, by: \.state).mapValues(\.count)
      let summary = LinkState.allCases.compactMap { state in counts[state].map { "\(state.chineseName)\($0)" } }
      Terminal.tell("链接\(report.links.count)个：\(summary.joined(separator: "，"))。")
    }
  }
}
