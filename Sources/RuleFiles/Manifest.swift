public import Findings
public import Foundation
public import Settings
public import Workdays

/// An inspection folder's `gongkai.yml` (contract, section 1).
public struct Manifest: Sendable {
  public static let fileName = "gongkai.yml"

  public var name: String
  public var level: Level
  public var period: Period?
  public var asOf: CivilDate?
  /// Names of shipped profiles, or paths of one's own below the folder.
  public var profiles: [String]
  public var sites: [Site]
  /// The folder of the ledgers, below the inspection folder.
  public var records: String?
  public var units: [Unit]
  /// Path patterns of the site's columns by role.
  public var columns: [String: [String]]
  public var place: Place

  /// One export.
  public struct Site: Sendable, Hashable {
    public var path: String
    public var base: String?
    /// Whether a page that is missing from it is missing from the site.
    public var isComplete: Bool
    public var place: Place

    public init(path: String, base: String?, isComplete: Bool, place: Place) {
      (self.path, self.base, self.isComplete, self.place) = (path, base, isComplete, place)
    }
  }

  /// A town or department that the district scores.
  public struct Unit: Sendable, Hashable {
    public var name: String
    public var level: Level
    public var profiles: [String]
    public var publishers: [String]
    public var paths: [String]
    public var records: String?
    public var formerly: [String]
    public var place: Place
  }

  /// Reads the folder's manifest.
  ///
  /// - Returns: nil where there is none.
  public static func read(in folder: URL) throws(SettingError) -> Manifest? {
    let url = folder.appending(path: fileName)
    guard FileManager.default.fileExists(atPath: url.path) else {
      for other in ["gongkai.yaml", "gongkai.YML"]
      where FileManager.default.fileExists(atPath: folder.appending(path: other).path) {
        throw SettingError("清单文件应名为“gongkai.yml”，请改名。", at: Place(file: other))
      }
      return nil
    }
    return try Manifest(YAMLFile.read(url, name: fileName), folder: folder)
  }

  /// What holds for a folder that is a bare export, or a file: everything takes its default.
  public init(bareExport folder: URL) {
    let file = folder.lastPathComponent
    name = file.split(separator: ".").first.map(String.init) ?? file
    (level, period, asOf, profiles) = (.town, nil, nil, ["baseline"])
    place = Place(file: file)
    sites = [Site(path: ".", base: nil, isComplete: true, place: place)]
    (records, units, columns) = (nil, [], [:])
  }

  public init(_ setting: Setting, folder: URL) throws(SettingError) {
    var fields = try setting.fields("清单 gongkai.yml ")
    place = setting.place
    name = try fields.optionalString("name") ?? folder.standardizedFileURL.lastPathComponent
    level = try fields.choice("level", default: .town)
    if let value = fields.take("period") {
      let text = try value.string("period")
      guard let read = Period(text) else {
        throw SettingError("“period”是“\(text)”，应写作 2024、2024H1、2024Q3 或 2024-08。", at: value.place)
      }
      period = read
    } else {
      period = nil
    }
    if let value = fields.take("as_of") {
      let text = try value.string("as_of")
      guard let day = CivilDate(iso: text) else {
        throw SettingError("“as_of”是“\(text)”，应写作 2024-09-30。", at: value.place)
      }
      asOf = day
    } else {
      asOf = nil
    }
    let named = try fields.strings("profile")
    profiles = named.isEmpty ? ["baseline"] : named
    sites = []
    if let value = fields.take("site") {
      switch value.content {
      case .scalar:
        sites = [Site(path: try value.string("site"), base: nil, isComplete: true, place: value.place)]
      case .map: sites = [try Manifest.site(value)]
      default: for item in try value.list("site") { sites.append(try Manifest.site(item)) }
      }
    } else if FileManager.default.fileExists(atPath: folder.appending(path: "site").path) {
      sites = [Site(path: "site", base: nil, isComplete: true, place: place)]
    }
    records = try fields.optionalString("records")
    if records == nil, FileManager.default.fileExists(atPath: folder.appending(path: "records").path) {
      records = "records"
    }
    units = []
    for item in try fields.list("units") { units.append(try Manifest.unit(item)) }
    columns = [:]
    if var inner = try fields.optionalFields("columns") {
      for entry in inner.takeAll() { columns[entry.key] = try entry.value.strings(entry.key) }
    }
    try fields.finish()
    var seen: Set<String> = [name]
    for unit in units where !seen.insert(unit.name).inserted {
      throw SettingError("单位“\(unit.name)”写了两次，名称不能重复。", at: unit.place)
    }
  }

  private static func site(_ setting: Setting) throws(SettingError) -> Site {
    if case .scalar = setting.content {
      return Site(path: try setting.string("site"), base: nil, isComplete: true, place: setting.place)
    }
    var fields = try setting.fields("site 项")
    let site = Site(
      path: try fields.string("path"), base: try fields.optionalString("base"),
      isComplete: try fields.flag("complete", default: true), place: setting.place)
    try fields.finish()
    return site
  }

  private static func unit(_ setting: Setting) throws(SettingError) -> Unit {
    var fields = try setting.fields("units 项")
    let name = try fields.string("name")
    let level: Level = try fields.choice("level", default: .town)
    let profiles = try fields.strings("profile")
    var (publishers, paths): ([String], [String]) = ([], [])
    if var pages = try fields.optionalFields("pages") {
      publishers = try pages.strings("publisher")
      paths = try pages.strings("paths")
      try pages.finish()
    }
    let unit = Unit(
      name: name, level: level, profiles: profiles.isEmpty ? ["baseline"] : profiles, publishers: publishers,
      paths: paths, records: try fields.optionalString("records"), formerly: try fields.strings("formerly"),
      place: setting.place)
    try fields.finish()
    return unit
  }

  /// The day of judging, and where it came from: written, the period's end, or the clock.
  public func day(today: CivilDate) -> (period: Period, asOf: CivilDate, source: String?) {
    if let asOf { return (period ?? Period(.quarter, containing: asOf), asOf, nil) }
    if let period { return (period, period.lastDay, "period") }
    return (Period(.quarter, containing: today), today, "clock")
  }
}
