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
  /// Whether these very bytes were read whole before; the rules then come without their examples.
  let isProven: Bool
  /// What the next run may know these bytes by; nil where it would have to read them whole all the same.
  let provable: String?
  private let files: [(name: String, content: Content)]

  private enum Content: Sendable {
    case rule(Rule, isProvable: Bool)
    case document(ClauseDocument)
    case profile(Profile)
    case ledger(LedgerSchema)
    case words(Setting)
    case notice(WorkdayCalendar.Notice)
    case scoring(ScoringFile)
    case fault(SettingError)

    var isProvable: Bool {
      switch self {
      case .rule(_, let isProvable): isProvable
      case .fault: false
      default: true
      }
    }
  }

  private static let folders = ["checks", "clauses", "profiles", "records", "vocabulary", "calendars", "scoring"]

  /// - Parameters:
  ///   - jobs: how many files are read at the same time.
  ///   - proof: what is known of the folder from earlier runs.
  init(_ folder: URL, jobs: Int, proof: RuleProof? = nil) {
    let names = Self.folders.flatMap { directory in
      RuleBook.yamlFiles(below: folder.appending(path: directory)).map { "\(directory)/\($0)" }
    }
    // From the end: the rules, which are many and small, then leave no worker waiting for another's large file.
    let read = Workers.map(names.reversed(), jobs: jobs, batch: 8) { name in
      (name: name, bytes: Result { () throws(SettingError) in try Self.data(name, in: folder) })
    }
    let digest = proof.map { _ in RuleProof.digest(read.map { ($0.name, try? $0.bytes.get()) }) }
    let isProven = digest.map { digest in proof?.holds(digest) ?? false } ?? false
    let isAsked = proof != nil
    let decoded = Workers.map(read, jobs: jobs) { name, bytes in
      do throws(SettingError) {
        let (bytes, path) = (try bytes.get(), Self.path(name))
        if name.hasPrefix("checks/") { return try Self.rule(bytes, name, path, isProven: isProven, isAsked: isAsked) }
        return try Self.content(bytes, name: name, path: path)
      } catch {
        return Content.fault(error)
      }
    }
    self.isProven = isProven
    provable = decoded.allSatisfy(\.isProvable) ? digest : nil
    files = zip(read, decoded).reversed().map { ($0.name, $1) }
    bytes = Dictionary(
      read.compactMap { read in (try? read.bytes.get()).map { (read.name, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  private static func path(_ name: String) -> String { "Rules/\(name)" }

  private static func data(_ name: String, in folder: URL) throws(SettingError) -> Data {
    try YAMLFile.data(folder.appending(path: name), name: path(name))
  }

  /// - Parameters:
  ///   - isProven: whether the examples were read before.
  ///   - isAsked: whether to find out if what stands before the examples says the same by itself.
  private static func rule(
    _ bytes: Data, _ name: String, _ path: String, isProven: Bool, isAsked: Bool
  ) throws(SettingError) -> Content {
    let head = isProven || isAsked ? Rule.head(of: bytes) : nil
    if isProven, let head {
      let setting = try YAMLFile.parse(head, name: path)
      return .rule(
        try Rule(setting, file: setting.place.file, stem: stem(of: name), isProven: true), isProvable: true)
    }
    let setting = try YAMLFile.parse(bytes, name: path)
    let rule = try Rule(setting, file: setting.place.file, stem: stem(of: name))
    var isProvable = false
    if let head { isProvable = (try? YAMLFile.parse(head, name: path)) == setting.without("examples") }
    return .rule(rule, isProvable: isProvable)
  }

  private static func content(_ bytes: Data, name: String, path: String) throws(SettingError) -> Content {
    let setting = try YAMLFile.parse(bytes, name: path)
    let stem = stem(of: name)
    switch name.prefix(while: { $0 != "/" }) {
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
    try all("checks/") { if case .rule(let rule, _) = $0 { rule } else { nil } }
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
