import Exports
import Markup
import Pages

/// The addresses in a style sheet file: every `url()` and `@import`.
enum StyleSheetScanner {
  /// Calls `take` for each address in the order of the source; returns the places of those it wants kept.
  static func read(
    _ bytes: UnsafeRawBufferPointer, transport: String?, take: (LinkBytes) -> Bool
  ) -> [LinkReference] {
    var kept: [LinkReference] = []
    let page = DecodedPage(bytes.bindMemory(to: UInt8.self), transport: transport)
    page.withUTF8 { text in
      CSSReferences.scan(text) { range, isImport in
        let written = UnsafeBufferPointer(rebasing: text[range])
        let value = CSSReferences.unescaped(written) ?? Array(written)
        let source: LinkSource = isImport ? .styleImport : .styleURL
        let isWanted = value.withUnsafeBufferPointer { take(LinkBytes(source: source, value: $0, base: nil)) }
        guard isWanted else { return }
        let place = page.place(of: range.lowerBound)
        kept.append(
          LinkReference(
            source: source, value: String(decoding: value, as: UTF8.self), line: place.line, column: place.column,
            text: ""))
      }
    }
    return kept
  }
}
