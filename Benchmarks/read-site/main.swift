import CMimalloc
import Exports
import Foundation
import Links
import Pages
import Workdays

// Reads one export as `gongkai check` does and nothing more, so that reading can be measured by itself:
//   read-site EXPORT [--jobs N] [--base URL] [--cache FOLDER] [--repeat N] [--dump FILE]
// Prints what was read and the seconds each step took; the dump holds every fact and every link's state, so that two
// builds can be compared.

struct Options {
  var export = ""
  var jobs = 2
  var base: String?
  var cache: String?
  var rounds = 1
  var dump: String?

  init(_ arguments: some Sequence<String>) {
    var rest = arguments.makeIterator()
    while let argument = rest.next() {
      switch argument {
      case "--jobs": jobs = rest.next().flatMap(Int.init) ?? jobs
      case "--base": base = rest.next()
      case "--cache": cache = rest.next()
      case "--dump": dump = rest.next()
      case "--repeat": rounds = rest.next().flatMap(Int.init) ?? rounds
      default: export = argument
      }
    }
  }
}

func seconds<Result>(_ name: String, _ body: () throws -> Result) rethrows -> Result {
  let (clock, before) = (ContinuousClock.now, processor())
  let result = try body()
  let wall = Double((ContinuousClock.now - clock) / .milliseconds(1)) / 1000
  print(
    "\(name): \(String(format: "%.3f s, %.3f s of processor, %.0f MB", wall, processor() - before, residentMegabytes()))"
  )
  return result
}

func processor() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// What the process holds now, by `/proc/self/statm`.
func residentMegabytes() -> Double {
  let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
  return fields.count > 1 ? (Double(fields[1]) ?? 0) * 4096 / 1e6 : 0
}

func dump(_ facts: SiteFacts) -> Data {
  var lines: [String] = []
  for (place, page) in facts.pages.enumerated() {
    var rest = page
    rest.readings = [:]
    let readings = page.readings.all.map { (key: $0.field, value: $0.reading) }
    lines.append("\(rest) \(readings) \(facts.linkIndexes(onPage: page.path)) \(facts.related(toPageAt: place))")
  }
  lines += facts.unreadable.map { "\($0)" } + facts.notes.map { "\($0)" } + ["\(facts.seen) \(facts.digest)"]
  return Data(lines.joined(separator: "\n").utf8) + Data(facts.links.json())
}

let options = Options(CommandLine.arguments.dropFirst())
for _ in 0..<options.rounds {
  let site = try seconds("open") {
    try Site.open([SiteSource(path: options.export, base: options.base)])
  }
  var reader = SiteReader(jobs: options.jobs, checkedOn: CivilDate(dayNumber: 0))
  reader.cache = options.cache.map { PageCache(folder: $0, tool: "read-site", pageRules: "") }
  let facts = seconds("read") { reader.read(site) }
  print(
    "\(facts.pages.count) pages, \(facts.pages.reduce(0) { $0 + $1.linkCount }) links, "
      + "\(facts.links.links.count) targets, \(facts.unreadable.count) unreadable, digest \(facts.digest.prefix(16))")
  if let file = options.dump { try dump(facts).write(to: URL(fileURLWithPath: file)) }
}
