public import Settings

/// Why an inspection could not be made: the input, a rule or the configuration could not be used.
public struct InspectionError: Error, Sendable, Hashable, CustomStringConvertible {
  /// One line each: what and where it is, and what to do.
  public let messages: [String]

  public init(_ messages: [String]) {
    self.messages = messages
  }

  public init(_ error: SettingError) {
    messages = [error.description]
  }

  public var description: String { messages.joined(separator: "\n") }
}
