public import Foundation
public import Settings
import Yams

/// YAML as `Setting` values with their places: the only place that knows Yams.
public enum YAMLFile {
  /// Larger files are refused: no rule, manifest or attestation list comes near it.
  static let sizeLimit = 8 << 20
  /// Values of one file, aliases written out: what Yams shares grows without bound when it is walked.
  static let nodeLimit = 200_000
  static let depthLimit = 64

  /// - Parameter name: what messages call the file.
  public static func read(_ url: URL, name: String) throws(SettingError) -> Setting {
    try parse(data(url, name: name), name: name)
  }

  static func data(_ url: URL, name: String) throws(SettingError) -> Data {
    do {
      return try Data(contentsOf: url)
    } catch {
      throw SettingError("文件无法打开，请检查路径和权限。", at: Place(file: name))
    }
  }

  static func parse(_ data: Data, name: String) throws(SettingError) -> Setting {
    let place = Place(file: name)
    guard data.count <= sizeLimit else { throw SettingError("文件超过8 MB，不像是配置文件。", at: place) }
    guard let text = String(data: data, encoding: .utf8) else {
      throw SettingError("文件不是UTF-8编码，请另存为UTF-8。", at: place)
    }
    return try parse(text, name: name)
  }

  public static func parse(_ text: String, name: String) throws(SettingError) -> Setting {
    let text = text.hasPrefix("\u{feff}") ? String(text.dropFirst()) : text
    if let setting = YAMLEvents.setting(text, name: name, depthLimit: depthLimit, nodeLimit: nodeLimit) {
      return setting
    }
    return try composed(text, name: name)
  }

  /// Reads a text by Yams alone.
  static func composed(_ text: String, name: String) throws(SettingError) -> Setting {
    do {
      // The default resolver tries seven regular expressions on every key to tell numbers and dates apart, which is
      // left to who decodes the value.
      guard let node = try Yams.compose(yaml: text, .basic, .default, .utf8) else {
        return Setting(.empty, at: Place(file: name))
      }
      var budget = nodeLimit
      return try setting(node, name: name, depth: 0, &budget)
    } catch let error as SettingError {
      throw error
    } catch let error as YamlError {
      throw SettingError("YAML格式有误：\(problem(error))", at: place(error, name: name))
    } catch {
      throw SettingError("YAML格式有误。", at: Place(file: name))
    }
  }

  private static func setting(
    _ node: Node, name: String, depth: Int, _ budget: inout Int
  ) throws(SettingError) -> Setting {
    let place = Place(file: name, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    guard depth < depthLimit else { throw SettingError("嵌套过深。", at: place) }
    budget -= 1
    guard budget > 0 else {
      throw SettingError("内容过多（别名反复引用时会成倍展开），请直接写出各项。", at: place)
    }
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain || scalar.style == .any
      if isPlain, ["", "~", "null"].contains(scalar.string) { return Setting(.empty, at: place) }
      return Setting(.scalar(scalar.string, isQuoted: !isPlain), at: place)
    case .sequence(let sequence):
      var items: [Setting] = []
      for item in sequence { items.append(try setting(item, name: name, depth: depth + 1, &budget)) }
      return Setting(.list(items), at: place)
    case .mapping(let mapping):
      var entries: [Setting.Entry] = []
      for (key, value) in mapping {
        let keyPlace = Place(file: name, line: key.mark?.line ?? 1, column: key.mark?.column ?? 1)
        guard let text = key.scalar?.string else { throw SettingError("键应为文字。", at: keyPlace) }
        let inner = try setting(value, name: name, depth: depth + 1, &budget)
        entries.append(.init(key: text, place: keyPlace, value: inner))
      }
      return Setting(.map(entries), at: place)
    case .alias:
      throw SettingError("不支持YAML别名（*）。", at: place)
    }
  }

  private static func problem(_ error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
    case .duplicatedKeysInMapping(let keys, _):
      "同一个键“\(keys.first ?? "")”写了两次"
    default: "无法解析"
    }
  }

  private static func place(_ error: YamlError, name: String) -> Place {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      Place(file: name, line: mark.line, column: mark.column)
    case .duplicatedKeysInMapping(_, let context):
      Place(file: name, line: context.mark.line, column: context.mark.column)
    default: Place(file: name)
    }
  }
}
