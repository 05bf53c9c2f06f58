/// A unit's name as the name of a folder, on any file system and in any address.
public enum FolderName {
  /// Distinct safe names, by unit. Chinese stays; what a file system forbids becomes `_`.
  static func assign(_ units: [String]) -> [String: String] {
    var (folders, taken) = ([String: String](), Set<String>())
    for unit in units where folders[unit] == nil {
      let base = safe(unit)
      var (name, number) = (base, 2)
      while !taken.insert(name.lowercased()).inserted {
        name = "\(base)-\(number)"
        number += 1
      }
      folders[unit] = name
    }
    return folders
  }

  /// One name made safe.
  public static func safe(_ text: String) -> String {
    var name = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isForbidden =
        "/\\:*?\"<>|%#".unicodeScalars.contains(scalar) || scalar.properties.isWhitespace
        || scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
      name.append(isForbidden ? "_" : scalar)
    }
    var result = String(name)
    // A leading dot hides a folder or leads out of it; a trailing one is dropped by Windows.
    while result.hasPrefix(".") { result.removeFirst() }
    while result.hasSuffix(".") { result.removeLast() }
    while result.utf8.count > 120 { result.removeLast() }
    let reserved: Set<String> = ["con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "lpt1", "lpt2", "lpt3"]
    if result.isEmpty || reserved.contains(result.lowercased()) { return "_" + result }
    return result
  }

  /// As one part of a relative address.
  static func address(_ folder: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in folder.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
        bytes.append(byte)
      default: bytes.append(contentsOf: [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]])
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
