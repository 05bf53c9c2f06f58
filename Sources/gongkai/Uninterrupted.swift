import Dispatch
import Foundation
import Synchronization

/// Work that a Ctrl-C may not tear: it is done whole, and then the program ends as the signal asked.
enum Uninterrupted {
  @discardableResult
  static func run<Value>(_ work: () throws -> Value) rethrows -> Value {
    let asked = Mutex<Int32?>(nil)
    let numbers = [SIGINT, SIGTERM, SIGHUP]
    let sources = numbers.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { asked.withLock { $0 = number } }
      source.resume()
      return source
    }
    defer {
      for source in sources { source.cancel() }
      for number in numbers { signal(number, SIG_DFL) }
      if let number = asked.withLock({ $0 }) { raise(number) }
    }
    return try work()
  }
}
