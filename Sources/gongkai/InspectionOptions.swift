import ArgumentParser
import Inspection
import Workdays

/// What says which inspection is meant: shared by every command that judges.
struct InspectionOptions: ParsableArguments {
  @Argument(help: "核查目录（含 gongkai.yml），或网站导出的目录、压缩包。")
  var folder: String

  @Option(help: "核查期：2024、2024H1、2024Q3 或 2024-08。")
  var period: String?

  @Option(name: .customLong("as-of"), help: "按这一天判断，如 2024-09-30。")
  var asOf: String?

  @Option(help: "方案名称或自定方案的路径，可写多次。")
  var profile: [String] = []

  @Option(help: "只核查这个单位，可写多次。")
  var unit: [String] = []

  @Option(help: "同时工作的线程数，默认为处理器个数。")
  var jobs: Int?

  func validate() throws {
    if let period, Period(period) == nil {
      throw ValidationError("“--period \(period)”无法识别，应写作 2024、2024H1、2024Q3 或 2024-08。")
    }
    if let asOf, CivilDate(iso: asOf) == nil {
      throw ValidationError("“--as-of \(asOf)”无法识别，应写作 2024-09-30。")
    }
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("“--jobs”应在1到256之间。") }
  }

  func overrides() -> InspectionFolder.Overrides {
    .init(
      period: period.flatMap { Period($0) }, asOf: asOf.flatMap { CivilDate(iso: $0) }, profiles: profile,
      units: unit)
  }
}
