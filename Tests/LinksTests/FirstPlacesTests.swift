import Testing

@testable import Links

@Suite("What workers tell each other of links")
struct FirstPlacesTests {
  @Test("with nine places known every page may hold the tenth, with ten none behind the last of them")
  func reach() {
    let places = FirstPlaces()
    var (one, other) = (FirstPlaces.View(places), FirstPlaces.View(places))
    one.reserve(7)
    other.reserve(7)
    for page in [4, 6, 8, 10, 12] as [Int32] {
      _ = one.add(page, to: 7)
      if page < 12 { _ = other.add(page + 1, to: 7) }
    }
    #expect(one.last(of: 7) == .max && other.last(of: 7) == .max)
    #expect(other.add(2, to: 7) == 12)
    #expect(one.last(of: 7) == 12)
    // Those that come later change nothing: ten stand before them, or they are among the first by themselves.
    #expect(one.add(90, to: 7) == 12 && one.add(1, to: 7) == 12)
    #expect(one.last(of: 6) == .max, "another target is another target")
  }

  @Test("targets of any number have room")
  func room() {
    let places = FirstPlaces()
    var view = FirstPlaces.View(places)
    for number in [0, 4095, 4096, 20_000] {
      view.reserve(number)
      for _ in 0..<10 { _ = view.add(3, to: number) }
      #expect(view.last(of: number) == 3)
    }
    #expect(view.last(of: 1) == .max)
  }

  @Test("lists of numbers come back as they were put in, and as far as they are wanted")
  func lists() {
    var source = SystemRandomNumberGenerator()
    var lists = TargetLists()
    var expected: [(range: Range<Int>, numbers: [Int32])] = []
    for length in [0, 1, 2, 150, 700, 3] {
      let numbers = (0..<length).map { _ in Int32.random(in: 0...(Bool.random() ? 90 : .max), using: &source) }
      expected.append((numbers.withUnsafeBufferPointer { lists.append($0) }, numbers))
    }
    for (range, numbers) in expected {
      var found: [Int32] = []
      lists.each(in: range) { number in
        found.append(number)
        return true
      }
      #expect(found == numbers)
      var first: [Int32] = []
      lists.each(in: range) { number in
        first.append(number)
        return first.count < 2
      }
      #expect(first == Array(numbers.prefix(2)))
    }
  }

  @Test("room for numbers grows and is used again")
  func numbers() {
    var room = NumberRoom()
    for number in 0..<2000 as Range<Int32> { room.append(number) }
    #expect(Array(room.all) == Array(0..<2000) && room[1999] == 1999)
    room.removeAll()
    #expect(room.all.isEmpty)
    room.reserve(5000)
    room.append(8)
    #expect(Array(room.all) == [8])
  }
}
