import CLibXML2

/// What stands next in an XML document.
public enum XMLEvent: Sendable, Hashable {
  /// An element begins; its name is without prefix. Attributes are asked of the reader while it stands here.
  case start(String)
  /// An element ends, also one that was empty.
  case end(String)
  /// Text or CDATA, white space kept.
  case text(String)
}

public enum XMLReadError: Error, Sendable, Hashable {
  /// Not well-formed, at this line.
  case malformed(line: Int, message: String)
  /// A document type declaration: no workbook or feed needs one, and entities can expand without bound.
  case hasDoctype
  case outOfMemory
}

/// Reads well-formed XML event by event, for workbook sheets and the like. Nothing is fetched and nothing expanded.
///
/// ```swift
/// let reader = try XMLReader(bytes)
/// while let event = try reader.next() {
///   if case .start("c") = event, let place = reader.attribute("r") { … }
/// }
/// ```
///
/// One reader belongs to one task.
public final class XMLReader {
  // The reader points into these bytes as long as it lives.
  private let storage: UnsafeMutableBufferPointer<CChar>
  private let reader: xmlTextReaderPtr
  private var pendingEnd: String?

  /// The encoding is the declaration's, else UTF-8.
  public init(_ bytes: some Collection<UInt8>) throws(XMLReadError) {
    LibXML2.prepare()
    storage = .allocate(capacity: bytes.count)
    for (index, byte) in bytes.enumerated() { storage[index] = CChar(bitPattern: byte) }
    let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_COMPACT.rawValue | XML_PARSE_NOCDATA.rawValue)
    guard
      let made = xmlReaderForMemory(
        storage.baseAddress, Int32(clamping: storage.count), nil, nil, options)
    else {
      storage.deallocate()
      throw .outOfMemory
    }
    reader = made
    gongkai_reader_silence(reader)
  }

  deinit {
    xmlFreeTextReader(reader)
    storage.deallocate()
  }

  /// The next event, or nil at the end of the document.
  public func next() throws(XMLReadError) -> XMLEvent? {
    if let name = pendingEnd {
      pendingEnd = nil
      return .end(name)
    }
    while true {
      switch xmlTextReaderRead(reader) {
      case 0: return nil
      case 1: break
      default:
        let message = LibXML2.copy(
          xmlGetLastError().map { UnsafeRawPointer($0.pointee.message) }?.assumingMemoryBound(to: xmlChar.self))
        throw .malformed(line: line, message: message?.trimmingNewlines() ?? "")
      }
      switch UInt32(bitPattern: xmlTextReaderNodeType(reader)) {
      case XML_READER_TYPE_ELEMENT.rawValue:
        let name = localName
        if xmlTextReaderIsEmptyElement(reader) == 1 { pendingEnd = name }
        return .start(name)
      case XML_READER_TYPE_END_ELEMENT.rawValue:
        return .end(localName)
      case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue,
        XML_READER_TYPE_WHITESPACE.rawValue, XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue:
        return .text(LibXML2.copy(xmlTextReaderConstValue(reader)) ?? "")
      case XML_READER_TYPE_DOCUMENT_TYPE.rawValue:
        throw .hasDoctype
      default:
        continue
      }
    }
  }

  /// The value of an attribute of the element that `next()` just began; `r:id` is asked for with its prefix.
  public func attribute(_ name: String) -> String? {
    LibXML2.take(xmlTextReaderGetAttribute(reader, name))
  }

  /// The value of an attribute by its name without a prefix, whatever prefix its namespace has here.
  public func attribute(local name: String) -> String? {
    var found: String?
    var more = xmlTextReaderMoveToFirstAttribute(reader)
    while more == 1, found == nil {
      if localName == name { found = LibXML2.copy(xmlTextReaderConstValue(reader)) }
      more = xmlTextReaderMoveToNextAttribute(reader)
    }
    xmlTextReaderMoveToElement(reader)
    return found
  }

  /// How many elements are open around the current event.
  public var depth: Int { Int(xmlTextReaderDepth(reader)) }

  /// The 1-based line of the current event.
  public var line: Int { Int(xmlTextReaderGetParserLineNumber(reader)) }

  private var localName: String { LibXML2.copy(xmlTextReaderConstLocalName(reader)) ?? "" }
}

extension String {
  func trimmingNewlines() -> String {
    var text = Substring(self)
    while let last = text.last, last.isNewline { text.removeLast() }
    return String(text)
  }
}
