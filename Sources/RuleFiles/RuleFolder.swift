import Dispatch
import Foundation
import Settings
import Synchronization

/// The files of a `Rules` folder, read and decoded side by side: there are hundreds, and one article is to be judged in
/// a moment.
///
/// What is wrong with a file is thrown when its folder is asked for, the first file by name first.
struct RuleFolder {
  /// By name below the folder.
  let bytes: [String: Data]
  private let read: [String: Content]
  private let names: [String]

  private enum Content: Sendable {
    case rule(Rule)
    case setting(Setting)
    case fault(SettingError)
  }

  private static let folders = ["checks", "clauses", "profiles", "records", "vocabulary", "calendars", "scoring"]

  init(_ folder: URL) {
    let names = Self.folders.flatMap { directory in
      RuleBook.yamlFiles(below: folder.appending(path: directory)).map { "\(directory)/\($0)" }
    }
    let next = Atomic(0)
    let done = Mutex<(bytes: [String: Data], read: [String: Content])>(([:], [:]))
    DispatchQueue.concurrentPerform(iterations: ProcessInfo.processInfo.activeProcessorCount) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < names.count else { return }
        let name = names[index]
        let (data, content) = Self.content(of: name, in: folder)
        done.withLock { done in
          done.bytes[name] = data
          done.read[name] = content
        }
      }
    }
    (bytes, read) = done.withLock { $0 }
    self.names = names
  }

  private static func content(of name: String, in folder: URL) -> (Data?, Content) {
    let path = "Rules/\(name)"
    do throws(SettingError) {
      let data = try YAMLFile.data(folder.appending(path: name), name: path)
      do throws(SettingError) {
        let setting = try YAMLFile.parse(data, name: path)
        guard name.hasPrefix("checks/") else { return (data, .setting(setting)) }
        return (data, .rule(try Rule(setting, file: setting.place.file, stem: stem(of: name))))
      } catch {
        return (data, .fault(error))
      }
    } catch {
      return (nil, .fault(error))
    }
  }

  private static func stem(of name: String) -> String {
    String(name.split(separator: "/").last?.dropLast(4) ?? "")
  }

  func rules() throws(SettingError) -> [(stem: String, rule: Rule)] {
    var rules: [(String, Rule)] = []
    for name in names {
      switch read[name] {
      case .rule(let rule)?: rules.append((Self.stem(of: name), rule))
      case .fault(let error)? where name.hasPrefix("checks/"): throw error
      default: break
      }
    }
    return rules
  }

  func settings(_ directory: String) throws(SettingError) -> [(stem: String, setting: Setting)] {
    var settings: [(String, Setting)] = []
    for name in names where name.hasPrefix(directory + "/") {
      switch read[name] {
      case .setting(let setting)?: settings.append((Self.stem(of: name), setting))
      case .fault(let error)?: throw error
      default: break
      }
    }
    return settings
  }
}
