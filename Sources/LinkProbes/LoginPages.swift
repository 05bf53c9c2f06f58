/// Addresses that ask who one is.
enum LoginPages {
  private static let words: Set<String> = [
    "login", "signin", "sign-in", "logon", "sso", "oauth", "oauth2", "passport", "cas", "userlogin", "tologin",
    "sys_login", "loginpage", "saml", "authorize",
  ]

  static func isLogin(_ url: ProbeURL) -> Bool {
    if let first = url.host.split(separator: ".").first, ["sso", "passport", "login", "cas", "auth"].contains(first) {
      return true
    }
    return url.pathWithoutQuery.lowercased().split(separator: "/").contains { segment in
      words.contains(String(segment.prefix { $0 != "." && $0 != ";" }))
    }
  }
}

/// Pages that want to see a browser before they show anything.
enum RobotWall {
  private static let signs: [(mark: String, name: String)] = [
    ("cf-browser-verification", "Cloudflare"), ("cf_chl_opt", "Cloudflare"), ("challenge-platform", "Cloudflare"),
    ("$_ts", "瑞数"), ("__jsl_clearance", "加速乐"), ("acw_sc__v2", "阿里云盾"), ("安全验证", "安全验证"), ("滑动验证", "滑动验证"),
  ]

  /// Only short pages: a wall has no content of its own.
  static func sign(in body: [UInt8]) -> String? {
    guard body.count < 16 << 10 else { return nil }
    let text = String(decoding: body, as: UTF8.self)
    return signs.first { text.contains($0.mark) }?.name
  }
}
