import CLibXML2

public enum HTMLTreeError: Error, Sendable, Hashable {
  /// Nothing but white space: there is no root.
  case empty
  /// Nested deeper than libxml2 reads (256): the rest of the page was cut off.
  case tooDeep
  case tooLarge
  case outOfMemory
}

/// A page as libxml2's tree, for the few pages that need one: those an XPath rule selects, and tables saved as `.xls`.
///
/// Not Sendable: parse, read and drop it inside one task; only values leave it.
public final class HTMLTree {
  fileprivate let document: htmlDocPtr

  /// Parses UTF-8 text: other charsets are decoded before, since libxml2 loses the rest of a page that lies about its own.
  public init(utf8 bytes: UnsafeBufferPointer<UInt8>) throws(HTMLTreeError) {
    LibXML2.prepare()
    guard bytes.count < Int(Int32.max) else { throw .tooLarge }
    guard bytes.contains(where: { $0 > 0x20 }) else { throw .empty }
    guard let context = htmlNewParserCtxt() else { throw .outOfMemory }
    defer { htmlFreeParserCtxt(context) }
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue
      | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_NODEFDTD.rawValue | HTML_PARSE_COMPACT.rawValue
    let parsed = bytes.withMemoryRebound(to: CChar.self) { characters in
      htmlCtxtReadMemory(
        context, characters.baseAddress, Int32(characters.count), nil, "UTF-8", Int32(bitPattern: options))
    }
    guard let parsed else { throw .outOfMemory }
    // An internal error is the only sign of the depth limit; what follows it is missing from the tree.
    if context.pointee.errNo == Int32(XML_ERR_INTERNAL_ERROR.rawValue) {
      xmlFreeDoc(parsed)
      throw .tooDeep
    }
    guard xmlDocGetRootElement(parsed) != nil else {
      xmlFreeDoc(parsed)
      throw .empty
    }
    document = parsed
  }

  deinit { xmlFreeDoc(document) }

  public var root: HTMLNode? {
    xmlDocGetRootElement(document).map { HTMLNode(tree: self, pointer: $0) }
  }

  /// Every element of this name, in the order of the source.
  public func elements(named name: String) -> [HTMLNode] {
    root?.descendants(named: name) ?? []
  }

  /// What a selector finds on this page.
  public func evaluate(_ selector: XPathSelector) throws(XPathError) -> XPathValue {
    guard let context = xmlXPathNewContext(document) else { throw .outOfMemory }
    defer { xmlXPathFreeContext(context) }
    gongkai_xpath_silence(context)
    context.pointee.opLimit = XPathSelector.operationLimit
    guard let compiled = xmlXPathCtxtCompile(context, selector.source) else {
      throw .malformed(selector.source, message: XPathSelector.lastMessage(context))
    }
    defer { xmlXPathFreeCompExpr(compiled) }
    guard let result = xmlXPathCompiledEval(compiled, context) else {
      throw .failed(selector.source, message: XPathSelector.lastMessage(context))
    }
    defer { xmlXPathFreeObject(result) }
    switch result.pointee.type {
    case XPATH_NODESET:
      return .nodes(nodes(of: result.pointee.nodesetval))
    case XPATH_BOOLEAN: return .boolean(result.pointee.boolval != 0)
    case XPATH_NUMBER: return .number(result.pointee.floatval)
    case XPATH_STRING: return .string(LibXML2.copy(result.pointee.stringval) ?? "")
    default: return .nodes([])
    }
  }

  private func nodes(of set: xmlNodeSetPtr?) -> [HTMLNode] {
    guard let set, let table = set.pointee.nodeTab else { return [] }
    return (0..<Int(set.pointee.nodeNr)).compactMap { index in
      // What the namespace axis gives is no node although it lies among them.
      guard let pointer = table[index], pointer.pointee.type != XML_NAMESPACE_DECL else { return nil }
      return HTMLNode(tree: self, pointer: pointer)
    }
  }
}

/// One element, attribute or text of a tree, which it keeps alive.
public struct HTMLNode {
  private let tree: HTMLTree
  private let pointer: xmlNodePtr

  fileprivate init(tree: HTMLTree, pointer: xmlNodePtr) {
    (self.tree, self.pointer) = (tree, pointer)
  }

  /// The element's name in lower case, or the attribute's name.
  public var name: String { LibXML2.copy(pointer.pointee.name) ?? "" }

  public var isElement: Bool { pointer.pointee.type == XML_ELEMENT_NODE }

  /// All text within, as it stands in the source.
  public var text: String { LibXML2.take(xmlNodeGetContent(pointer)) ?? "" }

  public func attribute(_ name: String) -> String? {
    guard isElement else { return nil }
    return LibXML2.take(xmlGetProp(pointer, name))
  }

  /// The 1-based source line; nil beyond 65,534, where libxml2 stops counting.
  public var line: Int? {
    let line = xmlGetLineNo(pointer)
    return line > 0 && line < 65_535 ? Int(line) : nil
  }

  /// The elements directly within.
  public var children: [HTMLNode] {
    guard isElement else { return [] }
    var found: [HTMLNode] = []
    var child = pointer.pointee.children
    while let current = child {
      if current.pointee.type == XML_ELEMENT_NODE { found.append(HTMLNode(tree: tree, pointer: current)) }
      child = current.pointee.next
    }
    return found
  }

  public var parent: HTMLNode? {
    guard let parent = pointer.pointee.parent, parent.pointee.type == XML_ELEMENT_NODE else { return nil }
    return HTMLNode(tree: tree, pointer: parent)
  }

  /// The elements of this name within, in the order of the source.
  public func descendants(named name: String) -> [HTMLNode] {
    var found: [HTMLNode] = []
    for child in children {
      if child.name == name { found.append(child) }
      found += child.descendants(named: name)
    }
    return found
  }

  enum TextPiece {
    case text(String)
    case lineBreak
  }

  /// The text within in order, with a line break before and after what a browser shows as a line of its own.
  func visitText(_ visit: (TextPiece) -> Void) {
    var child = pointer.pointee.children
    while let current = child {
      switch current.pointee.type {
      case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
        visit(.text(LibXML2.copy(current.pointee.content) ?? ""))
      case XML_ELEMENT_NODE:
        let node = HTMLNode(tree: tree, pointer: current)
        switch node.name {
        case "br": visit(.lineBreak)
        case "script", "style": break
        case "p", "div", "li", "tr":
          visit(.lineBreak)
          node.visitText(visit)
          visit(.lineBreak)
        default: node.visitText(visit)
        }
      default: break
      }
      child = current.pointee.next
    }
  }
}
