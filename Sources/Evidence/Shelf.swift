import Findings
import Records

/// Where rows of one sort are kept whole, such as the pages of a site: a record of one looks up what it is asked for.
protocol Shelf: AnyObject, Sendable {
  /// Every field that a row may have a value for.
  var fields: [String] { get }

  func key(of row: Int32) -> String
  func title(of row: Int32) -> String?
  func location(of row: Int32) -> Location?
  func value(of field: String, at row: Int32) -> Value?
}
