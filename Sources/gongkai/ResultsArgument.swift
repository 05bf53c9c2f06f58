import Comparison
import Findings
import Foundation
import Reports
import RuleFiles
import Settings

/// Results that an argument names: a `results.json`, or a folder that holds one.
enum ResultsArgument {
  static func read(_ argument: String) throws -> Results {
    var path = argument
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      path = URL(fileURLWithPath: path).appending(path: "results.json").path
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Ending.unusable("找不到核查结果\(path)。请给出 results.json 或它所在的目录。")
    }
    do {
      return try ResultsFile.read([UInt8](data))
    } catch {
      throw Ending.unusable("\(path)：\(error.description)")
    }
  }

  static func print(_ results: Results) throws {
    try FileHandle.standardOutput.write(contentsOf: ResultsFile.write(results))
  }

  /// Writes results whole or not at all.
  static func write(_ results: Results, to path: String) throws {
    do {
      try Data(ResultsFile.write(results)).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw Ending.unusable("\(path)写不进去，原文件没有改动。请检查目录和权限。")
    }
  }
}

extension Renames {
  /// The map among the shipped rules.
  static func shipped() throws -> Renames {
    do {
      let file = try RulesFolder.locate().appending(path: "renames.yml")
      guard FileManager.default.fileExists(atPath: file.path) else { return .none }
      return try Renames(YAMLFile.read(file, name: "Rules/renames.yml"))
    } catch {
      throw Ending.unusable(error.description)
    }
  }
}
