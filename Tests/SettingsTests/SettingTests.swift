import Settings
import Testing

@Suite("Settings as values")
struct SettingTests {
  private let place = Place(file: "a.yml")

  private func scalar(_ text: String, isQuoted: Bool = false) -> Setting {
    Setting(.scalar(text, isQuoted: isQuoted), at: place)
  }

  private func map(_ entries: KeyValuePairs<String, Setting>) -> Setting {
    Setting(.map(entries.map { .init(key: $0.key, place: place, value: $0.value) }), at: place)
  }

  @Test("Every plain whole number has a path, whatever it is nested in; text, fractions and quoted numbers have none")
  func paths() {
    let setting = map([
      "within": scalar("5"), "name": scalar("甲"), "id": scalar("5", isQuoted: true), "share": scalar("0.5"),
      "list": Setting(.list([scalar("a"), map(["n": scalar("-1")])]), at: place), "none": Setting(.empty, at: place),
    ])
    #expect(setting.integerPaths == [[.key("within")], [.key("list"), .index(1), .key("n")]])
  }

  @Test("Adding at a path changes that number alone; a path that leads nowhere changes nothing")
  func adding() {
    let setting = map(["a": scalar("5"), "list": Setting(.list([scalar("7"), scalar("甲")]), at: place)])
    #expect(setting.adding(1, at: [.key("a")]).canonicalText == "{a:6,list:[7,甲]}")
    #expect(setting.adding(-1, at: [.key("list"), .index(0)]).canonicalText == "{a:5,list:[6,甲]}")
    for path: [Setting.Step] in [[.key("b")], [.key("list"), .index(2)], [.key("list"), .index(1)], [.index(0)], []] {
      #expect(setting.adding(1, at: path) == setting)
    }
  }

  @Test("Merging takes the other's entries one by one, keeps the rest, and lets an empty other change nothing")
  func merging() {
    let own = map(["a": scalar("1"), "b": scalar("2")])
    #expect(own.merging(map(["b": scalar("3"), "c": scalar("4")])).canonicalText == "{a:1,b:3,c:4}")
    #expect(own.merging(Setting(.empty, at: place)) == own)
    #expect(own.merging(scalar("x")).canonicalText == "x")
  }

  @Test("The canonical text does not depend on the order of keys or on places, but on the order of items")
  func canonical() {
    let other = Setting(.scalar("2", isQuoted: true), at: Place(file: "b.yml", line: 9))
    #expect(
      map(["a": scalar("1"), "b": scalar("2")]).canonicalText == map(["b": other, "a": scalar("1")]).canonicalText)
    let (left, right) = (
      Setting(.list([scalar("1"), scalar("2")]), at: place), Setting(.list([scalar("2"), scalar("1")]), at: place)
    )
    #expect(left.canonicalText != right.canonicalText)
  }
}
