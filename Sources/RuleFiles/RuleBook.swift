public import Checks
import Findings
public import Foundation
public import Records
public import Settings
public import Workdays

/// Everything in `Rules/`, loaded and held against itself.
public struct RuleBook: Sendable {
  public let documents: [String: ClauseDocument]
  public let rules: [String: Rule]
  public let profiles: [String: Profile]
  public let ledgers: [String: LedgerSchema]
  public let vocabulary: Vocabulary
  public let calendar: WorkdayCalendar
  public let scoring: ScoringFiles
  /// The files read, by name below `Rules/`, with their bytes: for the digest of the rules.
  public let files: [String: Data]

  /// Reads a `Rules` folder. Every fault is thrown at the first file that has one, files in the order of names.
  ///
  /// - Parameters:
  ///   - jobs: how many files are read at the same time.
  ///   - proof: what earlier runs know of the folder, for who needs no examples; nil to read all of it.
  public init(
    folder: URL, jobs: Int = ProcessInfo.processInfo.activeProcessorCount, proof: RuleProof? = nil
  ) throws(SettingError) {
    guard FileManager.default.fileExists(atPath: folder.appending(path: "clauses").path) else {
      throw SettingError("找不到规则目录（应含 clauses、checks、profiles 等）。", at: Place(file: folder.path))
    }
    let files = RuleFolder(folder, jobs: jobs, proof: proof)
    var rules: [String: Rule] = [:]
    for (stem, rule) in try files.rules() {
      guard rules.updateValue(rule, forKey: stem) == nil else {
        throw SettingError("规则“\(stem)”有两个文件。", at: Place(file: rule.file))
      }
    }
    var documents: [String: ClauseDocument] = [:]
    for (stem, document) in try files.documents() { documents[stem] = document }
    var profiles: [String: Profile] = [:]
    for (stem, profile) in try files.profiles() { profiles[stem] = profile }
    var ledgers: [String: LedgerSchema] = [:]
    for (stem, ledger) in try files.ledgers() { ledgers[stem] = ledger }
    var words = VocabularyFile.Parts()
    for setting in try files.words() { try VocabularyFile.merge(setting, into: &words) }
    let notices = try files.notices()
    scoring = try ScoringFiles(files.scoring())
    (self.documents, self.rules, self.profiles, self.ledgers) = (documents, rules, profiles, ledgers)
    vocabulary = Vocabulary(topics: words.topics, elements: words.elements, lists: words.lists)
    calendar = WorkdayCalendar(notices: notices)
    self.files = files.bytes
    guard !files.isProven else { return }
    try verifyReferences()
    if let proof { files.remember(in: proof) }
  }

  /// The working days alone, without the rest of the rules.
  public static func calendar(in folder: URL) throws(SettingError) -> WorkdayCalendar {
    let calendars = folder.appending(path: "calendars")
    var notices: [WorkdayCalendar.Notice] = []
    for name in yamlFiles(below: calendars) {
      let url = calendars.appending(path: name)
      notices.append(try CalendarFile.notice(YAMLFile.read(url, name: "Rules/calendars/\(name)")))
    }
    return WorkdayCalendar(notices: notices)
  }

  /// Every rule that a clause or a scoring model names is there, with options that its kind of check takes.
  private func verifyReferences() throws(SettingError) {
    for document in documents.values.sorted(by: { $0.id < $1.id }) {
      for clause in document.clauses {
        guard case .rules(let uses) = clause.decision else { continue }
        for use in uses { _ = try rule(use.rule, at: use.place).check(with: [use.with].compactMap { $0 }) }
      }
    }
    for profile in profiles.values.sorted(by: { $0.name < $1.name }) { _ = try plan(for: [profile.name], own: nil) }
    for (name, model) in scoring.models.sorted(by: { $0.key < $1.key }) {
      guard case .deduction(let model) = model else { continue }
      let selections = model.vetoes.map(\.selection) + model.indicators.map(\.selection) + model.bonus.map(\.selection)
      let place = Place(file: "Rules/scoring/\(name).yml")
      for id in selections.flatMap(\.rules) { _ = try rule(id, at: place) }
      for id in selections.flatMap(\.clauses) {
        let known = try document(id.document, at: place).clauses.map(\.id.number)
        guard known.contains(id.number) else {
          throw SettingError("没有条款“\(id)”。\(Nearest.hint(id.number, known))", at: place)
        }
      }
    }
  }

  public func rule(_ id: String, at place: Place) throws(SettingError) -> Rule {
    guard let rule = rules[id] else {
      throw SettingError("没有名为“\(id)”的规则。\(Nearest.hint(id, rules.keys.sorted()))", at: place)
    }
    return rule
  }

  public func document(_ id: String, at place: Place) throws(SettingError) -> ClauseDocument {
    guard let document = documents[id] else {
      throw SettingError("没有名为“\(id)”的文件条款。\(Nearest.hint(id, documents.keys.sorted()))", at: place)
    }
    return document
  }

  /// The YAML files below a folder, as paths with `/`, sorted.
  static func yamlFiles(below folder: URL) -> [String] {
    var names: [String] = []
    collectYAML(below: folder.path, named: "", depth: 0, into: &names)
    return names.sorted()
  }

  /// Folder by folder: a walker that knows all of a file's attributes takes three times as long.
  private static func collectYAML(below folder: String, named prefix: String, depth: Int, into names: inout [String]) {
    guard depth < 16, let found = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return }
    for name in found where !name.hasPrefix(".") {
      if name.hasSuffix(".yml") {
        names.append(prefix + name)
      } else {
        collectYAML(below: "\(folder)/\(name)", named: "\(prefix)\(name)/", depth: depth + 1, into: &names)
      }
    }
  }
}
