public import Checks
import Foundation

public import Settings

/// One rule of `Rules/checks/<topic>/<id>.yml`: what is judged, by which kind of check, and in which words.
public struct Rule: Sendable {
  public let id: String
  public let title: String
  public let topic: String
  public let kind: CheckKind
  /// The options as written; a clause or a profile may put others in their place.
  public let options: Setting
  /// The check with the options as written.
  public let check: any Check
  /// Where nothing of a table meets the conditions the rule does not apply.
  public let applies: Applies?
  /// What is wrong, with `{title}`, `{detail}` and the other placeholders.
  public let message: Message
  public let fix: Message
  public let why: String
  /// Options whose values are ours and not the document's, with the reason.
  public let ownDefaults: [(option: String, meaning: String)]
  /// Empty where a `RuleProof` told that these were read before.
  public let examples: [Example]
  public let file: String

  /// - Parameter isProven: whether the examples were read before and are left out.
  init(_ setting: Setting, file: String, stem: String, isProven: Bool = false) throws(SettingError) {
    var fields = try setting.fields("规则")
    self.file = file
    id = try fields.string("id")
    guard id == stem else { throw SettingError("规则的“id”是“\(id)”，应与文件名“\(stem)”相同。", at: setting.place) }
    title = try fields.string("title")
    topic = try fields.string("topic")
    kind = try fields.choice("check")
    options = try fields.need("options")
    if let applies = fields.take("applies") {
      self.applies = try Applies(applies)
    } else {
      applies = nil
    }
    message = try Message(fields.need("message"))
    fix = try Message(fields.need("fix"))
    why = try fields.string("why")
    var defaults: [(String, String)] = []
    if var inner = try fields.optionalFields("defaults") {
      for entry in inner.takeAll() { defaults.append((entry.key, try entry.value.string(entry.key))) }
    }
    ownDefaults = defaults
    var examples: [Example] = []
    for item in try fields.list("examples") { examples.append(try Example(item)) }
    self.examples = examples
    try fields.finish()
    check = try kind.make(options)
    let verdicts = examples.flatMap { $0.expectedOutcomes }
    let passing = verdicts.count { $0 == .passed }
    guard isProven || passing >= 2 && verdicts.count - passing >= 2 else {
      throw SettingError("规则“\(id)”的示例不足：至少要有两个符合、两个不符合（或待核查、未到期、不适用）的结论。", at: setting.place)
    }
  }

  /// The check with options put in place of the rule's own.
  public func check(with overrides: [Setting]) throws(SettingError) -> any Check {
    overrides.isEmpty ? check : try kind.make(effectiveOptions(with: overrides))
  }

  public func effectiveOptions(with overrides: [Setting]) -> Setting {
    overrides.reduce(options) { $0.merging($1) }
  }
}
