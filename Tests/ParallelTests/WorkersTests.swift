import Parallel
import Testing

@Suite("Work that is shared")
struct WorkersTests {
  @Test(
    "Products come in the order of the pieces, for any number of workers and any batch", arguments: [1, 2, 5],
    [1, 3, 200])
  func order(jobs: Int, batch: Int) {
    let pieces = Array(0..<100)
    #expect(Workers.map(pieces, jobs: jobs, batch: batch) { $0 * $0 } == pieces.map { $0 * $0 })
    let (other, products) = Workers.map(pieces, beside: { "done" }, jobs: jobs, batch: batch) { $0 + 1 }
    #expect(other == "done" && products == Array(1...100))
    #expect(
      Workers.both(jobs: jobs) {
        1
      } _: {
        "two"
      } == (1, "two"))
  }

  @Test("Where there are no pieces, the other work is done all the same", arguments: [1, 2])
  func nothing(jobs: Int) {
    let (other, products) = Workers.map([Int](), beside: { 7 }, jobs: jobs) { $0 }
    #expect(other == 7 && products.isEmpty)
  }
}
