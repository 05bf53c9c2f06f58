public import Findings
public import Settings

/// What one unit is judged by: the clauses of its profiles with everything that profiles change of them.
public struct Plan: Sendable {
  public let profiles: [String]
  public let scoring: String
  public let carryOver: Bool
  public let entries: [Entry]

  public struct Entry: Sendable {
    public let document: ClauseDocument
    public let clause: Clause
    public let severity: Severity
    public let weight: Double
    /// Why a profile switched the clause off.
    public let off: String?
    /// Options in the order in which they take the place of a rule's own: the clause's, then the profiles'.
    /// By rule: of a clause with several rules each takes the options that it knows.
    public let clauseOptions: [String: Setting]
    public let ruleOptions: [String: [Setting]]

    /// All options that take the place of the rule's own for one use of it.
    public func options(for use: Clause.Use) -> [Setting] {
      ([use.with] + [clauseOptions[use.rule]]).compactMap { $0 } + (ruleOptions[use.rule] ?? [])
    }
  }
}

extension RuleBook {
  /// Joins profiles, with what they extend, into a plan.
  ///
  /// - Parameter own: a profile that is not shipped, which may extend shipped ones.
  public func plan(for names: [String], own: Profile?, at place: Place? = nil) throws(SettingError) -> Plan {
    var chain: [Profile] = []
    for name in names { try collect(name, own: own, into: &chain, path: [], at: place ?? own?.place) }
    if let own, names.isEmpty { try collect(own.name, own: own, into: &chain, path: [], at: own.place) }
    let scoring = chain.last { $0.scoring != nil }?.scoring ?? "shares"
    var weights: [Severity: Double] = [.high: 3, .medium: 2, .low: 1]
    for profile in chain { weights.merge(profile.weights) { $1 } }
    var documents: [String] = []
    var places: [String: Place] = [:]
    for profile in chain {
      for document in profile.documents where !documents.contains(document) {
        documents.append(document)
        places[document] = profile.place
      }
    }
    var entries: [Plan.Entry] = []
    var known: Set<ClauseID> = []
    for id in documents {
      let document = try document(id, at: places[id] ?? Place(file: id))
      for clause in document.clauses {
        known.insert(clause.id)
        entries.append(try entry(clause, document, chain, weights))
      }
    }
    for profile in chain {
      for (id, change) in profile.changes.sorted(by: { $0.key < $1.key }) where !known.contains(id) {
        let hint = Nearest.hint("\(id)", known.sorted().map { "\($0)" })
        throw SettingError("方案“\(profile.name)”调整了不在其中的条款“\(id)”。\(hint)", at: change.place)
      }
      for (name, options) in profile.ruleOptions.sorted(by: { $0.key < $1.key }) {
        _ = try rule(name, at: options.place).check(with: [options])
      }
    }
    return Plan(
      profiles: names.isEmpty ? own.map { [$0.name] } ?? [] : names, scoring: scoring,
      carryOver: chain.contains { $0.carryOver }, entries: entries)
  }

  private func entry(
    _ clause: Clause, _ document: ClauseDocument, _ chain: [Profile], _ weights: [Severity: Double]
  ) throws(SettingError) -> Plan.Entry {
    let changes = chain.compactMap { $0.changes[clause.id] }
    let severity = changes.last { $0.severity != nil }?.severity ?? clause.severity
    let weight = changes.last { $0.weight != nil }?.weight ?? weights[severity] ?? 1
    let options = changes.compactMap(\.with).reduce(nil as Setting?) { $0?.merging($1) ?? $1 }
    var ruleOptions: [String: [Setting]] = [:]
    var clauseOptions: [String: Setting] = [:]
    if case .rules(let uses) = clause.decision {
      clauseOptions = try options.map { setting throws(SettingError) in try shared(setting, among: uses) } ?? [:]
      for use in uses {
        ruleOptions[use.rule] = chain.compactMap { $0.ruleOptions[use.rule] }
        let all = ([use.with] + [clauseOptions[use.rule]]).compactMap { $0 } + (ruleOptions[use.rule] ?? [])
        _ = try rule(use.rule, at: use.place).check(with: all)
      }
    } else if let options {
      throw SettingError("条款“\(clause.id)”没有规则参数可调整。", at: options.place)
    }
    return .init(
      document: document, clause: clause, severity: severity, weight: weight,
      off: changes.last { $0.off != nil }?.off, clauseOptions: clauseOptions, ruleOptions: ruleOptions)
  }

  /// What a profile changes of a clause, given to the rules that know it; one that none knows is an error.
  private func shared(_ options: Setting, among uses: [Clause.Use]) throws(SettingError) -> [String: Setting] {
    guard uses.count > 1, case .map(let entries) = options.content else {
      return Dictionary(uses.map { ($0.rule, options) }) { first, _ in first }
    }
    var taken: [String: [Setting.Entry]] = [:]
    for entry in entries {
      let single = Setting(.map([entry]), at: options.place)
      var refusal: SettingError?
      for use in uses {
        do throws(SettingError) {
          _ = try rule(use.rule, at: use.place).check(with: [use.with, single].compactMap { $0 })
          taken[use.rule, default: []].append(entry)
        } catch {
          refusal = refusal ?? error
        }
      }
      if let refusal, !uses.contains(where: { taken[$0.rule]?.contains { $0.key == entry.key } == true }) {
        throw refusal
      }
    }
    return taken.mapValues { Setting(.map($0), at: options.place) }
  }

  private func collect(
    _ name: String, own: Profile?, into chain: inout [Profile], path: [String], at place: Place?
  ) throws(SettingError) {
    let place = place ?? Place(file: "方案")
    guard !path.contains(name) else {
      throw SettingError("方案互相引用：\((path + [name]).joined(separator: " → "))。", at: place)
    }
    let shipped = profiles[name]
    guard let profile = own?.name == name ? own : shipped else {
      throw SettingError(
        "没有名为“\(name)”的方案。\(Nearest.hint(name, profiles.keys.sorted()))可用：\(profiles.keys.sorted().joined(separator: "、"))。",
        at: place)
    }
    for base in profile.extends { try collect(base, own: own, into: &chain, path: path + [name], at: profile.place) }
    if !chain.contains(where: { $0.name == name }) { chain.append(profile) }
  }
}
