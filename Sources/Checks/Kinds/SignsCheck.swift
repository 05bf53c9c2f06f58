import Evidence
import Findings
import Pages
import Settings
import Workdays

/// Personal data and secrecy marks on pages: each page is a subject, judged by the worst sign on it.
struct SignsCheck: Check {
  private let failing: [String]
  private let doubtful: [String]
  /// Published office numbers, which are no personal data.
  private let allowed: [String]

  init(_ options: inout Fields) throws(SettingError) {
    failing = try options.strings("failing")
    doubtful = try options.strings("doubtful")
    allowed = try options.strings("allowed")
    if failing.isEmpty, doubtful.isEmpty { throw SettingError("至少写“failing”或“doubtful”之一。", at: options.place) }
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let pages = try context.table("pages")
    let signs = try context.table("signs")
    let allowed = AllowedNumbers(self.allowed + published(in: context))
    // By the pages' places: few pages have signs, and the path of each would have to be read.
    var byPlace: [Int: [Record]] = [:]
    for sign in signs.records {
      guard let kind = sign.text("类别"), let path = sign.text("路径"), failing.contains(kind) || doubtful.contains(kind),
        kind != "手机号" || !allowed.contains(sign)
      else { continue }
      if let place = context.index.pages.place(at: path) { byPlace[Int(place), default: []].append(sign) }
    }
    return pages.records.enumerated().map { place, page in verdict(on: page, byPlace[place] ?? [], in: context) }
  }

  private func verdict(on page: Record, _ signs: [Record], in context: CheckContext) -> Verdict {
    let subject = context.subject(page, in: "pages")
    guard !signs.isEmpty else { return Verdict(.passed, subject, detail: "未发现", at: page) }
    let worst = signs.filter { failing.contains($0.text("类别") ?? "") }
    let told = worst.isEmpty ? signs : worst
    var counts: [String: Int] = [:]
    for sign in told { counts[sign.text("类别") ?? "", default: 0] += 1 }
    let names = counts.sorted { $0.key < $1.key }.map { "\($0.key)\($0.value)处" }.joined(separator: "、")
    var verdict = Verdict(.passed, subject, detail: "页面出现\(names)", location: told[0].location ?? page.location)
    if verdict.location == nil || verdict.location?.line == nil, case .number(let line)? = told[0]["行"] {
      var column: Int?
      if case .number(let number)? = told[0]["列"] { column = Int(number) }
      verdict.location = Location(path: page.text("路径") ?? page.key, line: Int(line), column: column)
    }
    verdict.evidence = told.prefix(10).compactMap { $0.text("内容") }.joined(separator: "、")
    verdict.fingerprint = told.compactMap { $0.text("摘要") ?? $0.text("内容") }.sorted().joined(separator: ",")
    verdict.fail(worst.isEmpty ? .heuristic : .failed)
    return verdict
  }

  /// Numbers that the register says are published: rows of 类别 公布电话.
  private func published(in context: CheckContext) -> [String] {
    let rows = context.evidence.tables["register"]?.records.filter { $0.items("类别").contains("公布电话") } ?? []
    return rows.flatMap { $0.items("名称") + $0.items("备注") + $0.items("功能") }
  }
}

/// Numbers that may stand on a page, however they are written.
struct AllowedNumbers: Sendable {
  private var digests: Set<String> = []
  private var masked: Set<String> = []

  init(_ texts: [String]) {
    for text in texts {
      for digits in Self.numbers(in: text) {
        digests.insert(String(PersonalSign.digest(of: digits), radix: 16))
        masked.insert("\(digits.prefix(3))****\(digits.suffix(4))")
      }
    }
  }

  /// By the digest of its digits; a sign that bears none is compared by what its mask leaves.
  func contains(_ sign: Record) -> Bool {
    if let digest = sign.text("摘要") { return digests.contains(digest) }
    return sign.text("内容").map { masked.contains($0) } ?? false
  }

  /// The mobile numbers of a text: eleven digits, with spaces and hyphens between them.
  private static func numbers(in text: String) -> [String] {
    var (found, digits): ([String], String) = ([], "")
    for character in text + "。" {
      if let value = character.wholeNumberValue, value < 10 {
        digits.append(String(value))
      } else if character != " ", character != "-", character != "－" {
        if digits.hasPrefix("86"), digits.count == 13 { digits.removeFirst(2) }
        if digits.count == 11 { found.append(digits) }
        digits = ""
      }
    }
    return found
  }
}
