import Foundation

/// A folder of its own for one test, gone when it is let go.
final class Scratch {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("历史-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  var store: String { path("gongkai.sqlite") }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }
}
