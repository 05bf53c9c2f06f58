import Foundation
import Testing

@Suite("Installing")
struct InstallTests {
  private let workspace: Workspace

  init() throws { workspace = try Workspace() }

  /// The binary of this build.
  private var binary: URL {
    get throws {
      let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      let beside = URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("gongkai")
      if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
      let loaded = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
      return URL(fileURLWithPath: loaded).deletingLastPathComponent().appendingPathComponent("gongkai")
    }
  }

  private func install(to prefix: String) throws -> Workspace.Outcome {
    try workspace.start(
      "/usr/bin/make", ["-C", project.path, "install", "PREFIX=\(prefix)", "BINARY=\(try binary.path)"])
  }

  @Test("make install puts binary and rules anywhere, and the binary finds its rules from any folder")
  func install() throws {
    let prefix = workspace.url.appendingPathComponent("装在 这里").path
    let outcome = try install(to: prefix)
    #expect(outcome.status == 0, "\(outcome.output)")
    let program = "\(prefix)/bin/gongkai"
    #expect(try workspace.start(program, ["rules", "test"]).status == 0)
    // Through a link, too: the rules lie beside what the link points at.
    try FileManager.default.createSymbolicLink(
      atPath: workspace.url.appendingPathComponent("bin/linked").path, withDestinationPath: program)
    #expect(try workspace.start("\(workspace.url.path)/bin/linked", ["rules", "test"]).status == 0)
    try FileManager.default.removeItem(atPath: "\(prefix)/share/gongkai/Rules")
    #expect(try workspace.start(program, ["rules", "test"]).status == 2)
    let rules = project.appendingPathComponent("Rules").path
    #expect(try workspace.start(program, ["rules", "test"], ["GONGKAI_RULES": rules]).status == 0)
  }

  @Test("installing again leaves no rule of the version before")
  func again() throws {
    let prefix = workspace.url.appendingPathComponent("p").path
    #expect(try install(to: prefix).status == 0)
    let old = "\(prefix)/share/gongkai/Rules/checks/旧规则.yml"
    try "id: 旧规则\n".write(toFile: old, atomically: true, encoding: .utf8)
    #expect(try install(to: prefix).status == 0)
    #expect(!FileManager.default.fileExists(atPath: old))
  }

  @Test("the container has every system library that the binary needs")
  func container() throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/dpkg-query") else { return }
    let needed = try workspace.start("/usr/bin/ldd", [try binary.path]).output
    let stages = try text("Containerfile").components(separatedBy: "\nFROM ")
    #expect(stages.count == 3)
    let packages = ["libarchive13", "libsqlite3-0", "libxlsxwriter4", "libxml2"]
    for package in packages {
      #expect(stages[2].contains(package))
      let owned = try workspace.start("/usr/bin/dpkg-query", ["-L", package])
      guard owned.status == 0 else { continue }
      let files = owned.output.split(separator: "\n").compactMap { $0.split(separator: "/").last.map(String.init) }
      #expect(files.contains { $0.contains(".so") && needed.contains("\($0) =>") }, "\(package) is not needed")
    }
    let built = try text("Makefile").firstMatch(of: /PACKAGES := (?<names>[^\n]*)/)?.names ?? ""
    for package in built.split(separator: " ") { #expect(stages[1].contains(package), "\(package)") }
  }
}
