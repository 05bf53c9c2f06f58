public import Foundation

/// The ledgers of one folder.
public struct LedgerFolder: Sendable, Hashable {
  /// In the order of the schemas.
  public let ledgers: [Ledger]
  /// Schemas without a file: nothing that needs them can be decided.
  public let absent: [LedgerSchema]
  /// Files that look like ledgers but bear none of their names, sorted; they were not read.
  public let unrecognised: [String]
  /// Files that bear a ledger's name but are of a kind that is not read, such as `.et` and `.docx`, sorted.
  public let foreign: [String]

  private static let suffixes: Set<String> = ["csv", "xlsx", "xlsm", "json", "xls"]

  /// Reads every ledger that the folder holds under its English or Chinese name.
  ///
  /// - Parameters:
  ///   - folder: Where the files lie.
  ///   - name: The folder as messages and `Ledger.path` name it; empty where files are named alone.
  /// - Throws: All files that cannot be used at all, together. A cell or row that cannot be read is no error but a
  ///   `rejected` entry of its ledger.
  public static func read(
    at folder: URL, named name: String, schemas: [LedgerSchema]
  ) throws(RecordsError) -> LedgerFolder {
    let files: [String]
    do {
      files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    } catch {
      throw RecordsError(problems: [LedgerProblem(path: name, reason: .noFolder)])
    }
    let prefix = name.isEmpty || name.hasSuffix("/") ? name : name + "/"
    var (ledgers, absent, problems) = ([Ledger](), [LedgerSchema](), [LedgerProblem]())
    var used: Set<String> = []
    for schema in schemas {
      let own = files.filter { isName($0, of: schema) }
      used.formUnion(own)
      guard let file = own.first else {
        absent.append(schema)
        continue
      }
      guard own.count == 1 else {
        problems.append(LedgerProblem(path: prefix + file, reason: .twoFiles(own)))
        continue
      }
      do {
        ledgers.append(try LedgerFile.read(at: folder.appending(path: file), path: prefix + file, schema: schema))
      } catch {
        problems.append(error)
      }
    }
    guard problems.isEmpty else { throw RecordsError(problems: problems) }
    let unrecognised = files.filter { !used.contains($0) && stem($0) != nil }
    let foreign = files.filter { file in
      guard stem(file) == nil, !isHidden(file), let dot = file.lastIndex(of: ".") else { return false }
      return absent.contains { isName(String(file[..<dot]), $0) }
    }
    return LedgerFolder(
      ledgers: ledgers, absent: absent, unrecognised: unrecognised.map { prefix + $0 },
      foreign: foreign.map { prefix + $0 })
  }

  private static func isName(_ file: String, of schema: LedgerSchema) -> Bool {
    stem(file).map { isName($0, schema) } ?? false
  }

  private static func isName(_ stem: String, _ schema: LedgerSchema) -> Bool {
    [schema.name, schema.chineseName].contains { HeaderNames.folded($0) == HeaderNames.folded(stem) }
  }

  /// A hidden file, or an office program's lock.
  private static func isHidden(_ file: String) -> Bool { file.hasPrefix(".") || file.hasPrefix("~$") }

  /// The name without its suffix; nil for what is no ledger's file, or is an office program's lock or a hidden file.
  private static func stem(_ file: String) -> String? {
    guard !isHidden(file), let dot = file.lastIndex(of: "."),
      suffixes.contains(file[file.index(after: dot)...].lowercased())
    else { return nil }
    return String(file[..<dot])
  }
}
