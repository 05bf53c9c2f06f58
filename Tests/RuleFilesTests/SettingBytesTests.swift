import Foundation
import Settings
import Testing

@testable import RuleFiles

@Suite("Settings kept as bytes")
struct SettingBytesTests {
  private func bytes(_ setting: Setting) -> [UInt8] {
    var bytes: [UInt8] = []
    SettingBytes.append(setting, to: &bytes)
    return bytes
  }

  private func read(_ bytes: [UInt8], file: String) throws -> Setting {
    try bytes.withUnsafeBytes { all in
      var reader = SettingBytes.Reader(all, 0..<all.count, depthLimit: YAMLFile.depthLimit)
      return try reader.setting(file: file)
    }
  }

  @Test("every file that is shipped comes back as it was read, with the place of each value")
  func shipped() throws {
    for name in RuleBook.yamlFiles(below: Shipped.folder) {
      let setting = try YAMLFile.read(Shipped.folder.appending(path: name), name: name)
      #expect(try read(bytes(setting), file: name) == setting, "\(name)")
    }
  }

  @Test("text that looks like a number stays text, and nothing stays nothing")
  func kinds() throws {
    let setting = try YAMLFile.parse("{a: 1, b: \"1\", c: ~, d: [], e: {}, f: \"~\", g: [一, {h: 二}]}", name: "x.yml")
    #expect(try read(bytes(setting), file: "x.yml") == setting)
  }

  @Test("bytes that break off anywhere are damage, never a trap nor half a setting")
  func damaged() throws {
    let whole = bytes(try YAMLFile.parse("{a: 1, b: [一, {h: 二}], c: ~}", name: "x.yml"))
    for length in 0..<whole.count {
      #expect(throws: SettingBytes.Reader.Damaged.self) { try read(Array(whole[..<length]), file: "x.yml") }
    }
    for place in whole.indices {
      var other = whole
      other[place] = 0xff
      _ = try? read(other, file: "x.yml")
    }
  }
}
