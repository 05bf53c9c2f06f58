import Foundation

/// The binary of this build, run in a folder of its own.
final class Program {
  let folder: URL

  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("核查 \(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
    try Data(bytes).write(to: folder.appendingPathComponent(name))
  }

  func run(_ arguments: String...) throws -> Outcome { try run(arguments) }

  func run(_ arguments: [String]) throws -> Outcome {
    let (process, output, errors) = (Process(), path(".stdout"), path(".stderr"))
    // Files and not pipes: whatever the program writes, it never waits for us.
    for file in [output, errors] { try Data().write(to: URL(fileURLWithPath: file)) }
    process.executableURL = try Program.binary
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin", "LANG": "C"]
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: try String(contentsOfFile: output, encoding: .utf8),
      errors: try String(contentsOfFile: errors, encoding: .utf8))
  }

  private static var binary: URL {
    get throws {
      let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      let beside = URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("gongkai")
      if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
      // The runner may be the toolchain's; then the products are where the tests were loaded from.
      let loaded = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
      return URL(fileURLWithPath: loaded).deletingLastPathComponent().appendingPathComponent("gongkai")
    }
  }
}
