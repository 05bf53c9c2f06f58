public import struct Settings.Fields
public import struct Settings.SettingError

/// What a kind of check decides; one small type each, made of a rule's options.
public protocol Check: Sendable {
  /// Takes every option it knows; the caller refuses what is left.
  init(_ options: inout Fields) throws(SettingError)

  /// One verdict a subject. No verdicts at all mean that nothing is in its population.
  ///
  /// - Throws: `EvidenceGap` where nothing of the clause can be decided.
  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict]
}

/// Why a clause as a whole cannot be decided here: what is missing, in a sentence that says what to supply.
public struct EvidenceGap: Error, Sendable, Hashable {
  public let message: String

  public init(_ message: String) {
    self.message = message
  }
}
