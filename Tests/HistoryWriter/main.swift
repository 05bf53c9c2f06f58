import Foundation
import History
import SampleResults

/// Stores one run after another into the store named on the command line, and says each number once it is kept,
/// until it is killed or the number of runs given is reached.
let arguments = CommandLine.arguments
guard arguments.count == 4, let runs = Int(arguments[2]), let size = Int(arguments[3]) else {
  FileHandle.standardError.write(Data("usage: history-writer STORE RUNS FINDINGS\n".utf8))
  exit(64)
}
do {
  let store = try RunStore(at: arguments[1], creating: true)
  for number in 0..<runs {
    let findings = (0..<size).map { finding("甲\($0)号") }
    let saved = try store.save(
      results("2024Q3", units: [unit("甲镇", findings: findings), unit("乙镇", findings: findings)]),
      storedAt: "\(number)")
    FileHandle.standardOutput.write(Data("\(saved.id)\n".utf8))
  }
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(1)
}
