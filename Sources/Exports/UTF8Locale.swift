import Glibc

/// Lets libarchive convert names of files to UTF-8 whatever locale the program runs in: in the C locale it gives up
/// every name that is not ASCII.
enum UTF8Locale {
  // A locale is made once, never changed, and only read by all threads.
  nonisolated(unsafe) private static let locale: locale_t? =
    ["C.UTF-8", "C.utf8", "zh_CN.UTF-8", "en_US.UTF-8"].lazy
    .compactMap { (name: String) in newlocale(1 << LC_CTYPE, name, nil) }.first

  /// Runs `body`, which must not suspend, with this thread's character type in UTF-8.
  static func with<Result>(_ body: () -> Result) -> Result {
    guard let locale else { return body() }
    let before = uselocale(locale)
    defer { uselocale(before) }
    return body()
  }
}
