public import Evidence
public import Foundation
public import RuleFiles
public import Settings
public import Workdays

/// An inspection folder, a bare export or an export's file, with everything that the command line says of it.
public struct InspectionFolder: Sendable {
  public let folder: URL
  public let manifest: Manifest
  public let period: Period
  public let asOf: CivilDate
  /// `period`, `clock`, or nil where somebody wrote the day.
  public let asOfSource: String?
  /// Only these units; empty for all.
  public let onlyUnits: [String]

  /// What the command line puts in place of the manifest's words.
  public struct Overrides: Sendable {
    public var period: Period?
    public var asOf: CivilDate?
    public var profiles: [String]
    public var units: [String]

    public init(period: Period? = nil, asOf: CivilDate? = nil, profiles: [String] = [], units: [String] = []) {
      (self.period, self.asOf, self.profiles, self.units) = (period, asOf, profiles, units)
    }
  }

  /// - Parameter today: the clock's day, used only where nothing else states one, and then told.
  public init(at path: String, overrides: Overrides, today: CivilDate) throws(SettingError) {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
      throw SettingError("找不到“\(path)”，请检查路径。", at: Place(file: path))
    }
    var manifest: Manifest
    if isFolder.boolValue {
      folder = url
      manifest = try Manifest.read(in: url) ?? Manifest(bareExport: url)
    } else {
      folder = url.deletingLastPathComponent()
      manifest = Manifest(bareExport: url)
      manifest.sites = [.init(path: url.lastPathComponent, base: nil, isComplete: true, place: manifest.place)]
    }
    if let period = overrides.period {
      // A period from the command line is not judged as of the manifest's day for another one.
      if manifest.period != period { manifest.asOf = nil }
      manifest.period = period
    }
    if let asOf = overrides.asOf { manifest.asOf = asOf }
    if !overrides.profiles.isEmpty {
      manifest.profiles = overrides.profiles
      for index in manifest.units.indices { manifest.units[index].profiles = overrides.profiles }
    }
    (period, asOf, asOfSource) = manifest.day(today: today)
    let names = [manifest.name] + manifest.units.map(\.name)
    for unit in overrides.units where !names.contains(unit) {
      throw SettingError(
        "没有名为“\(unit)”的单位。\(Nearest.hint(unit, names))可用：\(names.joined(separator: "、"))。", at: manifest.place)
    }
    self.manifest = manifest
    onlyUnits = overrides.units
  }

  /// One unit to be inspected.
  public struct Unit: Sendable {
    public let unit: Evidence.Unit
    public let profiles: [String]
    public let records: String?
    /// nil where the unit answers for what no other claims.
    public let share: UnitShare?
    public let place: Place
  }

  /// The district itself first, then its towns; a folder without units is one unit.
  public var units: [Unit] {
    var units = [
      Unit(
        unit: .init(name: manifest.name, level: manifest.level), profiles: manifest.profiles,
        records: manifest.records, share: nil, place: manifest.place)
    ]
    for unit in manifest.units {
      units.append(
        Unit(
          unit: .init(name: unit.name, level: unit.level, formerly: unit.formerly), profiles: unit.profiles,
          records: unit.records, share: UnitShare(publishers: unit.publishers, patterns: unit.paths),
          place: unit.place))
    }
    return units.filter { onlyUnits.isEmpty || onlyUnits.contains($0.unit.name) }
  }

  /// The plan of a unit: shipped profiles, and one's own where a path is named.
  public func plan(of unit: Unit, in book: RuleBook) throws(SettingError) -> Plan {
    var names: [String] = []
    var own: Profile?
    for name in unit.profiles {
      guard name.hasSuffix(".yml") || name.contains("/") else {
        names.append(name)
        continue
      }
      guard own == nil else { throw SettingError("一个单位只能有一个自定方案。", at: unit.place) }
      let url = folder.appending(path: name)
      let stem = String(url.lastPathComponent.split(separator: ".").first ?? "own")
      let profile = try Profile(YAMLFile.read(url, name: name), stem: stem)
      own = profile
      names.append(profile.name)
    }
    return try book.plan(for: names, own: own, at: unit.place)
  }
}
