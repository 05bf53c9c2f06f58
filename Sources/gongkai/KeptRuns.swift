import Comparison
import Findings
import Foundation
import History
import Inspection

/// The store beside the manifest, where an inspection keeps its runs; a bare export keeps none unless told to.
struct KeptRuns {
  private let path: String?

  init(_ option: String?, folder: InspectionFolder) throws {
    switch option {
    case "none"?: path = nil
    case let option?: path = option
    case nil:
      let hasManifest = FileManager.default.fileExists(
        atPath: folder.folder.appending(path: "gongkai.yml").path)
      path = hasManifest ? folder.folder.appending(path: RunStore.fileName).path : nil
    }
  }

  private var existing: RunStore? {
    get throws {
      guard let path, FileManager.default.fileExists(atPath: path) else { return nil }
      return try RunStore(at: path)
    }
  }

  func previous(of results: Results) throws -> Results? { try existing?.previous(of: results) }

  func history(before results: Results) throws -> [RunSummary] { try existing?.history(before: results) ?? [] }

  /// Keeps a run. A folder that cannot be written to does not undo the report.
  func keep(_ results: Results, isWhole: Bool) throws {
    guard let path else { return }
    let formatter = ISO8601DateFormatter()
    _ = try RunStore(at: path, creating: true).save(
      results, storedAt: formatter.string(from: Date()), isWhole: isWhole)
  }
}
