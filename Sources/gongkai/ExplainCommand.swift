import ArgumentParser
import Evaluation
import Findings
import Foundation
import Inspection
import Pages

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "说明一个问题是怎样得出的：取值与出处、逐日推算、参数及其来源。")

  @Argument(help: "问题标识（见 findings.csv 的“问题标识”列）。")
  var finding: String

  @OptionGroup var inspection: InspectionOptions

  func run() async throws {
    try await Ending.telling {
      let inspecting = try Inspecting(inspection)
      let run = try await inspecting.run(
        links: .recorded(try inspecting.recordedLinks()))
      for (unit, judgements) in run.judgements {
        let found = judgements.filter { finding == $0.findingID || finding.hasPrefix($0.findingID + "-") }
        guard let first = found.first else { continue }
        let values = ExplainedValues(pages: run.pages, ledgers: run.ledgers[unit] ?? [])
        Terminal.print(PersonalText.masked(text(unit, first, clauses: found.map(\.clause), run.results, values)))
        return
      }
      throw Ending.unusable("没有标识为“\(finding)”的问题。请用本目录最近一次核查的 findings.csv 中的问题标识。")
    }
  }

  private func text(
    _ unit: String, _ judgement: Judgement, clauses: [ClauseID], _ results: Results, _ values: ExplainedValues
  ) -> String {
    let verdict = judgement.verdict
    var lines = [
      "单位：\(unit)", "对象：\(verdict.subject.title.map { "\($0)（\(verdict.subject.key)）" } ?? verdict.subject.key)",
      "结果：\(judgement.outcome.chineseName)\(judgement.reason.map { "（\($0.chineseName)）" } ?? "")", "",
    ]
    let all = results.units.first { $0.name == unit }?.clauses ?? []
    for id in clauses {
      lines.append("条款 \(id)：\(all.first { $0.id == id }?.quote ?? "")")
    }
    lines += ["", "核查规则：\(judgement.rule ?? "由人核查确认")", "问题：\(judgement.message)", "整改：\(judgement.fix)", ""]
    if let place = verdict.location {
      lines.append("出处：\(place.path)\(place.line.map { "，第\($0)行" } ?? "")\(place.field.map { "，“\($0)”列" } ?? "")")
    }
    if let evidence = verdict.evidence { lines.append("所见：\(evidence)") }
    lines.append("判断日：\(results.inspection.asOf)")
    let read = values.lines(of: verdict)
    if !read.isEmpty { lines += ["", "取值："] + read.map { "  \($0)" } }
    if !verdict.derivation.isEmpty { lines += ["", "推算："] + verdict.derivation.map { "  \($0)" } }
    if let due = verdict.dueOn { lines.append("期限：\(due)") }
    if let done = verdict.doneOn { lines.append("实际：\(done)") }
    if let late = verdict.lateBy, late > 0 { lines.append("逾期：\(late)个工作日") }
    if let overlay = judgement.overlay {
      lines += [
        "",
        "\(overlay.kind.chineseName)：\(overlay.by)\(overlay.on.map { "，\($0)" } ?? "")\(overlay.until.map { "，至\($0)" } ?? "")，\(overlay.reason)",
        "其下的结果：\(overlay.beneath.chineseName)",
      ]
    }
    if !judgement.parameters.isEmpty {
      lines += ["", "参数："]
      for parameter in judgement.parameters {
        lines.append("  \(parameter.name) = \(parameter.value)（\(parameter.source)，\(parameter.place)）")
      }
    }
    return lines.joined(separator: "\n")
  }
}
