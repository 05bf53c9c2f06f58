import Foundation
import Links
import Synchronization

/// One line that shows how far long work is: only on a terminal, never on a pipe.
final class ProgressLine: Sendable {
  private let what: String
  private let start = ContinuousClock.now
  private let last = Mutex<ContinuousClock.Instant?>(nil)

  init(_ what: String) {
    self.what = what
  }

  func show(done: Int, total: Int, bytes: Int? = nil) {
    guard Terminal.isInteractive else { return }
    let now = ContinuousClock.now
    let isDue = last.withLock { last in
      if let last, now - last < .milliseconds(100), done < total { return false }
      last = now
      return true
    }
    guard isDue else { return }
    let seconds = max(
      0.001, Double((now - start).components.seconds) + Double((now - start).components.attoseconds) / 1e18)
    let rate = Double(done) / seconds
    let left = rate > 0 ? Int(Double(total - done) / rate) : 0
    let volume = bytes.map { "，\($0 >> 20) MB" } ?? ""
    // Links asked of one host come a few a second at most.
    let speed = rate < 10 ? "\(Double(Int(rate * 10)) / 10)" : "\(Int(rate))"
    FileHandle.standardError.write(
      Data("\r\u{1b}[K\(what) \(done)/\(total)\(volume)，每秒\(speed)，剩余约\(left)秒".utf8))
  }

  func end() {
    guard Terminal.isInteractive, last.withLock({ $0 != nil }) else { return }
    FileHandle.standardError.write(Data("\r\u{1b}[K".utf8))
  }
}
