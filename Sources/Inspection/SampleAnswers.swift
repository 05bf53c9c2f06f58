import Findings
import Foundation
import Records
import RuleFiles
import Sampling

/// The 抽查表 that came back, beside the manifest.
struct SampleAnswers {
  var answers: [SampleAnswer] = []
  var problems: [String] = []

  init(_ folder: InspectionFolder, _ book: RuleBook, _ digest: inout DigestBuilder) throws(InspectionError) {
    guard let schema = book.ledgers["samples"] else { return }
    do {
      for ledger in try LedgerFolder.read(at: folder.folder, named: "", schemas: [schema]).ledgers {
        digest.add(file: folder.folder.appending(path: ledger.path), named: ledger.path)
        let read = SampleAnswer.read(ledger)
        answers += read.answers
        problems += read.problems
      }
    } catch {
      throw InspectionError(error.problems.map { "\($0)" })
    }
  }
}
