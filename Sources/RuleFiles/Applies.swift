public import Checks
public import Evidence

import Settings
public import Workdays

/// Whether a rule concerns a unit at all: some record of a table meets the conditions, or what the note says holds.
public struct Applies: Sendable {
  let condition: Presence
  public let note: String

  init(_ setting: Setting) throws(SettingError) {
    var fields = try setting.fields("applies")
    note = try fields.string("note")
    condition = try Presence(&fields)
    try fields.finish()
  }

  /// False only where the table is there and nothing in it meets the conditions.
  ///
  /// - Parameter year: the year in which the document binds.
  public func holds(in evidence: Evidence, year: Int, asOf: CivilDate) -> Bool {
    condition.holds(in: evidence, year: year, asOf: asOf)
  }

  /// Whether a rule applies must be known before anything is held against a unit: what fails is undecided where it
  /// is not.
  public func softened(_ verdicts: [Verdict], in evidence: Evidence, year: Int, asOf: CivilDate) -> [Verdict] {
    guard let gap = condition.gap(in: evidence, year: year, asOf: asOf) else { return verdicts }
    return verdicts.map { verdict in
      guard verdict.outcome == .failed else { return verdict }
      var verdict = verdict
      (verdict.outcome, verdict.reason, verdict.detail) = (.undecided, .evidenceMissing, gap.message)
      return verdict
    }
  }
}
