import ArgumentParser
import Findings
import Foundation
import Inspection
import Records
import RuleFiles
import Settings
import Workbooks

struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "新建核查目录：清单、台账模板、核查确认表和说明。")

  @Argument(help: "新建的目录；已有的文件一律不覆盖。")
  var folder: String

  @Option(help: "方案名称，可写多次。")
  var profile: [String] = ["baseline"]

  @Option(help: "单位名称，默认为目录名。")
  var name: String?

  @Option(help: "单位层级：district、town、street、department。")
  var level: String?

  @Option(help: "核查期，如 2024Q3；默认为方案文件所在年份。")
  var period: String?

  func run() async throws {
    try await Ending.telling {
      let book = try RuleBook(folder: RulesFolder.locate())
      let plan = try book.plan(for: profile, own: nil, at: Place(file: "--profile"))
      let level = try chosenLevel(plan)
      let url = URL(fileURLWithPath: folder)
      let year = plan.entries.compactMap(\.document.year).max()
      let files = try contents(book, plan, level, name ?? url.standardizedFileURL.lastPathComponent, year)
      let existing = files.map(\.name).filter { FileManager.default.fileExists(atPath: url.appending(path: $0).path) }
      guard existing.isEmpty else {
        throw Ending.unusable("\(folder)里已有\(existing.prefix(3).joined(separator: "、"))，没有覆盖。请换一个目录，或先移走这些文件。")
      }
      try FileManager.default.createDirectory(at: url.appending(path: "records"), withIntermediateDirectories: true)
      try FileManager.default.createDirectory(at: url.appending(path: "site"), withIntermediateDirectories: true)
      for file in files { try file.write(url.appending(path: file.name).path) }
      Terminal.print("已建立\(folder)：清单1份，台账模板\(files.count - 3)张，核查确认表1张。请看“使用说明.md”。")
    }
  }

  private struct NewFile {
    let name: String
    let write: (String) throws -> Void
  }

  private func chosenLevel(_ plan: Plan) throws -> Level {
    guard let level else {
      // A profile whose clauses bind districts alone is a district's.
      return profile.contains { $0.hasPrefix("baoshan") } ? .district : .town
    }
    guard let chosen = Level(rawValue: level) else {
      throw ValidationError("“--level \(level)”无法识别，可用：\(Level.allCases.map(\.rawValue).joined(separator: "、"))。")
    }
    return chosen
  }

  private func contents(
    _ book: RuleBook, _ plan: Plan, _ level: Level, _ name: String, _ year: Int?
  ) throws -> [NewFile] {
    let period = period ?? year.map(String.init) ?? "2024"
    let manifest = """
      # 核查清单。各项说明见“使用说明.md”。
      name: \(Self.quoted(name))
      level: \(level.rawValue)
      period: \(period)
      profile: [\(profile.joined(separator: ", "))]
      site:
        - path: site            # 网站导出：目录、.zip、.tar.gz 或 .warc.gz
          # base: https://www.example.gov.cn/
          complete: true        # 导出不全时改为 false
      records: records          # 台账所在目录

      """
    var files = [
      NewFile(name: "gongkai.yml") { try Data(manifest.utf8).write(to: URL(fileURLWithPath: $0), options: .atomic) }
    ]
    let skipped = LedgerSchema.besideEvidence
    for schema in book.ledgers.values.sorted(by: { $0.name < $1.name }) where !skipped.contains(schema.name) {
      let template = LedgerTemplate(schema)
      files.append(NewFile(name: "records/\(template.fileName)") { try template.workbook().write(to: $0) })
    }
    let attested = plan.entries.compactMap { entry -> AttestedClause? in
      guard case .attested = entry.clause.decision, entry.clause.binds.contains(level), entry.off == nil else {
        return nil
      }
      return AttestedClause(id: entry.clause.id, quote: entry.clause.quote)
    }
    if let schema = book.ledgers["attestations"] {
      files.append(
        NewFile(name: "attestations.xlsx") { try LedgerTemplate(schema).workbook(attesting: attested).write(to: $0) })
    }
    let guide = Self.guide(attested.count)
    files.append(
      NewFile(name: "使用说明.md") { try Data(guide.utf8).write(to: URL(fileURLWithPath: $0), options: .atomic) })
    return files
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  private static func guide(_ attested: Int) -> String {
    """
    # 使用说明

    1. 把网站导出（镜像目录或压缩包）放进 `site`，并在 `gongkai.yml` 里写明网址（base）。
    2. 在 `records` 里逐张填写台账。表头不要改；日期写成 2024-05-21 或 2024年5月21日都可以；没有发生的台账留空即可，不需要的可以删去，删去的台账所关条款会列为待核查。
    3. `attestations.xlsx` 列出须由人确认的 \(attested) 个条款，请填写结论、确认人、确认日期和佐证文件（佐证文件放在本目录里）。
    4. 运行 `gongkai records .` 看台账读到了什么、哪些单元格读不出。
    5. 运行 `gongkai check .`，报告写在 `Reports` 下，用浏览器打开 `index.html`。
    6. 确需豁免的问题，另建 `waivers.csv`：条款,单位,对象,理由,批准人,批准日期,截止日期。

    """
  }
}
