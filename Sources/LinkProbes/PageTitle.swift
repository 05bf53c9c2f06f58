import Markup
import Pages

/// The title of a fetched page, and whether it reads like an error page or a login.
enum PageTitle {
  /// The text of `<title>`, white space collapsed; nil where there is none.
  static func of(_ body: [UInt8], charset: String?) -> String? {
    body.withUnsafeBufferPointer { bytes in
      DecodedPage(bytes, transport: charset).withUTF8 { text in
        var scanner = HTMLScanner(text)
        while true {
          switch scanner.next() {
          case .rawText where scanner.tag == .title:
            let title = String(
              decoding: Entities.decoded(scanner.bytes(scanner.range), inAttribute: false), as: UTF8.self)
            let words = title.split(whereSeparator: \.isWhitespace)
            if !words.isEmpty { return String(words.joined(separator: " ").prefix(200)) }
          case .end: return nil
          default: continue
          }
        }
      }
    }
  }

  private static let errorPhrases = [
    "404 not found", "403 forbidden", "500 internal", "502 bad gateway", "503 service", "not found", "page not found",
    "error page", "页面不存在", "页面未找到", "页面没有找到", "找不到页面", "页面找不到", "找不到该页", "页面不见了", "页面走丢", "页面丢失", "页面已删除", "页面已被删除",
    "无法找到", "访问的页面不", "访问页面不存在", "内容不存在", "信息不存在", "文章不存在", "文件不存在", "文件未找到", "找不到文件", "已被删除", "已下线", "出错了", "页面出错",
    "错误页面", "系统错误", "服务器错误",
    "访问出错", "访问错误", "网站维护", "系统维护", "站点不存在", "域名已过期",
  ]

  /// By the whole title: a page about a 404 campaign is long, an error page's title is short.
  static func looksLikeError(_ title: String) -> Bool {
    let folded = title.lowercased()
    guard folded.count <= 40, !ErrorPhrases.isAbout(folded) else { return false }
    if ["404", "500", "error", "错误", "出错", "403", "502", "503", "提示信息", "出错提示", "错误提示"].contains(folded) {
      return true
    }
    if ErrorPhrases.isErrorTitle(folded) { return true }
    return errorPhrases.contains { phrase in
      folded.firstRange(of: phrase).map { !ErrorPhrases.isTopic($0, in: folded) } ?? false
    }
  }

  static func looksLikeLogin(_ title: String) -> Bool {
    let folded = title.lowercased()
    guard folded.count <= 30 else { return false }
    return ["登录", "登陆", "身份认证", "统一认证", "login", "log in", "sign in"].contains { folded.contains($0) }
  }
}
