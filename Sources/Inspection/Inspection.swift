public import Evaluation
public import Evidence
public import Findings
public import Pages
public import Records
public import RuleFiles

import Foundation
import Sampling
import Scoring
import Settings
import Workdays

/// One inspection: the site read once, each unit's ledgers, and what came of judging them.
public struct Inspection: Sendable {
  public private(set) var results: Results
  /// Every subject under every clause, by unit: for samples and explanations.
  public let judgements: [(unit: String, judgements: Judgements)]
  /// What each unit's ledgers hold, by unit: for explanations.
  public let ledgers: [String: [Ledger]]
  private let site: SiteReadingResult?

  /// What each page says; empty where there is no export.
  public var pages: [PageFacts] { site?.picture.pages ?? [] }

  /// Where a page's file lies on the disk; nil where it lies in an archive.
  public func file(ofPage path: String) -> String? { site?.file(path) }

  /// - Parameters:
  ///   - site: what the export showed; nil where there is none.
  ///   - jobs: workers for a single unit; several units are judged side by side in any case.
  ///   - isPartial: only some pages were asked for: what needs the whole site or the ledgers' whole year is left out.
  public static func run(
    _ folder: InspectionFolder, book: RuleBook, site: SiteReadingResult?, tool: Results.Tool,
    isPartial: Bool = false, jobs: Int = 1
  ) async throws(InspectionError) -> Inspection {
    var digest = DigestBuilder()
    digest.add(file: folder.folder.appending(path: Manifest.fileName), named: Manifest.fileName)
    if let site { digest.add("site", site.digest.utf8) }
    let statements = try statements(folder, book, &digest)
    let samples = try SampleAnswers(folder, book, &digest)
    var inputs: [UnitInput] = []
    for unit in folder.units {
      let ledgers = try ledgers(of: unit, in: folder, book, &digest)
      do {
        inputs.append(UnitInput(unit: unit, plan: try folder.plan(of: unit, in: book), ledgers: ledgers))
      } catch {
        throw InspectionError(error)
      }
    }
    let makeBuilder: @Sendable () -> EvidenceBuilder = {
      EvidenceBuilder(
        site: site?.picture, forms: FormNames(book.vocabulary.forms),
        schemas: book.ledgers.filter { !LedgerSchema.besideEvidence.contains($0.key) }, jobs: jobs)
    }
    let shares = folder.units.compactMap(\.share) + folder.claimed
    let shared = shares.isEmpty ? nil : site.map { SharedPages($0.picture.pages, shares: shares) }
    let isAlone = inputs.count == 1
    // Units share one; a single unit needs none once it has its evidence.
    let sharedBuilder = isAlone ? nil : makeBuilder()
    let builder: @Sendable () -> EvidenceBuilder = { sharedBuilder ?? makeBuilder() }
    var judged: [Judged] = []
    do {
      judged = try await withThrowingTaskGroup(of: (Int, Judged).self) { group in
        for (index, input) in inputs.enumerated() {
          group.addTask {
            (
              index,
              try input.judge(
                folder, book, builder, shared: shared, statements: statements, samples: samples.answers,
                isPartial: isPartial, jobs: isAlone ? jobs : 1)
            )
          }
        }
        var all: [(Int, Judged)] = []
        for try await one in group { all.append(one) }
        return all.sorted { $0.0 < $1.0 }.map(\.1)
      }
    } catch let error as SettingError {
      throw InspectionError(error)
    } catch {
      throw InspectionError(["核查中断：\(error)"])
    }
    let results = Results(
      tool: tool, inspection: inspection(folder, book, site, statements, judged, digest),
      reading: reading(site, inputs), units: judged.map(\.result))
    var done = Inspection(
      results: results, judgements: judged.map { ($0.result.name, $0.judgements) },
      ledgers: Dictionary(
        inputs.map { ($0.unit.unit.name, $0.ledgers?.ledgers ?? []) }, uniquingKeysWith: { first, _ in first }),
      site: site)
    let review = SampleReview(samples.answers, subjects: samples.answers.isEmpty ? [] : done.judgedSubjects)
    done.results.sample = review.measure
    // Only a run over all units can say that an answer serves nothing.
    done.results.inspection.notes += samples.problems + (folder.onlyUnits.isEmpty ? review.problems : [])
    return done
  }

  private static func statements(
    _ folder: InspectionFolder, _ book: RuleBook, _ digest: inout DigestBuilder
  ) throws(InspectionError) -> StatementReader {
    var reader = StatementReader(folder: folder.folder, asOf: folder.asOf)
    for name in ["attestations", "waivers"] {
      guard let schema = book.ledgers[name] else { continue }
      do {
        for yaml in [name, schema.chineseName].flatMap({ ["\($0).yml", "\($0).yaml"] }) {
          guard let json = try StatementFile.json(at: folder.folder.appending(path: yaml), name: yaml) else { continue }
          digest.add(yaml, json)
          take(try Ledger.read(json: json, path: yaml, schema: schema), &reader)
        }
        let read = try LedgerFolder.read(at: folder.folder, named: "", schemas: [schema])
        for ledger in read.ledgers {
          digest.add(file: folder.folder.appending(path: ledger.path), named: ledger.path)
          take(ledger, &reader)
        }
      } catch let error as SettingError {
        throw InspectionError(error)
      } catch let error as LedgerProblem {
        throw InspectionError(["\(error)"])
      } catch let error as RecordsError {
        throw InspectionError(error.problems.map { "\($0)" })
      } catch {
        throw InspectionError(["\(error)"])
      }
    }
    return reader
  }

  private static func take(_ ledger: Ledger, _ reader: inout StatementReader) {
    ledger.schema.name == "waivers" ? reader.readWaivers(ledger) : reader.readAttestations(ledger)
    reader.tell(rejected: ledger)
  }

  private static func ledgers(
    of unit: InspectionFolder.Unit, in folder: InspectionFolder, _ book: RuleBook, _ digest: inout DigestBuilder
  ) throws(InspectionError) -> LedgerFolder? {
    guard let records = unit.records else { return nil }
    let schemas = book.ledgers.values.filter { !LedgerSchema.besideEvidence.contains($0.name) }
      .sorted { $0.name < $1.name }
    do {
      let read = try LedgerFolder.read(at: folder.folder.appending(path: records), named: records, schemas: schemas)
      for ledger in read.ledgers { digest.add(file: folder.folder.appending(path: ledger.path), named: ledger.path) }
      return read
    } catch {
      throw InspectionError(error.problems.map { "\($0)" })
    }
  }

  private static func inspection(
    _ folder: InspectionFolder, _ book: RuleBook, _ site: SiteReadingResult?, _ statements: StatementReader,
    _ judged: [Judged], _ digest: DigestBuilder
  ) -> Results.Inspection {
    var notes: [String] = []
    if folder.asOfSource == "clock" { notes.append("没有指定核查日期和核查期，按今天（\(folder.asOf)）判断。") }
    if site == nil { notes.append("没有网站导出，凡须看页面的条款均为待核查。") }
    if let site, !site.picture.isComplete { notes.append("网站导出不完整，导出中没有的页面不作断链处理。") }
    for year in judged.reduce(into: Set<Int>(), { $0.formUnion($1.missingYears) }).sorted() {
      notes.append("\(year)年放假安排尚未收录，落在该年的期限为暂定。")
    }
    notes += site?.notes ?? []
    notes += statements.problems + statements.outlook
    // Only a run over all units can say that a statement serves nothing.
    if folder.onlyUnits.isEmpty { notes += UnusedStatements(statements, judged).notes }
    notes += judged.flatMap(\.notes)
    var rules = DigestBuilder()
    var calendar = DigestBuilder()
    for (name, data) in book.files {
      name.hasPrefix("calendars/") ? calendar.add(name, data) : rules.add(name, data)
    }
    return Results.Inspection(
      name: folder.manifest.name, period: folder.period.description, asOf: folder.asOf,
      asOfSource: folder.asOfSource,
      digests: .init(
        inputs: digest.hexadecimal, rules: rules.hexadecimal, calendar: calendar.hexadecimal),
      notes: notes)
  }

  private static func reading(_ site: SiteReadingResult?, _ inputs: [UnitInput]) -> Results.Reading {
    let ledgers = inputs.flatMap { input in
      (input.ledgers?.ledgers ?? []).map { ledger in
        Results.LedgerReading(
          unit: input.unit.unit.name, name: ledger.schema.name, path: ledger.path, rows: ledger.rows.count,
          rejected: ledger.rejected)
      }
    }
    return .init(
      pages: .init(
        seen: site?.seen ?? 0, read: site?.read ?? 0, unreadable: site?.unreadable ?? [],
        complete: site?.picture.isComplete), ledgers: ledgers)
  }
}

/// What reading the export gave, whatever its shape was.
public struct SiteReadingResult: Sendable {
  public let picture: SitePicture
  public let seen: Int
  public let read: Int
  public let unreadable: [Results.Unreadable]
  public let digest: String
  /// Conflicts between exports and the like, in Chinese.
  public let notes: [String]
  /// Where a page's file lies on the disk, by its site path; nil where it lies in an archive.
  public let file: @Sendable (String) -> String?

  public init(
    picture: SitePicture, seen: Int, read: Int, unreadable: [Results.Unreadable], digest: String, notes: [String],
    file: @escaping @Sendable (String) -> String? = { _ in nil }
  ) {
    (self.picture, self.seen, self.read, self.unreadable) = (picture, seen, read, unreadable)
    (self.digest, self.notes, self.file) = (digest, notes, file)
  }
}

extension InspectionFolder {
  /// The shares of towns that are not inspected this time: their pages are still not the district's.
  fileprivate var claimed: [UnitShare] {
    manifest.units.filter { !onlyUnits.isEmpty && !onlyUnits.contains($0.name) }
      .map { UnitShare(publishers: $0.publishers, patterns: $0.paths) }
  }
}
