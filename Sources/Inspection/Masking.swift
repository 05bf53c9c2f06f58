import Evidence
import Findings
import Pages
import Parallel

/// What is written out bears no personal data, wherever in a ledger or a page it stood (contract, section 6).
///
/// Identities are made before this, so that they stay the same.
extension Finding {
  var masked: Finding {
    var finding = self
    finding.subject = subject.masked
    finding.message = PersonalText.masked(message)
    finding.fix = PersonalText.masked(fix)
    finding.evidence = evidence.map(PersonalText.masked)
    finding.overlay?.reason = PersonalText.masked(overlay?.reason ?? "")
    return finding
  }
}

extension [Finding] {
  /// Hardly any has something to mask: only those that have are made anew.
  func masked(jobs: Int) -> [Finding] {
    let parts = stride(from: 0, to: count, by: 256).map { $0..<Swift.min($0 + 256, count) }
    let changed = Workers.map(parts, jobs: jobs) { part in
      part.compactMap { place in
        let masked = self[place].masked
        return masked == self[place] ? nil : (place, masked)
      }
    }
    var findings = self
    for (place, finding) in changed.joined() { findings[place] = finding }
    return findings
  }
}

extension Subject {
  var masked: Subject {
    Subject(kind: kind, key: PersonalText.masked(key), title: title.map(PersonalText.masked))
  }
}

extension ClauseResult {
  var masked: ClauseResult {
    var clause = self
    clause.note = note.map(PersonalText.masked)
    return clause
  }
}
