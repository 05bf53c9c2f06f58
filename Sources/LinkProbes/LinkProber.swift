public import Links

/// Asks the web about the links that an export cannot answer (contract, section 8, "Online").
///
/// Probed are http(s) targets of other hosts, and own ones that the export lacks where their address is known. What the
/// export has is judged by the export. When the task is cancelled, what is known so far is kept and the rest stays as it
/// was.
public struct LinkProber: Sendable {
  public struct Progress: Sendable {
    public let done: Int
    public let total: Int
  }

  private let policy: ProbePolicy
  private let resolver: any HostResolver
  private let cache: ProbeCache?

  /// - Parameter cache: results of the last 24 hours, used again and added to; nil for none.
  public init(
    policy: ProbePolicy = ProbePolicy(), resolver: any HostResolver = SystemResolver(), cache: ProbeCache? = nil
  ) {
    (self.policy, self.resolver, self.cache) = (policy, resolver, cache)
  }

  /// The report with the states that the web gave.
  public func check(
    _ report: LinkReport, progress: (@Sendable (Progress) -> Void)? = nil
  ) async -> LinkReport {
    let wanted = report.links.indices.compactMap { index in
      Self.isAskable(report.links[index]) ? ProbeURL(report.links[index].url).map { (index, $0) } : nil
    }
    let transport = ProbeTransport(policy: policy, resolver: resolver)
    let session = ProbeSession(policy: policy, transport: transport)
    let tally = ProgressTally(total: wanted.count, report: progress)
    var queues: [String: [(Int, ProbeURL)]] = [:]
    var verdicts: [Int: ProbeVerdict] = [:]
    for (index, url) in wanted {
      if let known = cache?.verdict(for: url.text, allowPrivate: policy.allowPrivate) {
        verdicts[index] = known
        await tally.step()
      } else {
        queues["\(url.host):\(url.port)", default: []].append((index, url))
      }
    }
    let hosts = queues.sorted { $0.key < $1.key }.map { HostQueue($0.value) }
    await withTaskGroup(of: [(Int, ProbeVerdict)].self) { group in
      var next = hosts.makeIterator()
      for _ in 0..<policy.hosts {
        guard let host = next.next() else { break }
        group.addTask { await run(host, session, tally) }
      }
      for await found in group {
        for (index, verdict) in found { verdicts[index] = verdict }
        if let host = next.next(), !Task.isCancelled { group.addTask { await run(host, session, tally) } }
      }
    }
    await transport.shutdown()
    cache?.add(
      verdicts.map { (report.links[$0.key].url, $0.value) }, allowPrivate: policy.allowPrivate)
    return report.applying(verdicts)
  }

  private static func isAskable(_ link: LinkReport.Link) -> Bool {
    switch link.state {
    case .external, .uncaptured: true
    // Known from an earlier online check, or absent from the export: the web may know better.
    case .broken, .suspect, .blocked: link.url.hasPrefix("http://") || link.url.hasPrefix("https://")
    case .ok, .malformed, .fragment, .ignored: false
    }
  }

  /// As many workers as the host allows connections; each probe may need several requests.
  private func run(_ host: HostQueue, _ session: ProbeSession, _ tally: ProgressTally) async -> [(Int, ProbeVerdict)] {
    await withTaskGroup(of: [(Int, ProbeVerdict)].self) { group in
      for _ in 0..<policy.connectionsPerHost {
        group.addTask {
          var found: [(Int, ProbeVerdict)] = []
          while !Task.isCancelled, let (index, url) = await host.next() {
            if let verdict = await session.probe(url) { found.append((index, verdict)) }
            await tally.step()
          }
          return found
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
  }
}

/// The targets of one host still to be asked.
private actor HostQueue {
  private var left: [(Int, ProbeURL)]

  init(_ targets: [(Int, ProbeURL)]) { left = targets.reversed() }

  func next() -> (Int, ProbeURL)? { left.popLast() }
}

private actor ProgressTally {
  private var done = 0
  private let total: Int
  private let report: (@Sendable (LinkProber.Progress) -> Void)?

  init(total: Int, report: (@Sendable (LinkProber.Progress) -> Void)?) {
    (self.total, self.report) = (total, report)
  }

  func step() {
    done += 1
    report?(LinkProber.Progress(done: done, total: total))
  }
}

extension LinkReport {
  /// The report with these verdicts laid over it.
  func applying(_ verdicts: [Int: ProbeVerdict]) -> LinkReport {
    var report = self
    for (index, verdict) in verdicts {
      // An address that the export lacks and nobody could ask about keeps what the export says.
      if report.links[index].state == .broken, verdict.state == .blocked { continue }
      report.links[index].state = verdict.state
      report.links[index].reason = verdict.reason
      report.links[index].status = verdict.status
      report.links[index].title = verdict.title
    }
    return report
  }
}
