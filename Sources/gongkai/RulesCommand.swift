import ArgumentParser
import Evaluation
import Findings
import Foundation
import RuleFiles
import Settings

struct RulesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "查看条款和规则，运行规则自带的示例。",
    subcommands: [List.self, Show.self, Test.self, Coverage.self, Docs.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出全部规则。")

    @Option(help: "只列这个主题的规则。") var topic: String?

    func run() async throws {
      try await Ending.telling {
        let book = try RuleBook(folder: RulesFolder.locate())
        let rules = book.rules.values.filter { topic == nil || $0.topic == topic }
        if rules.isEmpty, let topic {
          let all = Set(book.rules.values.map(\.topic)).sorted()
          throw Ending.unusable("没有主题为“\(topic)”的规则，可用：\(all.joined(separator: "、"))。")
        }
        for rule in rules.sorted(by: { ($0.topic, $0.id) < ($1.topic, $1.id) }) {
          Terminal.print("\(rule.topic)\t\(rule.id)\t\(rule.title)")
        }
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "显示一个条款或规则：原文、怎样核查、哪些默认是我们的、示例。")

    @Argument(help: "条款（如 baoshan-2024/9b）或规则（如 interpretation-forms）。") var id: String

    func run() async throws {
      try await Ending.telling {
        let reference = Reference(book: try RuleBook(folder: RulesFolder.locate()))
        guard let text = reference.text(of: id) else {
          throw Ending.unusable("没有名为“\(id)”的条款或规则。\(Nearest.hint(id, reference.names))")
        }
        Terminal.print(text)
      }
    }
  }

  struct Test: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "test", abstract: "运行规则自带的示例。")

    @Argument(help: "只运行这些规则。") var ids: [String] = []

    @Flag(help: "另把规则中的每个数字加减1，检验示例是否察觉。") var mutate = false

    func run() async throws {
      try await Ending.telling {
        let book = try RuleBook(folder: RulesFolder.locate())
        for id in ids where book.rules[id] == nil {
          throw Ending.unusable("没有名为“\(id)”的规则。\(Nearest.hint(id, book.rules.keys.sorted()))")
        }
        let runner = ExampleRunner(book: book)
        let rules = book.rules.values.filter { ids.isEmpty || ids.contains($0.id) }.sorted { $0.id < $1.id }
        let failures = rules.flatMap { runner.failures(of: $0) }
        for failure in failures { Terminal.print("\(failure)") }
        let survivors = mutate ? rules.flatMap { runner.survivingMutations(of: $0) } : []
        for survivor in survivors { Terminal.print("示例未察觉参数变化：\(survivor)") }
        let count = rules.reduce(0) { $0 + $1.examples.count }
        let mutations = mutate ? "，未察觉的参数变化\(survivors.count)处" : ""
        Terminal.print("规则\(rules.count)条，示例\(count)个，失败\(failures.count)个\(mutations)。")
        if !failures.isEmpty || !survivors.isEmpty { throw ExitCode(1) }
      }
    }
  }

  struct Coverage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "coverage", abstract: "各文件的条款有多少由规则核查、多少由人确认、多少尚无办法。")

    func run() async throws {
      try await Ending.telling {
        let book = try RuleBook(folder: RulesFolder.locate())
        var open: [ClauseID] = []
        for document in book.documents.values.sorted(by: { $0.id < $1.id }) {
          var (ruled, attested) = (0, 0)
          for clause in document.clauses {
            switch clause.decision {
            case .rules: ruled += 1
            case .attested: attested += 1
            case .open: open.append(clause.id)
            }
          }
          Terminal.print(
            "\(document.id)\t\(document.clauses.count)条\t规则核查\(ruled)\t人工确认\(attested)\t尚无办法\(document.clauses.count - ruled - attested)\t\(document.name)"
          )
        }
        let used = Set(
          book.documents.values.flatMap(\.clauses).flatMap { clause -> [String] in
            if case .rules(let uses) = clause.decision { return uses.map(\.rule) }
            return []
          })
        for id in book.rules.keys.sorted() where !used.contains(id) { Terminal.print("没有条款使用的规则：\(id)") }
        for id in open { Terminal.print("尚无办法：\(id)") }
      }
    }
  }

  struct Docs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "docs", abstract: "由规则生成 docs/rules 下的说明。", shouldDisplay: false)

    @Argument(help: "写到这个目录。") var directory: String

    func run() async throws {
      try await Ending.telling {
        let reference = Reference(book: try RuleBook(folder: RulesFolder.locate()))
        let folder = URL(fileURLWithPath: directory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for file in reference.files {
          try Data(file.text.utf8).write(to: folder.appending(path: file.name), options: .atomic)
        }
        Terminal.print("已写出\(reference.files.count)页。")
      }
    }
  }
}
