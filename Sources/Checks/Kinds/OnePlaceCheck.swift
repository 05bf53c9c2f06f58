import Evidence
import Findings
import Settings

/// What belongs together must stand in one place, or in places that lead to one another: all questions and answers on
/// one policy on one page, to which the policy's page leads.
struct OnePlaceCheck: Check {
  private let selection: Selection
  /// The field whose values belong together, and the field that names the place.
  private let group: String
  private let place: String
  private let missing: Failure

  init(_ options: inout Fields) throws(SettingError) {
    selection = try Selection(&options)
    group = try options.string("group")
    place = try options.string("place")
    missing = try options.choice("missing", default: .failed)
  }

  func judge(_ context: CheckContext) throws(EvidenceGap) -> [Verdict] {
    let table = try context.table(selection.table)
    let (chosen, unclear) = try selection.records(in: context)
    if !chosen.isEmpty { try table.require([group, place]) }
    var places: [String: (name: String, records: [Record], places: Set<String>)] = [:]
    for record in chosen {
      for item in record.items(group) {
        let key = DocumentNumber.matchingKey(item)
        var entry = places[key] ?? (item, [], [])
        entry.records.append(record)
        // A mark within the page is the same page.
        if let address = record.text(place)?.split(separator: "#").first { entry.places.insert(String(address)) }
        places[key] = entry
      }
    }
    let site = context.index.addresses
    let policies = context.index.policies
    return selection.unclearVerdicts(unclear, in: context)
      + places.values.filter { $0.records.count > 1 && !$0.places.isEmpty }.sorted { $0.name < $1.name }.map { entry in
        var verdict = Verdict(
          .passed, Subject(kind: "policy", key: policies[entry.name]?.key ?? entry.name), detail: "集中在一个页面",
          location: entry.records.first?.location)
        guard entry.places.count > 1 else {
          // A page of the policy that does not lead there: the public finds the one without the other.
          if let policy = policies[entry.name], policy["问答链接"] == .flag(false) {
            verdict.detail = "已集中在一个页面，但政策页面没有链接到它"
            verdict.fingerprint = "unlinked"
            verdict.fail(.heuristic)
          }
          return verdict
        }
        verdict.detail = "\(entry.records.count)条分散在\(entry.places.count)个页面"
        if areLinked(entry.places, site) {
          verdict.detail += "，彼此有链接"
          verdict.fail(.heuristic)
          return verdict
        }
        verdict.evidence = entry.places.sorted().joined(separator: "；")
        verdict.fingerprint = verdict.evidence ?? ""
        verdict.fail(missing)
        return verdict
      }
  }

  /// Whether one of the pages leads to all the others.
  private func areLinked(_ places: Set<String>, _ site: SiteAddresses) -> Bool {
    let pages = places.compactMap { site.page($0) }
    let paths = Set(pages.map { $0.text("路径") ?? $0.key })
    guard pages.count == places.count else { return false }
    return pages.contains { page in
      paths.subtracting([page.text("路径") ?? page.key]).isSubset(of: Set(page.items("相关链接")))
    }
  }
}
