import Foundation
import Gates
import RuleFiles
import Settings
import Testing

@Suite("The pieces for pipelines")
struct PiecesTests {
  private let workspace: Workspace

  init() throws { workspace = try Workspace() }

  /// Checks what the three have in common: what they ask for, and that they end as the program does.
  private func expectGate(_ script: String, _ variables: [String: String]) throws {
    let outcome = try workspace.run(script, variables)
    #expect(outcome.status == 0, "\(outcome.output)")
    let called = try #require(workspace.called)
    #expect(called.prefix(4) == ["check", "site", "--out", "gongkai-report"])
    #expect(called.suffix(4) == ["--baseline", "gongkai-baseline.json", "--gate", "gate.yml"])
    for status: Int32 in [1, 2, 64] {
      #expect(try workspace.run(script, variables.merging(["ENDS": "\(status)"]) { $1 }).status == status)
    }
  }

  @Test("GitHub: the gate decides, annotations and summary are shown also when it is broken")
  func gitHub() throws {
    let job = try #require(try yaml("docs/ci/github-actions.yml")["jobs"]?["gongkai"])
    var variables = job["env"]?.words ?? [:]
    variables["GITHUB_STEP_SUMMARY"] = workspace.url.appendingPathComponent("step summary.md").path
    let steps = job["steps"]?.items ?? []
    let scripts = steps.compactMap { $0["run"]?.word }
    #expect(scripts.count == 2)
    // Nothing was written, as after an unusable input: the step that shows it must not fail over that.
    #expect(try workspace.run(scripts[1], variables).status == 0)
    try expectGate(scripts[0], variables)
    let shown = try workspace.run(scripts[1], variables)
    #expect(shown.status == 0)
    #expect(shown.output.contains("this is github"))
    #expect(workspace.holds("step summary.md"))
    for step in steps.dropFirst(2) {
      #expect(step["if"]?.word?.hasPrefix("always()") == true, "shown also when the gate is broken")
    }
    let scanned = steps.compactMap { $0["with"]?["sarif_file"]?.word }
    #expect(scanned == ["gongkai-report/results.sarif"])
    for path in scanned { #expect(workspace.holds(path)) }
  }

  @Test("GitLab: the gate decides, and every artifact named is written")
  func gitLab() throws {
    let job = try #require(try yaml("docs/ci/gitlab-ci.yml")["gongkai"])
    let script = (job["script"]?.items ?? []).compactMap(\.word).joined(separator: "\n")
    try expectGate(script, job["variables"]?.words ?? [:])
    let artifacts = try #require(job["artifacts"])
    #expect(artifacts["when"]?.word == "always")
    let reports = artifacts["reports"]?.words ?? [:]
    #expect(reports.keys.sorted() == ["codequality", "junit"])
    for path in reports.values { #expect(workspace.holds(path), "\(path)") }
  }

  @Test("Jenkins: the gate decides, and every file that is picked up is written")
  func jenkins() throws {
    let pipeline = try text("docs/ci/Jenkinsfile")
    let script = try #require(pipeline.firstMatch(of: /sh '''(?<script>[^']*)'''/)).script
    let variables = Dictionary(
      uniqueKeysWithValues: pipeline.matches(of: /(?m)^    (?<name>[A-Z]+) = '(?<value>[^']*)'$/).map {
        (String($0.name), String($0.value))
      })
    #expect(variables.count == 4)
    try expectGate(String(script), variables)
    let files = pipeline.matches(of: /'(?<path>gongkai-report\/[^*']+)'/).map { String($0.path) }
    #expect(files.count == 2)
    for path in files { #expect(workspace.holds(path), "\(path)") }
    #expect(pipeline.count { $0 == "{" } == pipeline.count { $0 == "}" })
  }

  @Test("the gate that is shown can be read, and is stricter than the built-in one")
  func gate() throws {
    let gate = try Gate(yaml("docs/ci/gate.yml"))
    #expect(gate.newOnly)
    #expect(gate.limits[.failed]?.bySeverity == [.high: 0, .medium: 0])
    #expect(Gate.builtIn.limits[.failed]?.bySeverity == [.high: 0])
  }

  @Test("so can the lines of it that are commented out")
  func gateComments() throws {
    let lines = try text("docs/ci/gate.yml").split(separator: "\n").filter { !$0.hasPrefix("# 门禁") }
    let all = lines.map { $0.hasPrefix("# ") ? $0.dropFirst(2) : $0[...] }.joined(separator: "\n")
    let file = project.appendingPathComponent("docs/ci/gate.yml").lastPathComponent
    let gate = try Gate(YAMLFile.parse(all, name: file))
    #expect(gate.minimumLow == 80)
    #expect(gate.topics["政策解读"] == [.failed: 2, .undecided: 10])
  }
}
