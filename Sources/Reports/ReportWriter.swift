import Findings
import Foundation
import Parallel
import Workbooks

/// Why a report could not be written. Whatever stood in the folder before stands there still.
public struct ReportWriterError: Error, Sendable, Hashable, CustomStringConvertible {
  public let path: String
  public let reason: String

  public var description: String { "报告没有写成：\(path) \(reason)。原有的报告没有改动，请处理后重新运行。" }
}

/// Writes a report's files aside and then moves them into place, all or none.
///
/// A folder may hold things that are not ours (a CI work space, a note somebody put beside the report), so it is never
/// replaced as a whole: each file takes the place of its forerunner, files of formats that are not asked for this time
/// and pages of units that are gone are removed, since they would tell of another run, and everything else is left alone.
/// If any step fails, every step before it is undone; killed in between, each file is still a whole one.
public enum ReportWriter {
  /// - Parameter jobs: how many formats are written at the same time.
  /// - Returns: the paths written, below `directory`, sorted.
  @discardableResult
  public static func write(
    _ report: Report, formats: some Sequence<ReportFormat>, to directory: String,
    jobs: Int = 1
  ) throws(ReportWriterError) -> [String] {
    let wanted = Set(formats).sorted { $0.rawValue < $1.rawValue }
    var change = try FolderChange(directory)
    do {
      // The formats know nothing of each other, nor of what stands in the folder.
      let parts = Workers.map(Array(0...wanted.count), jobs: jobs) { [change] place in
        guard place < wanted.count else { return Part.standing(ownUnitNames(in: directory)) }
        return Part.staged(
          Result { () throws(ReportWriterError) in try change.stage(wanted[place].files(report), as: "\(place)") })
      }
      var old: [String] = []
      for part in parts {
        switch part {
        case .standing(let names): old = names
        case .staged(let files): change.take(try files.get())
        }
      }
      let kept = Set(change.paths)
      try change.commit(removing: (ownNames + old).filter { !kept.contains($0) })
      return kept.sorted()
    } catch {
      change.undo()
      throw error
    }
  }

  private enum Part: Sendable {
    case staged(Result<[FolderChange.Staged], ReportWriterError>)
    /// The files of units that the report before it may have left.
    case standing([String])
  }

  private static let ownNames = ReportFormat.allCases.flatMap(\.names)

  /// Files in the folders of the units that the report standing there names.
  private static func ownUnitNames(in directory: String) -> [String] {
    let folders = FolderName.assign(ResultsFile.unitNames(at: directory + "/results.json")).values.sorted()
    return folders.flatMap { folder in ReportFormat.allCases.flatMap(\.unitNames).map { "\(folder)/\($0)" } }
  }
}

/// A change of a folder's files that can be undone until it is through.
private struct FolderChange: Sendable {
  /// A file that waits aside for its place.
  struct Staged {
    let path: String
    let aside: String
  }

  private let directory: String
  private let aside: String
  private let made: [String]
  private var staged: [Staged] = []
  private var moved: [(from: String, to: String)] = []
  private var madeFolders: [String] = []

  init(_ directory: String) throws(ReportWriterError) {
    self.directory = directory
    // Within the folder, so that a move never crosses file systems.
    aside = directory + "/.gongkai-\(getpid())-\(UInt32.random(in: .min ... .max))"
    made = FolderChange.missing(directory)
    try perform(directory) { try FileManager.default.createDirectory(atPath: aside, withIntermediateDirectories: true) }
  }

  /// The folders that must be made for this one, the innermost first.
  private static func missing(_ directory: String) -> [String] {
    var (result, path) = ([String](), directory)
    while !path.isEmpty, path != "/", path != ".", !FileManager.default.fileExists(atPath: path) {
      result.append(path)
      path = parent(of: path)
    }
    return result
  }

  /// The folder that holds this one; Foundation's own way crashes on a path of one character.
  private static func parent(of path: String) -> String {
    var rest = Substring(path)
    while rest.count > 1, rest.last == "/" { rest.removeLast() }
    guard let slash = rest.lastIndex(of: "/") else { return "" }
    return slash == rest.startIndex ? "/" : String(rest[..<slash])
  }

  /// Writes files aside, under a name that tells them from other formats'.
  func stage(_ files: [ReportFile], as name: String) throws(ReportWriterError) -> [Staged] {
    var staged: [Staged] = []
    for file in files {
      let place = "\(aside)/new-\(name)-\(staged.count)"
      staged.append(Staged(path: file.path, aside: place))
      try perform(file.path) { try file.write(URL(fileURLWithPath: place)) }
    }
    return staged
  }

  mutating func take(_ files: [Staged]) { staged += files }

  var paths: [String] { staged.map(\.path) }

  mutating func commit(removing stale: [String]) throws(ReportWriterError) {
    for (number, file) in staged.enumerated() {
      try makeFolder(of: file.path)
      try replace(file.path, with: file.aside, keeping: "\(aside)/old-\(number)")
    }
    for (number, path) in stale.enumerated() { try setAside(path, as: "stale-\(number)") }
    for folder in Set(stale.compactMap(FolderChange.folder)).sorted() {
      let place = directory + "/" + folder
      let left = try? FileManager.default.contentsOfDirectory(atPath: place)
      if left?.isEmpty == true { try? FileManager.default.removeItem(atPath: place) }
    }
    try? FileManager.default.removeItem(atPath: aside)
    removeLeftovers()
  }

  /// What runs that were killed left aside: this run's files stand in place of it all.
  private func removeLeftovers() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    for name in names where name.hasPrefix(".gongkai-") {
      let parts = name.split(separator: "-")
      guard parts.count == 3, let process = Int32(parts[1]), UInt32(parts[2]) != nil else { continue }
      guard kill(process, 0) != 0, errno == ESRCH else { continue }
      try? FileManager.default.removeItem(atPath: "\(directory)/\(name)")
    }
  }

  /// Puts everything back as it was.
  mutating func undo() {
    for (from, to) in moved.reversed() {
      if rename(to, from) != 0 { try? FileManager.default.removeItem(atPath: to) }
    }
    for folder in madeFolders.reversed() { try? FileManager.default.removeItem(atPath: folder) }
    try? FileManager.default.removeItem(atPath: aside)
    for folder in made {
      let left = try? FileManager.default.contentsOfDirectory(atPath: folder)
      if left?.isEmpty == true { try? FileManager.default.removeItem(atPath: folder) }
    }
  }

  /// Puts a new file in a place; what stood there before is kept under another name until the change is through.
  private mutating func replace(_ path: String, with new: String, keeping old: String) throws(ReportWriterError) {
    let place = directory + "/" + path
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) {
      try perform(path) {
        if isFolder.boolValue { throw CocoaError(.fileWriteFileExists) }
        // Not every file system has hard links.
        if link(place, old) != 0 { try FileManager.default.copyItem(atPath: place, toPath: old) }
      }
      moved.append((place, old))
    } else {
      // Nothing to put back: undoing it takes the new file away.
      moved.append((aside + "/none/none", place))
    }
    try perform(path) {
      if rename(new, place) != 0 { throw CocoaError(errno == ENOSPC ? .fileWriteOutOfSpace : .fileWriteUnknown) }
    }
  }

  private mutating func setAside(_ path: String, as name: String) throws(ReportWriterError) {
    guard FileManager.default.fileExists(atPath: directory + "/" + path) else { return }
    try move(directory + "/" + path, "\(aside)/\(name)", path)
  }

  private mutating func makeFolder(of path: String) throws(ReportWriterError) {
    guard let folder = FolderChange.folder(path) else { return }
    let place = directory + "/" + folder
    if !FileManager.default.fileExists(atPath: place) { madeFolders.append(place) }
    try perform(path) { try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true) }
  }

  private mutating func move(_ from: String, _ to: String, _ path: String) throws(ReportWriterError) {
    try perform(path) { try FileManager.default.moveItem(atPath: from, toPath: to) }
    moved.append((from, to))
  }

  private static func folder(_ path: String) -> String? {
    path.lastIndex(of: "/").map { String(path[..<$0]) }
  }
}

private func perform(_ path: String, _ work: () throws -> Void) throws(ReportWriterError) {
  do {
    try work()
  } catch {
    throw ReportWriterError(path: path, reason: reason(error))
  }
}

private func reason(_ error: any Error) -> String {
  if let error = error as? WorkbookError { return "写入失败：\(error)" }
  return switch (error as? CocoaError)?.code {
  case .fileWriteOutOfSpace: "写入时磁盘已满"
  case .fileWriteNoPermission, .fileReadNoPermission: "没有写入权限"
  case .fileWriteVolumeReadOnly: "所在磁盘只读"
  case .fileWriteFileExists: "的位置上有同名的文件或文件夹"
  case .fileNoSuchFile, .fileReadNoSuchFile: "所在的文件夹不存在"
  default: "写入失败"
  }
}
