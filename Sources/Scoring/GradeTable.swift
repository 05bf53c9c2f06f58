/// 等次 and the lowest score of each. The cut-offs differ from place to place, so they are a parameter.
public struct GradeTable: Sendable, Hashable {
  public struct Grade: Sendable, Hashable {
    /// 优秀, 良好, 合格, 不合格, or a place's own words.
    public var name: String
    /// The lowest score, 0–100, that still has this grade.
    public var from: Double

    public init(name: String, from: Double) { (self.name, self.from) = (name, from) }
  }

  /// From the best to the worst, which starts at 0.
  public let grades: [Grade]

  public init(grades: [Grade]) throws(ScoringError) {
    guard let last = grades.last, last.from == 0, zip(grades, grades.dropFirst()).allSatisfy({ $0.from > $1.from })
    else { throw .gradesOutOfOrder }
    self.grades = grades
  }

  /// The grade of a score; the worst for anything below the table.
  public func grade(of score: Double) -> String {
    (grades.first { score >= $0.from } ?? grades[grades.count - 1]).name
  }

  /// The grade of a body struck by a veto.
  public var worst: String { grades[grades.count - 1].name }

  /// In words, as printed with a score.
  public var inWords: String {
    "等次：" + grades.map { "\($0.name)（\(plain($0.from)) 分起）" }.joined(separator: "、")
  }
}
