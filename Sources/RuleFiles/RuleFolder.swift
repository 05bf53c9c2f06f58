import Checks
import Evidence
import Foundation
import Parallel
import Records
import Scoring
import Settings
import Workdays

/// The files of a `Rules` folder, read and decoded side by side: there are hundreds, and one article is to be judged in
/// a moment.
///
/// What is wrong with a file is thrown when its folder is asked for, the first file by name first.
struct RuleFolder {
  /// By name below the folder.
  let bytes: [String: Data]
  private let files: [(name: String, content: Content)]

  private enum Content: Sendable {
    case rule(Rule)
    case document(ClauseDocument)
    case profile(Profile)
    case ledger(LedgerSchema)
    case words(Setting)
    case notice(WorkdayCalendar.Notice)
    case scoring(ScoringFile)
    case fault(SettingError)
  }

  private static let folders = ["checks", "clauses", "profiles", "records", "vocabulary", "calendars", "scoring"]

  /// - Parameter jobs: how many files are read at the same time.
  init(_ folder: URL, jobs: Int) {
    let names = Self.folders.flatMap { directory in
      RuleBook.yamlFiles(below: folder.appending(path: directory)).map { "\(directory)/\($0)" }
    }
    // From the end: the rules, which are many and small, then leave no worker waiting for another's large file.
    let read = Workers.map(names.reversed(), jobs: jobs) { name in
      (name: name, file: Self.read(name, in: folder))
    }
    files = read.reversed().map { ($0.name, $0.file.content) }
    bytes = Dictionary(read.compactMap { read in read.file.bytes.map { (read.name, $0) } }) { first, _ in first }
  }

  private static func read(_ name: String, in folder: URL) -> (bytes: Data?, content: Content) {
    let path = "Rules/\(name)"
    do throws(SettingError) {
      let bytes = try YAMLFile.data(folder.appending(path: name), name: path)
      do throws(SettingError) {
        return (bytes, try content(bytes, name: name, path: path))
      } catch {
        return (bytes, .fault(error))
      }
    } catch {
      return (nil, .fault(error))
    }
  }

  private static func content(_ bytes: Data, name: String, path: String) throws(SettingError) -> Content {
    let setting = try YAMLFile.parse(bytes, name: path)
    let stem = stem(of: name)
    switch name.prefix(while: { $0 != "/" }) {
    case "checks": return .rule(try Rule(setting, file: setting.place.file, stem: stem))
    case "clauses": return .document(try ClauseDocument(setting, stem: stem))
    case "profiles": return .profile(try Profile(setting, stem: stem))
    case "records": return .ledger(try LedgerFile.schema(setting, stem: stem))
    case "calendars": return .notice(try CalendarFile.notice(setting))
    case "scoring": return .scoring(try ScoringFile(bytes, name: name))
    default: return .words(setting)
    }
  }

  private static func stem(of name: String) -> String {
    String(name.split(separator: "/").last?.dropLast(4) ?? "")
  }

  /// What one kind of file gave, in the order of the names.
  private func all<Part>(
    _ directory: String, _ part: (Content) -> Part?
  ) throws(SettingError) -> [(stem: String, part: Part)] {
    var parts: [(String, Part)] = []
    for (name, content) in files where name.hasPrefix(directory) {
      if case .fault(let error) = content { throw error }
      if let part = part(content) { parts.append((Self.stem(of: name), part)) }
    }
    return parts
  }

  func rules() throws(SettingError) -> [(stem: String, part: Rule)] {
    try all("checks/") { if case .rule(let rule) = $0 { rule } else { nil } }
  }

  func documents() throws(SettingError) -> [(stem: String, part: ClauseDocument)] {
    try all("clauses/") { if case .document(let document) = $0 { document } else { nil } }
  }

  func profiles() throws(SettingError) -> [(stem: String, part: Profile)] {
    try all("profiles/") { if case .profile(let profile) = $0 { profile } else { nil } }
  }

  func ledgers() throws(SettingError) -> [(stem: String, part: LedgerSchema)] {
    try all("records/") { if case .ledger(let ledger) = $0 { ledger } else { nil } }
  }

  func words() throws(SettingError) -> [Setting] {
    try all("vocabulary/") { if case .words(let words) = $0 { words } else { nil } }.map(\.part)
  }

  func notices() throws(SettingError) -> [WorkdayCalendar.Notice] {
    try all("calendars/") { if case .notice(let notice) = $0 { notice } else { nil } }.map(\.part)
  }

  func scoring() throws(SettingError) -> [(stem: String, part: ScoringFile)] {
    try all("scoring/") { if case .scoring(let file) = $0 { file } else { nil } }
  }
}
