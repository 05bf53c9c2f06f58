import Foundation
import RuleFiles

/// The rules of this project, loaded once for all tests.
enum Shipped {
  private static let folder = URL(filePath: #filePath).appending(path: "../../../Rules").standardized
  private static let loaded = Result { try RuleBook(folder: folder) }

  static var book: RuleBook { get throws { try loaded.get() } }
}
