import Findings
import Pages

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
