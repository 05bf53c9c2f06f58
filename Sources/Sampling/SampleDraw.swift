public import Findings

/// Draws judged subjects for a person to check.
///
/// In each unit as many are drawn as the rate says, at least `minimum` where there are as many. Within a unit the
/// subjects are laid in a row, clause after clause and shuffled within a clause, and taken at even steps from a
/// random start: each has the same chance, and every clause its share. Only what was decided is drawn, passed and
/// failed alike; what is undecided awaits a person's check as it is.
public struct SampleDraw: Sendable, Hashable {
  /// Above 0, at most 1.
  public let rate: Double
  public let seed: UInt64
  public let minimum: Int

  public static let defaultMinimum = 20

  public init(rate: Double, seed: UInt64, minimum: Int = SampleDraw.defaultMinimum) throws(SampleDrawError) {
    guard rate > 0, rate <= 1 else { throw .rate("\(rate)") }
    (self.rate, self.seed, self.minimum) = (rate, seed, max(0, minimum))
  }

  /// - Parameter rate: `5%` or `0.05`.
  public init(rate text: String, seed: UInt64, minimum: Int = SampleDraw.defaultMinimum) throws(SampleDrawError) {
    let trimmed = text.last == "%" || text.last == "％" ? String(text.dropLast()) : text
    guard let number = Double(trimmed), number.isFinite, number > 0 else { throw .rate(text) }
    let rate = trimmed == text ? number : number / 100
    guard rate <= 1 else { throw .rate(text) }
    try self.init(rate: rate, seed: seed, minimum: minimum)
  }

  /// The rows to fill in, by unit, clause and subject.
  ///
  /// - Parameter quote: A clause's text.
  public func rows(from subjects: [JudgedSubject], quote: (ClauseID) -> String) -> [SampleRow] {
    let decided = subjects.filter { $0.outcome == .passed || $0.outcome == .failed }
    let units = Dictionary(grouping: decided, by: \.unit).sorted { $0.key < $1.key }
    return units.flatMap { name, subjects in
      draw(from: subjects.sorted(by: inOrder), unit: name).sorted(by: inOrder)
    }.enumerated().map { index, subject in
      SampleRow(
        number: index + 1, unit: subject.unit, clause: subject.clause, quote: quote(subject.clause),
        object: subject.subject.words, machine: subject.outcome, place: subject.location?.words ?? "",
        id: subject.sampleID)
    }
  }

  /// How many of a unit's subjects are drawn.
  func size(of population: Int) -> Int {
    // Floating point must not make 5 % of 100 into six.
    let share = Int((Double(population) * rate - 1e-9).rounded(.up))
    return min(population, max(share, minimum))
  }

  private func draw(from subjects: [JudgedSubject], unit: String) -> [JudgedSubject] {
    let size = size(of: subjects.count)
    guard size > 0, size < subjects.count else { return subjects }
    var random = SplitMix64(seed: Sampling.seed(seed, for: unit))
    var row: [JudgedSubject] = []
    for (_, var stratum) in Dictionary(grouping: subjects, by: \.clause).sorted(by: { $0.key < $1.key }) {
      random.shuffle(&stratum)
      row += stratum
    }
    // In whole numbers: the step is count/size, so places are counted in sizes-th of a subject.
    let start = random.below(UInt64(row.count))
    return (0..<size).map { row[(Int(start) + $0 * row.count) / size] }
  }

  private func inOrder(_ left: JudgedSubject, _ right: JudgedSubject) -> Bool {
    if left.clause != right.clause { return left.clause < right.clause }
    return (left.subject.kind, left.subject.key, left.finding) < (right.subject.kind, right.subject.key, right.finding)
  }
}

public enum SampleDrawError: Error, Sendable, Hashable, CustomStringConvertible {
  case rate(String)

  public var description: String {
    switch self {
    case .rate(let text): "抽查比例“\(text)”不能用。请写大于0、不超过100%的数，如 5% 或 0.05。"
    }
  }
}

extension Subject {
  fileprivate var words: String {
    guard let title, title != key else { return key }
    return "\(key) \(title)"
  }
}

extension Location {
  fileprivate var words: String { line.map { "\(path):\($0)" } ?? path }
}
