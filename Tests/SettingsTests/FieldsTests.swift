import Settings
import Testing

@Suite("Taking settings key by key")
struct FieldsTests {
  /// A map of plain scalars, one a line from line 1; keys stand in column 3, values in column 9.
  private func map(_ entries: [(String, Setting.Content)]) -> Setting {
    let written = entries.enumerated().map { index, entry in
      Setting.Entry(
        key: entry.0, place: Place(file: "a.yml", line: index + 1, column: 3),
        value: Setting(entry.1, at: Place(file: "a.yml", line: index + 1, column: 9)))
    }
    return Setting(.map(written), at: Place(file: "a.yml"))
  }

  private func plain(_ entries: (String, String)...) -> Setting {
    map(entries.map { ($0.0, .scalar($0.1, isQuoted: false)) })
  }

  private func refusal(_ body: () throws -> Void) -> SettingError? {
    do {
      try body()
      return nil
    } catch {
      return error as? SettingError
    }
  }

  @Test("A key that nobody took is refused at its own place, with the name it resembles")
  func unknownKey() throws {
    let error = try #require(
      refusal {
        var fields = try plain(("name", "甲"), ("perod", "2024Q3")).fields("清单")
        _ = try fields.string("name")
        _ = fields.take("period")
        try fields.finish()
      })
    #expect(error.place == Place(file: "a.yml", line: 2, column: 3))
    #expect(error.message.contains("perod") && error.message.contains("是否想写“period”？"))
  }

  @Test("An unknown key that resembles none is refused with all that there are, and without a guess")
  func unlike() throws {
    let error = try #require(
      refusal {
        var fields = try plain(("颜色", "红")).fields("清单")
        _ = fields.take("period")
        _ = fields.take("as_of")
        try fields.finish()
      })
    #expect(error.message.contains("可用：period、as_of") && !error.message.contains("是否想写"))
  }

  @Test("A map whose keys were all taken is in order, and so is an empty one")
  func finished() throws {
    var fields = try plain(("name", "甲")).fields("清单")
    #expect(try fields.string("name") == "甲")
    try fields.finish()
    try Setting(.empty, at: Place(file: "a.yml")).fields("清单").finish()
  }

  @Test("A key that stands twice is refused where it stands again")
  func duplicate() throws {
    let error = try #require(refusal { _ = try plain(("name", "甲"), ("name", "乙")).fields("清单") })
    #expect(error.place.line == 2 && error.message.contains("“name”写了两次"))
  }

  @Test("A key that is needed and missing is told by its name")
  func missing() throws {
    let error = try #require(
      refusal {
        var fields = try plain(("a", "1")).fields("清单")
        _ = try fields.string("name")
      })
    #expect(error.message == "清单缺少“name”。")
  }

  @Test(
    "A value of another type is refused at the value",
    arguments: [
      ("整数", "3.5"), ("整数", "三"), ("数字", "nan"), ("数字", "很多"), ("true 或 false", "yes"), ("true 或 false", "1"),
    ])
  func types(wanted: String, written: String) throws {
    let error = try #require(
      refusal {
        var fields = try plain(("n", written)).fields("规则")
        switch wanted {
        case "整数": _ = try fields.integer("n")
        case "数字": _ = try fields.optionalNumber("n")
        default: _ = try fields.flag("n")
        }
      })
    #expect(error.place.column == 9 && error.message.contains(wanted))
  }

  @Test("Whole numbers, numbers, flags and texts are read as written; what is not written takes the default")
  func values() throws {
    var fields = try plain(("i", "-3"), ("n", "0.5"), ("f", "true"), ("s", "20")).fields("规则")
    #expect(try fields.integer("i") == -3 && fields.optionalNumber("n") == 0.5 && fields.flag("f"))
    #expect(try fields.string("s") == "20")
    #expect(try fields.optionalInteger("x") == nil && !fields.flag("y") && fields.flag("z", default: true))
    #expect(try fields.strings("q").isEmpty && fields.list("r").isEmpty && fields.optionalFields("m") == nil)
  }

  @Test("One value serves as a list of one; a map does not")
  func oneOrMany() throws {
    let place = Place(file: "a.yml")
    let list = Setting.Content.list(["甲", "乙"].map { Setting(.scalar($0, isQuoted: false), at: place) })
    var fields = try map([("one", .scalar("甲", isQuoted: false)), ("many", list), ("bad", .map([]))]).fields("规则")
    #expect(try fields.strings("one") == ["甲"])
    #expect(try fields.strings("many") == ["甲", "乙"])
    #expect(try #require(refusal { _ = try fields.strings("bad") }).message == "规则的“bad”应为列表。")
  }

  private enum Size: String, CaseIterable { case small, large }

  @Test("A choice that is none of the names is refused with all of them and the nearest")
  func choice() throws {
    let error = try #require(
      refusal {
        var fields = try plain(("size", "smal")).fields("规则")
        let _: Size = try fields.choice("size")
      })
    #expect(error.message.contains("small、large") && error.message.contains("是否想写“small”？"))
    var fields = try plain(("size", "large")).fields("规则")
    let size: Size = try fields.choice("size")
    #expect(size == .large)
    let other: Size = try fields.choice("other", default: .small)
    #expect(other == .small)
  }
}
