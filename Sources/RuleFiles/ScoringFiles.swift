import Findings
public import Scoring
import Settings

/// Score models and grades, from `Rules/scoring/`.
public struct ScoringFiles: Sendable {
  public let models: [String: ScoringModel]
  public let grades: GradeTable

  init(_ files: [(stem: String, part: ScoringFile)]) throws(SettingError) {
    var models: [String: ScoringModel] = [:]
    var grades: GradeTable?
    for (stem, file) in files {
      switch file {
      case .model(let model): models[stem] = model
      case .grades(let table): grades = table
      }
    }
    guard let grades else { throw SettingError("缺少等次表 grades.yml。", at: Place(file: "Rules/scoring")) }
    (self.models, self.grades) = (models, grades)
  }
}

/// One file of `Rules/scoring/`: the grades, or one of the two models.
enum ScoringFile: Sendable {
  case model(ScoringModel)
  case grades(GradeTable)

  init(_ setting: Setting, stem: String) throws(SettingError) {
    do {
      if stem == "grades" {
        self = .grades(try GradeTable(setting))
      } else {
        self = .model(try ScoringModel(setting))
      }
    } catch let error as ScoringError {
      throw SettingError(error.description, at: setting.place)
    } catch let error as SettingError {
      throw error
    } catch {
      throw SettingError("计分模型不能读取。", at: setting.place)
    }
  }
}

extension GradeTable {
  init(_ setting: Setting) throws {
    var fields = try setting.fields("等次表")
    let items = try fields.list("grades")
    try fields.finish()
    try self.init(
      grades: items.map { item in
        var fields = try item.fields("等次")
        let grade = Grade(name: try fields.string("name"), from: try fields.number("from"))
        try fields.finish()
        return grade
      })
  }
}

extension ScoringModel {
  private enum Name: String, CaseIterable {
    case shares, deduction
  }

  init(_ setting: Setting) throws {
    var fields = try setting.fields("计分模型")
    switch try fields.choice("model") as Name {
    case .shares: self = .shares(try SharesModel(&fields))
    case .deduction: self = .deduction(try DeductionModel(&fields))
    }
    try fields.finish()
  }
}

extension SharesModel {
  fileprivate init(_ fields: inout Fields) throws {
    try self.init(
      version: fields.integer("version"), title: fields.string("title"),
      weights: SeverityValues(fields.need("weights"), "权重"))
  }
}

extension DeductionModel {
  fileprivate init(_ fields: inout Fields) throws {
    try self.init(
      version: fields.integer("version"), title: fields.string("title"), source: fields.string("source"),
      vetoes: fields.list("vetoes").map { item in
        var fields = try item.fields("否决项")
        let veto = Veto(name: try fields.string("name"), selection: try ClauseSelection(fields.need("select")))
        try fields.finish()
        return veto
      },
      indicators: fields.need("indicators").list("指标").map { item in
        var fields = try item.fields("指标")
        let indicator = Indicator(
          name: try fields.string("name"), selection: try ClauseSelection(fields.need("select")),
          points: try fields.number("points"), off: try SeverityValues(fields.need("off"), "扣分"))
        try fields.finish()
        return indicator
      },
      bonusAbove: fields.optionalNumber("bonus_above") ?? 80,
      bonus: fields.list("bonus").map { item in
        var fields = try item.fields("加分项")
        let bonus = BonusItem(
          name: try fields.string("name"), selection: try ClauseSelection(fields.need("select")),
          points: try fields.number("points"))
        try fields.finish()
        return bonus
      })
  }
}

extension SeverityValues {
  fileprivate init(_ setting: Setting, _ what: String) throws(SettingError) {
    var fields = try setting.fields(what)
    self.init(
      high: try fields.number("high"), medium: try fields.number("medium"), low: try fields.number("low"))
    try fields.finish()
  }
}

extension ClauseSelection {
  fileprivate init(_ setting: Setting) throws(SettingError) {
    var fields = try setting.fields("选择")
    var clauses: [ClauseID] = []
    for item in try fields.list("clauses") {
      let text = try item.string("条款")
      guard let id = ClauseID(text) else {
        throw SettingError("条款应写作“文件/条款号”，如 baoshan-2024/2b；写的是“\(text)”。", at: item.place)
      }
      clauses.append(id)
    }
    self.init(clauses: clauses, rules: try fields.strings("rules"), topics: try fields.strings("topics"))
    try fields.finish()
  }
}
