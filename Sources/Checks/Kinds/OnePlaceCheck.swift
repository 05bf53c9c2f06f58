import Evidence
import Findings
import Settings

/// What belongs together must stand in one place: all questions and answers on one policy on one page.
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
    return selection.unclearVerdicts(unclear, in: context)
      + places.values.filter { $0.records.count > 1 && !$0.places.isEmpty }.sorted { $0.name < $1.name }.map { entry in
        var verdict = Verdict(
          .passed, Subject(kind: "policy", key: entry.name), detail: "集中在一个页面", location: entry.records.first?.location)
        guard entry.places.count > 1 else { return verdict }
        verdict.detail = "\(entry.records.count)条分散在\(entry.places.count)个页面"
        verdict.evidence = entry.places.sorted().joined(separator: "；")
        verdict.fingerprint = verdict.evidence ?? ""
        verdict.fail(missing)
        return verdict
      }
  }
}
