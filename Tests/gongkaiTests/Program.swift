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
    let url = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

  /// A JSON file that the program wrote.
  func json(_ name: String) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(contentsOf: folder.appendingPathComponent(name)))
  }

  func run(_ arguments: String...) throws -> Outcome { try run(arguments) }

  func run(_ arguments: [String], input: String = "") throws -> Outcome {
    try start(Program.binary, arguments, input: input)
  }

  /// The same for another program, such as git.
  func run(other program: String, _ arguments: [String]) throws -> Outcome {
    try start(URL(fileURLWithPath: "/usr/bin/env"), [program] + arguments, input: "")
  }

  private func start(_ program: URL, _ arguments: [String], input: String) throws -> Outcome {
    let (process, output, errors, given) = (Process(), path(".stdout"), path(".stderr"), path(".stdin"))
    // Files and not pipes: whatever the program writes, it never waits for us.
    for file in [output, errors] { try Data().write(to: URL(fileURLWithPath: file)) }
    try Data(input.utf8).write(to: URL(fileURLWithPath: given))
    process.executableURL = program
    process.arguments = arguments
    process.standardInput = FileHandle(forReadingAtPath: given)
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C", "HOME": folder.path]
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: try String(contentsOfFile: output, encoding: .utf8),
      errors: try String(contentsOfFile: errors, encoding: .utf8))
  }

  static var binary: URL {
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
