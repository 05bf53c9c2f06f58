import Foundation
public import Scoring
import Settings
import Yams

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

/// One file of `Rules/scoring/`.
enum ScoringFile: Sendable {
  case model(ScoringModel)
  case grades(GradeTable)

  /// - Parameter name: below the `Rules` folder.
  init(_ bytes: Data, name: String) throws(SettingError) {
    let place = Place(file: "Rules/\(name)")
    do {
      let text = String(decoding: bytes, as: UTF8.self)
      if name == "scoring/grades.yml" {
        self = .grades(try YAMLDecoder().decode(GradeTable.self, from: text))
      } else {
        self = .model(try YAMLDecoder().decode(ScoringModel.self, from: text))
      }
    } catch let error as ScoringError {
      throw SettingError(error.description, at: place)
    } catch let error as DecodingError {
      if case .dataCorrupted(let context) = error, let scoring = context.underlyingError as? ScoringError {
        throw SettingError(scoring.description, at: place)
      }
      throw SettingError("计分模型不能识别：\(Self.words(error))", at: place)
    } catch {
      throw SettingError("计分模型不能读取。", at: place)
    }
  }

  private static func words(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, _): "缺少“\(key.stringValue)”。"
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      "\(context.codingPath.map(\.stringValue).joined(separator: "."))的值不对，\(context.debugDescription)"
    @unknown default: "格式不对。"
    }
  }
}
