import ArgumentParser
import Findings
import Foundation
import Inspection
import Reports
import Sampling
import Workbooks

struct SampleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "按单位和条款抽取已判定的对象，写成抽查表供人核查。",
    discussion: """
      填好人工结论、核查人和核查日期后，把抽查表放回核查目录（gongkai.yml 旁），再次核查时即以人工结论为准，并算出差错率。
      同一种子、同样的材料，抽出的对象相同。
      """)

  @OptionGroup var inspection: InspectionOptions

  @Option(help: "抽查比例，如 5% 或 0.05；每个单位至少抽 --minimum 个。")
  var rate = "5%"

  @Option(help: "随机种子。")
  var seed: UInt64 = 1

  @Option(help: "每个单位至少抽几个，不足的全抽。")
  var minimum = SampleDraw.defaultMinimum

  @Option(help: "写到哪个文件。")
  var out = "抽查表.xlsx"

  func validate() throws {
    do {
      _ = try SampleDraw(rate: rate, seed: seed, minimum: minimum)
    } catch {
      throw ValidationError(error.description)
    }
    if minimum < 0 { throw ValidationError("“--minimum”不能小于0。") }
  }

  func run() async throws {
    try await Ending.telling {
      // What people have filled in is never overwritten.
      if FileManager.default.fileExists(atPath: out) {
        throw Ending.unusable("\(out)已经存在，没有覆盖。请换一个文件名，或先移走它。")
      }
      let inspecting = try Inspecting(inspection)
      let run = try await inspecting.run(
        links: .recorded(try inspecting.recordedLinks()))
      let quotes = Dictionary(
        run.results.units.flatMap(\.clauses).map { ($0.id, $0.quote) }, uniquingKeysWith: { first, _ in first })
      let rows = try SampleDraw(rate: rate, seed: seed, minimum: minimum)
        .rows(from: run.judgedSubjects) { quotes[$0] ?? "" }
      guard !rows.isEmpty else { throw Ending.unusable("没有已判定的对象，无从抽查。请先补齐网站导出和台账。") }
      try SampleWorkbook.make(rows).write(to: out)
      let units = Set(rows.map(\.unit)).count
      Terminal.print("抽出\(rows.count)项，涉及\(units)个单位，种子\(seed)：\(out)")
    }
  }
}
