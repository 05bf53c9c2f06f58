import CLibXML2

public enum XPathError: Error, Sendable, Hashable {
  /// The expression cannot be compiled.
  case malformed(String, message: String)
  /// The expression cannot be evaluated: an unknown function or prefix, or too much work for one page.
  case failed(String, message: String)
  case outOfMemory
}

/// What an XPath expression gives.
public enum XPathValue {
  case nodes([HTMLNode])
  case string(String)
  case number(Double)
  case boolean(Bool)
}

/// An XPath 1.0 expression that is known to compile and to evaluate: verified once, when its rule is loaded.
///
/// It holds the expression, not libxml2's compiled form: evaluation writes into that one (it caches function look-ups),
/// so that it may not be shared between the tasks that read pages. Compiling anew takes some microseconds a page.
public struct XPathSelector: Sendable, Hashable {
  public let source: String

  /// Steps after which an evaluation is given up: far more than any honest rule needs on the largest page.
  static let operationLimit: UInt = 50_000_000

  public init(_ source: String) throws(XPathError) {
    self.source = source
    // Unknown functions and prefixes show only in evaluation, so a small page is tried.
    var probe = Array("<html><body><p>x</p></body></html>".utf8)
    let tree: HTMLTree
    do {
      tree = try probe.withUnsafeMutableBufferPointer { bytes throws(HTMLTreeError) in
        try HTMLTree(utf8: UnsafeBufferPointer(bytes))
      }
    } catch {
      throw .outOfMemory
    }
    _ = try tree.evaluate(self)
  }

  static func lastMessage(_ context: xmlXPathContextPtr) -> String {
    guard let message = context.pointee.lastError.message else { return "" }
    return String(cString: message).trimmingNewlines()
  }
}
