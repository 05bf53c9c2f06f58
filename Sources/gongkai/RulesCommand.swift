import ArgumentParser
import Evaluation
import Foundation
import RuleFiles
import Settings

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "查看规则，运行规则自带的示例。", subcommands: [Test.self])

  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "test", abstract: "运行全部规则自带的示例。")

    @Argument(help: "只运行这些规则。")
    var ids: [String] = []

    @Flag(help: "另把规则中的每个数字加减1，检验示例是否察觉。")
    var mutate = false

    func run() throws {
      do {
        let book = try RuleBook(folder: RulesFolder.locate())
        let runner = ExampleRunner(book: book)
        let rules = book.rules.values.filter { ids.isEmpty || ids.contains($0.id) }.sorted { $0.id < $1.id }
        let failures = rules.flatMap { runner.failures(of: $0) }
        for failure in failures { print(failure) }
        let survivors = mutate ? rules.flatMap { runner.survivingMutations(of: $0) } : []
        for survivor in survivors { print("示例未察觉参数变化：\(survivor)") }
        let count = rules.reduce(0) { $0 + $1.examples.count }
        print("规则 \(rules.count) 条，示例 \(count) 个，失败 \(failures.count) 个\(mutate ? "，未察觉的参数变化 \(survivors.count) 处" : "")。")
        if !failures.isEmpty || !survivors.isEmpty { throw ExitCode(1) }
      } catch let error as SettingError {
        throw Ending.unusable(error)
      }
    }
  }
}
