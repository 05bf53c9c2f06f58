import ArgumentParser
import Foundation
import History

struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "查看、导出、删除历史库中的各次核查。",
    subcommands: [List.self, Show.self, Export.self, Remove.self], defaultSubcommand: List.self)

  /// The store that an argument names: the file itself, or the folder beside whose manifest it lies.
  static func store(_ argument: String) -> String {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder), isFolder.boolValue else {
      return argument
    }
    return URL(fileURLWithPath: argument).appending(path: RunStore.fileName).path
  }

  /// Opens a store for one command; what it refuses is told in words.
  static func with<Value>(_ argument: String, _ body: (RunStore) throws -> Value) throws -> Value {
    do {
      return try body(RunStore(at: store(argument)))
    } catch let error as StoreError {
      throw Ending.unusable(error.description)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出各次核查。")

    @Argument(help: "核查目录或历史库文件。")
    var folder = "."

    @Flag(help: "以 JSON 输出。")
    var json = false

    func run() throws {
      try HistoryCommand.with(folder) { store in
        let runs = try store.runs()
        guard json else { return print(listing(runs), terminator: "") }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(runs), as: UTF8.self))
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "查看一次核查的编号、摘要和问题数。")

    @OptionGroup var chosen: ChosenRun

    func run() throws {
      try HistoryCommand.with(chosen.store) { print(try $0.run(chosen.run).text(), terminator: "") }
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "export", abstract: "导出一次核查当时的 results.json。")

    @OptionGroup var chosen: ChosenRun

    @Option(help: "写到哪个文件；不写即输出到屏幕。")
    var out: String?

    func run() throws {
      try HistoryCommand.with(chosen.store) { store in
        let results = try store.results(chosen.run)
        guard let out else { return try ResultsArgument.print(results) }
        try ResultsArgument.write(results, to: out)
        print("已导出第\(chosen.run)号：\(out)")
      }
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "remove", abstract: "从历史库中删去一次核查，不可恢复。")

    @OptionGroup var chosen: ChosenRun

    func run() throws {
      try HistoryCommand.with(chosen.store) { store in
        try store.remove(chosen.run)
        print("已删去第\(chosen.run)号。")
      }
    }
  }
}

/// A run by its number, and the store that it is in, in either order.
struct ChosenRun: ParsableArguments {
  @Argument(help: "核查编号；不在当前目录的，连同核查目录或历史库文件一起写。")
  var words: [String]

  var run: Int64 { words.compactMap(number).first ?? 0 }

  var store: String { words.first { number($0) == nil } ?? "." }

  func validate() throws {
    guard words.count <= 2, words.count(where: { number($0) != nil }) == 1 else {
      throw ValidationError("请写一个核查编号，如 gongkai history show 3，或 gongkai history show 核查目录 3。")
    }
  }

  private func number(_ word: String) -> Int64? { Int64(word).flatMap { $0 > 0 ? $0 : nil } }
}
