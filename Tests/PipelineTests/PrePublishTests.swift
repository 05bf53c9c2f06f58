import Foundation
import Testing

@Suite("The pre-publish hook")
struct PrePublishTests {
  private let workspace: Workspace

  init() throws { workspace = try Workspace() }

  private func hook(_ arguments: [String], _ environment: [String: String] = [:]) throws -> Workspace.Outcome {
    try workspace.start(project.appendingPathComponent("docs/ci/pre-publish").path, arguments, environment)
  }

  @Test("a clean export may be published")
  func clean() throws {
    let outcome = try hook(["我的 导出"])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("可以发布"))
    #expect(
      workspace.called == [
        "check", "我的 导出", "--out", "gongkai-report", "--format", "html,json,markdown", "--gate", "default",
      ])
  }

  @Test("gate, baseline, formats and report folder are handed on, also with spaces in their names")
  func options() throws {
    let environment = ["GONGKAI_GATE": "门禁 1.yml", "GONGKAI_BASELINE": "基线 1.json", "GONGKAI_FORMAT": "junit"]
    #expect(try hook(["site", "报告 1"], environment).status == 0)
    #expect(
      workspace.called == [
        "check", "site", "--out", "报告 1", "--format", "junit", "--baseline", "基线 1.json", "--gate", "门禁 1.yml",
      ])
    #expect(workspace.holds("报告 1/junit.xml"))
  }

  @Test("a broken gate stops with 1, unusable input with 2, wrong usage with 64", arguments: [1, 2, 64])
  func stops(_ status: Int32) throws {
    let outcome = try hook(["site"], ["ENDS": "\(status)"])
    #expect(outcome.status == status)
    #expect(outcome.output.contains("已停止发布"))
  }

  @Test("a program that crashes or is not there is never taken for a clean export")
  func crash() throws {
    #expect(try hook(["site"], ["ENDS": "139"]).status == 2)
    #expect(try hook(["site"], ["GONGKAI": "no-such-program"]).status == 2)
  }

  @Test("without an export the hook says how it is called")
  func usage() throws {
    #expect(try hook([]).status == 64)
    #expect(try hook(["a", "b", "c"]).status == 64)
    #expect(!workspace.holds("called"))
  }
}
