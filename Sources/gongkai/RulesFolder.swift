import Foundation
import RuleFiles
import Settings

/// Where the shipped rules lie: beside the binary, in the share folder it was installed with, or where
/// `GONGKAI_RULES` says.
enum RulesFolder {
  static func locate(environment: [String: String] = ProcessInfo.processInfo.environment) throws(SettingError) -> URL {
    if let path = environment["GONGKAI_RULES"], !path.isEmpty {
      let url = URL(fileURLWithPath: path)
      guard holdsRules(url) else {
        throw SettingError("环境变量 GONGKAI_RULES 指向的目录里没有规则。", at: Place(file: path))
      }
      return url
    }
    let binary = URL(fileURLWithPath: executablePath()).resolvingSymlinksInPath().deletingLastPathComponent()
    let installed = binary.deletingLastPathComponent().appending(path: "share/gongkai/Rules")
    if holdsRules(installed) { return installed }
    // In a checkout the binary lies some folders below the top.
    var folder = binary
    while folder.path != "/" {
      let candidate = folder.appending(path: "Rules")
      if holdsRules(candidate) { return candidate }
      folder = folder.deletingLastPathComponent()
    }
    throw SettingError("找不到规则目录，请重新安装，或用环境变量 GONGKAI_RULES 指明。", at: Place(file: binary.path))
  }

  private static func holdsRules(_ url: URL) -> Bool {
    FileManager.default.fileExists(atPath: url.appending(path: "clauses").path)
      && FileManager.default.fileExists(atPath: url.appending(path: "calendars").path)
  }

  private static func executablePath() -> String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments.first ?? "gongkai"
  }
}
