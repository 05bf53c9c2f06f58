public import Findings

/// One finding by name, with what a person needs to see of it.
public struct FindingReference: Codable, Sendable, Hashable {
  public var unit: String
  public var id: String
  public var outcome: Outcome
  public var severity: Severity
  public var clauses: [ClauseID]
  public var subject: Subject
  public var location: Location?
  public var message: String
  public var fix: String
  public var fingerprint: String?
  /// The waiver, attestation or sample that changed its outcome.
  public var overlay: Overlay?

  public init(_ finding: Finding, unit: String) {
    self.unit = unit
    (id, outcome, severity, clauses) = (finding.id, finding.outcome, finding.severity, finding.clauses)
    (subject, location, message, fix) = (finding.subject, finding.location, finding.message, finding.fix)
    (fingerprint, overlay) = (finding.fingerprint, finding.overlay)
  }
}

/// What a run found, laid beside a baseline.
public struct BaselineComparison: Sendable, Hashable {
  public internal(set) var new: [FindingReference] = []
  public internal(set) var old: [FindingReference] = []
  /// Entries of the baseline whose faults are gone.
  public internal(set) var mended: [FindingReference] = []
  /// Entries of which some faults are gone and some stand.
  public internal(set) var partlyMended: [FindingReference] = []
  /// Entries that this run did not look at or could not decide: kept.
  public internal(set) var unverified: [FindingReference] = []
  /// What is left of an entry's faults, where some are gone.
  var left: [FindingReference: Fingerprint] = [:]

  public init() {}

  public func isNew(_ finding: Finding, unit: String) -> Bool {
    new.contains(FindingReference(finding, unit: unit))
  }

  mutating func sort() {
    func byPlace(_ left: FindingReference, _ right: FindingReference) -> Bool {
      if left.unit != right.unit { return left.unit < right.unit }
      if left.severity != right.severity { return left.severity < right.severity }
      return (left.id, left.fingerprint ?? "") < (right.id, right.fingerprint ?? "")
    }
    new.sort(by: byPlace)
    old.sort(by: byPlace)
    mended.sort(by: byPlace)
    partlyMended.sort(by: byPlace)
    unverified.sort(by: byPlace)
  }

  /// 新增 2 个，已有 14 个；基线中的 3 个已整改 …
  public func text() -> String {
    var lines = ["与基线相比：新增\(new.count)个，已有\(old.count)个，基线中已整改\(mended.count)个。"]
    for entry in mended { lines.append("  已整改  \(entry.unit)  \(entry.place)  \(entry.message)") }
    for entry in partlyMended { lines.append("  部分整改  \(entry.unit)  \(entry.place)  \(entry.message)") }
    if !unverified.isEmpty { lines.append("基线中另有\(unverified.count)个本次未能复核，予以保留。") }
    if !mended.isEmpty || !partlyMended.isEmpty {
      lines.append("请运行 gongkai baseline update 把已整改的从基线中删去，以免复发时被放过。")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension FindingReference {
  /// `/zwgk/a.html:12`, `records/foi.csv:3`, or the subject's key.
  var place: String {
    guard let location else { return subject.key }
    return location.line.map { "\(location.path):\($0)" } ?? location.path
  }
}
