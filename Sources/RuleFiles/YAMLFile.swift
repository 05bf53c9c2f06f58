public import Foundation
public import Settings

/// YAML as `Setting` values with their places.
public enum YAMLFile {
  /// Larger files are refused: no rule, manifest or attestation list comes near it.
  static let sizeLimit = 8 << 20
  /// Values of one file, aliases written out.
  static let nodeLimit = 200_000

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
    guard let text = data.withUnsafeBytes({ String(validating: $0, as: UTF8.self) }) else {
      throw SettingError("文件不是UTF-8编码，请另存为UTF-8。", at: place)
    }
    return try parse(text, name: name)
  }

  public static func parse(_ text: String, name: String) throws(SettingError) -> Setting {
    var text = text
    let read = text.withUTF8 { bytes in
      let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      return Result { () throws(SettingError) in
        var events = YAMLEvents(UnsafeBufferPointer(rebasing: bytes[mark...]), name: name, limit: nodeLimit)
        return try events.document()
      }
    }
    return try read.get() ?? Setting(.empty, at: Place(file: name))
  }
}
