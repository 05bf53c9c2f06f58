import Foundation
import RuleFiles
import Settings

/// The rules of this project, loaded once for all tests.
enum Shipped {
  static let root = URL(filePath: #filePath).appending(path: "../../..").standardized
  static let folder = root.appending(path: "Rules")
  /// What the project was built from, where it lies beside it.
  static let reference = root.appending(path: "../shared").standardized

  private static let loaded = Result { try RuleBook(folder: folder) }

  static var book: RuleBook { get throws { try loaded.get() } }
}
