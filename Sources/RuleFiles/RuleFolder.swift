import Checks
import Evidence
import Foundation
import Parallel
import Records
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
  private let digest: String?
  private let files: [(name: String, read: Read)]

  private struct Read: Sendable {
    let content: Content
    /// What stands in the file, where it is to be remembered.
    var setting: Setting?
  }

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
    let known = digest.flatMap { proof?.known($0) }
    let isRemembered = proof != nil && known == nil
    let decoded = Workers.map(read, jobs: jobs) { name, bytes in
      do throws(SettingError) {
        let path = Self.path(name)
        if let setting = known?.setting(of: name, path: path) {
          return Read(content: try Self.content(setting, name: name, isProven: true))
        }
        let setting = try YAMLFile.parse(try bytes.get(), name: path)
        let content = try Self.content(setting, name: name, isProven: false)
        return Read(content: content, setting: isRemembered ? setting.without("examples") : nil)
      } catch {
        return Read(content: .fault(error))
      }
    }
    (isProven, self.digest) = (known != nil, digest)
    files = zip(read, decoded).reversed().map { ($0.name, $1) }
    bytes = Dictionary(
      read.compactMap { read in (try? read.bytes.get()).map { (read.name, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  private static func path(_ name: String) -> String { "Rules/\(name)" }

  private static func data(_ name: String, in folder: URL) throws(SettingError) -> Data {
    try YAMLFile.data(folder.appending(path: name), name: path(name))
  }

  /// - Parameter isProven: whether a rule's examples were read before and are left out.
  private static func content(_ setting: Setting, name: String, isProven: Bool) throws(SettingError) -> Content {
    let stem = stem(of: name)
    switch name.prefix(while: { $0 != "/" }) {
    case "checks": return .rule(try Rule(setting, file: setting.place.file, stem: stem, isProven: isProven))
    case "clauses": return .document(try ClauseDocument(setting, stem: stem))
    case "profiles": return .profile(try Profile(setting, stem: stem))
    case "records": return .ledger(try LedgerFile.schema(setting, stem: stem))
    case "calendars": return .notice(try CalendarFile.notice(setting))
    case "scoring": return .scoring(try ScoringFile(setting, stem: stem))
    default: return .words(setting)
    }
  }

  /// Tells the next run of what was read: to be asked once all of it was held against itself.
  func remember(in proof: RuleProof) {
    guard let digest, !isProven else { return }
    proof.note(digest, files.compactMap { file in file.read.setting.map { (file.name, $0) } })
  }

  private static func stem(of name: String) -> String {
    String(name.split(separator: "/").last?.dropLast(4) ?? "")
  }

  /// What one kind of file gave, in the order of the names.
  private func all<Part>(
    _ directory: String, _ part: (Content) -> Part?
  ) throws(SettingError) -> [(stem: String, part: Part)] {
    var parts: [(String, Part)] = []
    for (name, read) in files where name.hasPrefix(directory) {
      if case .fault(let error) = read.content { throw error }
      if let part = part(read.content) { parts.append((Self.stem(of: name), part)) }
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
