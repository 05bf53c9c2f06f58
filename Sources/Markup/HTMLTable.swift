/// A table's cells as a grid: a merged cell stands in each place it covers.
public struct HTMLTable: Sendable, Hashable {
  /// One cell as a spreadsheet would show it.
  public struct Cell: Sendable, Hashable {
    /// The text, white space collapsed as a browser does, `<br>` and paragraphs as line breaks.
    public let text: String
    /// Whether this place is covered by a cell that begins further left or above.
    public let isContinuation: Bool
    /// Whether the cell that covers it begins further left, in this row or one above.
    public let isCoveredFromLeft: Bool
  }

  /// Rows from the top, each as long as it is in the source.
  public let rows: [[Cell]]
  /// The 1-based source line where it begins, as far as libxml2 counts.
  public let line: Int?

  /// Merged cells larger than this are cut: no honest table has them.
  private static let widestSpan = 1000
  /// Nor is any as wide as this; merges in a small file can ask for millions of cells.
  private static let widestRow = 4000

  /// Reads a `table` element; tables within its cells are left to themselves.
  public init(_ table: HTMLNode) {
    line = table.line
    var rows: [[Cell]] = []
    var hanging: [Int: (cell: Cell, rows: Int)] = [:]
    for row in Self.rows(of: table) {
      var cells: [Cell] = []
      func fillHanging() {
        while cells.count < Self.widestRow, let above = hanging[cells.count] {
          hanging[cells.count] = above.rows > 1 ? (above.cell, above.rows - 1) : nil
          cells.append(above.cell)
        }
      }
      for node in row.children where node.name == "td" || node.name == "th" {
        fillHanging()
        let text = Self.text(of: node)
        let width = Self.span(node.attribute("colspan"))
        let height = Self.span(node.attribute("rowspan"))
        for offset in 0..<min(width, Self.widestRow - cells.count) {
          if height > 1 {
            hanging[cells.count] = (Cell(text: text, isContinuation: true, isCoveredFromLeft: offset > 0), height - 1)
          }
          cells.append(Cell(text: text, isContinuation: offset > 0, isCoveredFromLeft: offset > 0))
        }
      }
      fillHanging()
      rows.append(cells)
    }
    self.rows = rows
  }

  private static func rows(of table: HTMLNode) -> [HTMLNode] {
    table.children.flatMap { (child: HTMLNode) -> [HTMLNode] in
      switch child.name {
      case "tr": [child]
      case "thead", "tbody", "tfoot": child.children.filter { $0.name == "tr" }
      default: []
      }
    }
  }

  private static func span(_ attribute: String?) -> Int {
    guard let attribute, let number = Int(attribute.filter(\.isNumber)), number > 0 else { return 1 }
    return min(number, widestSpan)
  }

  private static func text(of cell: HTMLNode) -> String {
    var lines: [[Substring]] = [[]]
    cell.visitText { piece in
      switch piece {
      case .text(let text):
        let words = text.split { $0.isWhitespace }
        guard let first = words.first else { return }
        let continues = text.first.map { !$0.isWhitespace } ?? false
        if continues, let last = lines[lines.count - 1].popLast() {
          lines[lines.count - 1].append(Substring(last + first))
          lines[lines.count - 1] += words.dropFirst()
        } else {
          lines[lines.count - 1] += words
        }
        if text.last?.isWhitespace == true { lines[lines.count - 1].append("") }
      case .lineBreak:
        lines.append([])
      }
    }
    return lines.map { $0.filter { !$0.isEmpty }.joined(separator: " ") }
      .filter { !$0.isEmpty }.joined(separator: "\n")
  }
}

extension HTMLTree {
  /// Every table of the page, outer before inner.
  public var tables: [HTMLTable] { elements(named: "table").map(HTMLTable.init) }
}
