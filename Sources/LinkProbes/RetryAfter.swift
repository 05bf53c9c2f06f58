import Foundation

/// How long a server asks to wait: `120`, or the moment until which (RFC 9110, section 10.2.3).
enum RetryAfter {
  /// nil where the value says nothing.
  static func pause(_ value: String, now: Date = Date()) -> Duration? {
    let text = value.trimmingCharacters(in: .whitespaces)
    if let seconds = Int(text) { return seconds >= 0 ? .seconds(seconds) : nil }
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(secondsFromGMT: 0)
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    guard let until = format.date(from: text) else { return nil }
    return .seconds(max(0, Int(until.timeIntervalSince(now).rounded(.up))))
  }
}
