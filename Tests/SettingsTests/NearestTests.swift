import Testing

@testable import Settings

@Suite("The nearest name")
struct NearestTests {
  @Test("The distance counts letters put in, left out and exchanged")
  func distance() {
    #expect(Nearest.distance("", "abc") == 3 && Nearest.distance("abc", "") == 3)
    #expect(Nearest.distance("kitten", "sitting") == 3)
    #expect(Nearest.distance("政策解读", "政策解读") == 0 && Nearest.distance("政策解读", "政策解毒") == 1)
  }

  @Test("A name within a third of the letters is offered, one further away is not")
  func limit() {
    #expect(Nearest.name(to: "perio", in: ["period", "profile"]) == "period")
    #expect(Nearest.name(to: "parids", in: ["period"]) == nil)
    #expect(Nearest.name(to: "x", in: ["y"]) == "y" && Nearest.name(to: "x", in: ["yz"]) == nil)
    #expect(Nearest.hint("颜色", ["period"]).isEmpty)
  }

  @Test("Of two as near the first by name is offered, whatever their order")
  func ties() {
    #expect(Nearest.name(to: "abd", in: ["abe", "abc"]) == "abc")
    #expect(Nearest.name(to: "abd", in: ["abc", "abe"]) == "abc")
  }

  @Test("of names equally near, the one that begins alike is meant")
  func beginsAlike() {
    #expect(Nearest.name(to: "示例/1aa", in: ["示例/10a", "示例/1a", "示例/1b"]) == "示例/1a")
    #expect(Nearest.name(to: "示例/10", in: ["示例/10a", "示例/1a"]) == "示例/10a")
  }
}
