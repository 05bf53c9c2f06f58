import CLibXML2

/// The library's one-time set-up. `xmlCleanupParser` is never called: other threads may still parse.
enum LibXML2 {
  private static let ready: Void = xmlInitParser()

  static func prepare() { _ = ready }

  /// The text of a string that libxml2 allocated, which is freed.
  static func take(_ string: UnsafeMutablePointer<xmlChar>?) -> String? {
    guard let string else { return nil }
    defer { gongkai_xml_free(string) }
    return String(cString: string)
  }

  /// The text of a string that libxml2 keeps.
  static func copy(_ string: UnsafePointer<xmlChar>?) -> String? {
    string.map { String(cString: $0) }
  }
}
