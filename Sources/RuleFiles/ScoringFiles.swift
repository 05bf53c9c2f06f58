import Foundation
public import Scoring
import Settings
import Yams

/// Score models and grades, from `Rules/scoring/`.
public struct ScoringFiles: Sendable {
  public let models: [String: ScoringModel]
  public let grades: GradeTable

  /// - Parameter files: the files of a `Rules` folder by their names below it.
  init(_ files: [String: Data]) throws(SettingError) {
    var models: [String: ScoringModel] = [:]
    var grades: GradeTable?
    for (name, data) in files.sorted(by: { $0.key < $1.key }) where name.hasPrefix("scoring/") {
      let stem = String(name.dropFirst("scoring/".count).dropLast(4))
      let place = Place(file: "Rules/\(name)")
      do {
        let text = String(decoding: data, as: UTF8.self)
        if stem == "grades" {
          grades = try YAMLDecoder().decode(GradeTable.self, from: text)
        } else {
          models[stem] = try YAMLDecoder().decode(ScoringModel.self, from: text)
        }
      } catch let error as ScoringError {
        throw SettingError(error.description, at: place)
      } catch let error as DecodingError {
        if case .dataCorrupted(let context) = error, let scoring = context.underlyingError as? ScoringError {
          throw SettingError(scoring.description, at: place)
        }
        throw SettingError("计分模型不能识别：\(ScoringFiles.words(error))", at: place)
      } catch {
        throw SettingError("计分模型不能读取。", at: place)
      }
    }
    guard let grades else { throw SettingError("缺少等次表 grades.yml。", at: Place(file: "Rules/scoring")) }
    (self.models, self.grades) = (models, grades)
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
