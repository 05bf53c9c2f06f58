import Dispatch

/// Gives memory back while the work goes on: to free a site's evidence record by record takes as long as to write a
/// page of its report.
public enum Discard {
  /// - Parameters:
  ///   - value: consumed by who calls, who would else be the last to hold it.
  ///   - jobs: workers there are; a single one frees what nobody holds any more by itself.
  public static func beside(_ value: consuming some Sendable, jobs: Int) {
    guard jobs > 1 else { return }
    DispatchQueue.global().async { [value] in withExtendedLifetime(value) {} }
  }
}
