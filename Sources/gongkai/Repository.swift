import Findings
import Foundation
import Inspection
import Reports

/// Where the files that findings are about lie in the repository, which is how a pipeline's tools name them.
struct Repository {
  /// The repository's top; where there is none, the folder that the program runs in.
  private let top: String

  init(from folder: String = FileManager.default.currentDirectoryPath) {
    let start = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    var candidate = start
    while candidate != "/" {
      if FileManager.default.fileExists(atPath: candidate + "/.git") {
        top = candidate
        return
      }
      candidate = URL(fileURLWithPath: candidate).deletingLastPathComponent().path
    }
    top = start
  }

  /// A file's path below the top; nil where it lies elsewhere.
  func path(of file: String) -> String? { below(URL(fileURLWithPath: file).resolvingSymlinksInPath().path) }

  private func below(_ whole: String) -> String? {
    let folder = top == "/" ? top : top + "/"
    return whole.hasPrefix(folder) ? String(whole.dropFirst(folder.count)) : nil
  }

  /// The places of all findings whose files lie in the repository.
  func files(of inspection: Inspection, in folder: URL) -> [String: String] {
    var files: [String: String] = [:]
    let places = Set(inspection.results.units.flatMap(\.findings).compactMap(\.location?.path) + [Report.manifest])
    // Thousands of findings lie in a few hundred folders, and to resolve one takes a look at the disk.
    var folders: [Substring: String] = [:]
    for place in places {
      guard let file = place.hasPrefix("/") ? inspection.file(ofPage: place) : folder.appending(path: place).path,
        let slash = file.lastIndex(of: "/")
      else { continue }
      let resolved =
        folders[file[..<slash]] ?? URL(fileURLWithPath: String(file[...slash])).resolvingSymlinksInPath().path
      folders[file[..<slash]] = resolved
      if let path = below(resolved + file[slash...]) { files[place] = path }
    }
    return files
  }
}
