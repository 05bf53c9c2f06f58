import Foundation
import Inspection
import LinkProbes
import Links

/// Asking the web, with the results kept beside the manifest, and Ctrl-C keeping what is known.
struct OnlineLinks {
  let folder: InspectionFolder
  let allowPrivate: Bool

  func probe(_ report: LinkReport) async throws -> LinkReport {
    var policy = ProbePolicy()
    policy.allowPrivate = allowPrivate
    let cache = ProbeCache(
      folder: folder.folder.appending(path: ".gongkai-cache").path, tool: Gongkai.version, policy: policy)
    let prober = LinkProber(policy: policy, cache: cache)
    let line = ProgressLine("检查链接")
    let task = Task {
      await prober.check(report) { line.show(done: $0.done, total: $0.total) }
    }
    let interrupt = Interruption { task.cancel() }
    let probed = await task.value
    interrupt.stop()
    line.end()
    if task.isCancelled { Terminal.tell("已中断：保留已经查到的结果，其余未检查。") }
    return probed
  }
}

/// Ctrl-C while long work is under way: the first ends it in order, the second at once.
// @unchecked: the source is made in `init` and only ever cancelled after, which Dispatch allows from any thread.
final class Interruption: @unchecked Sendable {
  private let source: any DispatchSourceSignal

  init(_ stop: @escaping @Sendable () -> Void) {
    signal(SIGINT, SIG_IGN)
    source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler {
      signal(SIGINT, SIG_DFL)
      stop()
    }
    source.resume()
  }

  func stop() {
    source.cancel()
    signal(SIGINT, SIG_DFL)
  }
}
