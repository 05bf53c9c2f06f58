/// Keeps to the limits of one host and port: so many at once, so many in any window.
actor HostGate {
  private let policy: ProbePolicy
  private var active = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []
  /// Requests under way, and when the last ones ended. A request is counted by its end, not its start: it may have
  /// reached the host at any moment between, and the host's own clock must find the limit kept.
  private var underWay = 0
  private var ends: [ContinuousClock.Instant] = []
  private var closedUntil: ContinuousClock.Instant?

  init(policy: ProbePolicy) { self.policy = policy }

  /// Runs one request once the host may be asked again.
  func pass<T: Sendable>(_ request: @Sendable () async throws -> T) async throws -> T {
    if active >= policy.connectionsPerHost {
      await withCheckedContinuation { waiting.append($0) }
    } else {
      active += 1
    }
    defer {
      // The place is handed on rather than freed, so that nobody slips in between.
      if waiting.isEmpty { active -= 1 } else { waiting.removeFirst().resume() }
    }
    try await turn()
    underWay += 1
    defer {
      underWay -= 1
      ends.append(ContinuousClock.now)
      if ends.count > policy.requestsPerWindow { ends.removeFirst() }
    }
    return try await request()
  }

  /// Lets nothing through before then, as the host asked.
  func close(for pause: Duration) {
    let until = ContinuousClock.now + pause
    closedUntil = max(closedUntil ?? until, until)
  }

  private func turn() async throws {
    while true {
      let now = ContinuousClock.now
      var at = now
      // Those still under way count, and of those that ended only as many as are left of the limit.
      let free = policy.requestsPerWindow - underWay
      if free <= 0 {
        at = now + .milliseconds(5)
      } else if ends.count >= free {
        at = max(at, ends[ends.count - free] + policy.window)
      }
      if let closedUntil { at = max(at, closedUntil) }
      if at <= now { return }
      try await Task.sleep(until: at, clock: .continuous)
    }
  }
}
