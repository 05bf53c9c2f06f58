public import Checks
import Settings

/// A sentence with placeholders such as `{title}`.
public struct Message: Sendable, Hashable {
  public static let placeholders = Placeholder.allCases.map(\.rawValue)

  public let template: String
  /// Parted once: thousands of findings are told in the words of one template.
  private let parts: [Part]

  private enum Placeholder: String, CaseIterable {
    case title, key, detail, due, done, late, unit, evidence
  }

  private enum Part: Hashable {
    case words(String)
    case value(Placeholder)
  }

  init(_ setting: Setting) throws(SettingError) {
    let template = try setting.string("文字")
    for name in Self.parted(template).names where Placeholder(rawValue: name) == nil {
      throw SettingError(
        "没有占位符“{\(name)}”，可用：\(Message.placeholders.map { "{\($0)}" }.joined(separator: "、"))。", at: setting.place)
    }
    self.init(template: template)
  }

  /// What is no placeholder's name is left out of the sentence.
  public init(template: String) {
    self.template = template
    let (words, names) = Self.parted(template)
    var parts: [Part] = []
    for (index, text) in words.enumerated() {
      if !text.isEmpty { parts.append(.words(String(text))) }
      let placeholder = index < names.count ? Placeholder(rawValue: names[index]) : nil
      if let placeholder { parts.append(.value(placeholder)) }
    }
    self.parts = parts
  }

  /// The words before, between and after what stands in braces.
  private static func parted(_ template: String) -> (words: [Substring], names: [String]) {
    var (words, names, rest) = ([Substring](), [String](), Substring(template))
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")),
      let close = rest.utf8[open...].firstIndex(of: UInt8(ascii: "}"))
    {
      words.append(rest[..<open])
      names.append(String(rest[rest.utf8.index(after: open)..<close]))
      rest = rest[rest.utf8.index(after: close)...]
    }
    return (words + [rest], names)
  }

  /// The sentence for one verdict.
  public func text(for verdict: Verdict, unit: String) -> String {
    var text = ""
    for part in parts {
      switch part {
      case .words(let words): text += words
      case .value(let placeholder): text += Self.value(of: placeholder, verdict, unit)
      }
    }
    return text.withNestedQuotes
  }

  private static func value(of placeholder: Placeholder, _ verdict: Verdict, _ unit: String) -> String {
    switch placeholder {
    case .title: verdict.subject.title ?? verdict.subject.key
    case .key: verdict.subject.key
    case .detail: verdict.detail
    case .due: verdict.dueOn?.description ?? "期限"
    case .done: verdict.doneOn?.description ?? "尚未办理"
    case .late: verdict.lateBy.map { "\($0)" } ?? "0"
    case .unit: unit
    case .evidence: verdict.evidence ?? "无"
    }
  }
}
