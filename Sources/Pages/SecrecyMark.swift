/// What is told of a mark that stands on a page (`PageFacts.secrecyMarks`).
public enum SecrecyMark {
  /// Words that, standing alone, forbid handing on but name neither a grade nor an internal paper: a person must look.
  static let sensitive: Set<String> = [
    "请勿外传", "严禁外传", "不得外传", "禁止外传", "仅供内部使用", "仅限内部使用", "仅供内部参考",
  ]

  /// Whether a mark's words are only a sign (敏感标志), not a mark of secrecy (密级标志).
  public static func isOnlySensitive(_ text: String) -> Bool { sensitive.contains(text) }
}
