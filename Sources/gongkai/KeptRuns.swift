import Comparison
import Findings
import Foundation
import History
import Inspection

/// The store beside the manifest, where an inspection keeps its runs; a bare export keeps none unless told to.
struct KeptRuns {
  private let path: String?
  /// nil where nothing was ever kept.
  private let existing: RunStore?

  /// Opens what is there, so that a store that cannot be used is told before any work is done.
  init(_ option: String?, folder: InspectionFolder) throws {
    switch option {
    case "none"?: path = nil
    case let option?: path = option
    case nil:
      let hasManifest = FileManager.default.fileExists(
        atPath: folder.folder.appending(path: "gongkai.yml").path)
      path = hasManifest ? folder.folder.appending(path: RunStore.fileName).path : nil
    }
    existing =
      try path.flatMap { path in
        FileManager.default.fileExists(atPath: path) ? try RunStore(at: path) : nil
      }
  }

  func previous(of results: Results) throws -> Results? { try existing?.previous(of: results) }

  func history(before results: Results) throws -> [RunSummary] { try existing?.history(before: results) ?? [] }

  /// Keeps a run. The report is written by then, and a folder that cannot be written to does not undo it.
  func keep(_ results: Results, isWhole: Bool) {
    guard let path else { return }
    do {
      let store = try existing ?? RunStore(at: path, creating: true)
      _ = try store.save(results, storedAt: ISO8601DateFormatter().string(from: Date()), isWhole: isWhole)
    } catch {
      Terminal.tell("本次结果没有留存：\(error)")
    }
  }
}
