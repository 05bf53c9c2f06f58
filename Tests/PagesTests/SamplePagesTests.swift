import Foundation
import Testing

@testable import Pages

/// The sample pages lie beside the project, not in it; where they are absent these tests say so and skip.
enum SamplePages {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("../shared/pages")

  static var arePresent: Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent("truth.jsonl").path)
  }

  static func truth() throws -> [[String: Any]] {
    try String(contentsOf: folder.appendingPathComponent("truth.jsonl"), encoding: .utf8)
      .split(separator: "\n").compactMap { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
  }

  static func read(_ file: String) throws -> PageReading {
    let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(file)))
    return PageReader().read(bytes, path: "/\(file)")
  }

  static func normalised(_ text: String) -> String {
    text.precomposedStringWithCompatibilityMapping.filter { !$0.isWhitespace }
  }
}

@Suite("The sample pages", .enabled(if: SamplePages.arePresent, "../shared/pages is not here"))
struct SamplePagesTests {
  @Test("every field agrees with the truth")
  func agreement() throws {
    let pages = try SamplePages.truth()
    #expect(pages.count == 7)
    for page in pages {
      let file = try #require(page["file"] as? String)
      let row =
        try JSONSerialization.jsonObject(
          with: JSONEncoder().encode(PageRow(SamplePages.read(file).facts))) as? [String: Any]
      let accepted = page["accept"] as? [String: [String]] ?? [:]
      for key in [
        "index_number", "document_number", "publisher", "written_on", "published_on", "title", "validity",
        "valid_until",
        "disclosure", "column", "site_name", "site_id", "source",
      ] {
        let read = (row?[key] as? String).map(SamplePages.normalised)
        let wanted =
          [(page[key] as? String).map(SamplePages.normalised)] + (accepted[key] ?? []).map(SamplePages.normalised)
        #expect(wanted.contains(read), "\(file) \(key): read \(read ?? "null"), wanted \(wanted)")
      }
    }
  }
}
