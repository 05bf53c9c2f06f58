import Foundation
import RuleFiles
import Settings

/// The project's own folder.
let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

func text(_ path: String) throws -> String {
  try String(contentsOf: project.appendingPathComponent(path), encoding: .utf8)
}

func yaml(_ path: String) throws -> Setting { try YAMLFile.parse(text(path), name: path) }

extension Setting {
  /// The value of a key of a map.
  subscript(key: String) -> Setting? {
    guard case .map(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }

  var items: [Setting] {
    if case .list(let items) = content { items } else { [] }
  }

  var word: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// A map of words, such as the variables of a job.
  var words: [String: String] {
    guard case .map(let entries) = content else { return [:] }
    return Dictionary(uniqueKeysWithValues: entries.compactMap { entry in entry.value.word.map { (entry.key, $0) } })
  }
}

/// A folder with a stand-in for `gongkai` that writes what the formats asked for would, and ends as it is told.
final class Workspace {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("发布 \(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: url.appendingPathComponent("bin"), withIntermediateDirectories: true)
    let text = url.appendingPathComponent("stand-in")
    try Workspace.stand.write(to: text, atomically: true, encoding: .utf8)
    // Written by another process: what this one has open for writing, a child forked meanwhile may hold for a moment
    // longer, and the system runs no file that somebody writes to ("text file busy", 126).
    let install = Process()
    install.executableURL = URL(fileURLWithPath: "/usr/bin/install")
    install.arguments = ["-m", "755", text.path, url.appendingPathComponent("bin/gongkai").path]
    try install.run()
    install.waitUntilExit()
    try FileManager.default.removeItem(at: text)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  private static let stand = """
    #!/bin/sh
    printf '%s\\n' "$@" > called
    [ "${ENDS:-0}" -le 1 ] || exit "$ENDS"
    while [ $# -gt 0 ]; do
      case $1 in
        --out) out=$2 ;;
        --format) formats=$2 ;;
      esac
      shift
    done
    mkdir -p "$out"
    for format in $(echo "$formats" | tr , ' '); do
      case $format in
        html) name=index.html ;;
        json) name=results.json ;;
        sarif) name=results.sarif ;;
        junit) name=junit.xml ;;
        markdown) name=summary.md ;;
        github) name=github-annotations.txt ;;
        gitlab) name=gl-code-quality-report.json ;;
        *) echo "unknown format $format" >&2; exit 64 ;;
      esac
      echo "this is $format" > "$out/$name"
    done
    exit "${ENDS:-0}"
    """

  struct Outcome {
    let status: Int32
    let output: String
  }

  /// Runs a shell script as a pipeline does: it stops at the first command that fails.
  func run(_ script: String, _ environment: [String: String] = [:]) throws -> Outcome {
    try start("/bin/sh", ["-e", "-c", script], environment)
  }

  func start(_ program: String, _ arguments: [String], _ environment: [String: String] = [:]) throws -> Outcome {
    let (process, pipe) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = url
    process.environment = ["PATH": "\(url.path)/bin:/usr/bin:/bin", "LANG": "C"].merging(environment) { $1 }
    (process.standardOutput, process.standardError) = (pipe, pipe)
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Outcome(status: process.terminationStatus, output: output)
  }

  /// The arguments that the stand-in was called with; nil where it was not called.
  var called: [String]? {
    (try? String(contentsOf: url.appendingPathComponent("called"), encoding: .utf8))?
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  func holds(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: url.appendingPathComponent(path).path)
  }
}
