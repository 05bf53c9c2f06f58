import Foundation

/// Runs one of the Python checks with the interpreter that `scripts/browser-tools` sets up.
struct PythonTool {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  static let interpreter = root + "/.venv/bin/python"
  static let isThere = FileManager.default.isExecutableFile(atPath: interpreter)

  /// What the tools say when something they need is absent.
  static let skipped: Int32 = 77

  static func run(_ script: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: interpreter)
    process.arguments = [root + "/Tests/" + script] + arguments
    let pipe = Pipe()
    (process.standardOutput, process.standardError) = (pipe, pipe)
    process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONUTF8": "1"]) { _, new in new }
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
