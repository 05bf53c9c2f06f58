/// The argument parser's own words, in Chinese: it has no other way to change them than after the fact.
enum ParserWords {
  static func inChinese(_ message: String) -> String {
    message.split(separator: "\n", omittingEmptySubsequences: false).map { line(String($0)) }.joined(separator: "\n")
  }

  private static func line(_ line: String) -> String {
    var line = line
    for (english, chinese) in beginnings where line.hasPrefix(english) {
      line = chinese + line.dropFirst(english.count)
      break
    }
    for (english, chinese) in phrases { line.replace(english, with: chinese) }
    return sentences(line)
  }

  private static let beginnings = [
    ("OVERVIEW: ", ""), ("USAGE: ", "用法："), ("Usage: ", "用法："), ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："),
    ("SUBCOMMANDS:", "子命令："), ("Error: ", "用法不对："), ("Help:  ", "说明："),
  ]

  private static let phrases = [
    ("Show help information.", "显示说明。"), ("Show subcommand help information.", "显示子命令的说明。"),
    ("Show the version.", "显示版本。"), ("<subcommand>", "<子命令>"), ("<options>", "<选项>"), (" (default)", "（默认）"),
    ("Missing required subcommand.", "缺少子命令。"),
  ]

  private static func sentences(_ line: String) -> String {
    var line = line
    line.replace(/\ ?\(values: (?<values>[^;()]*); default: (?<value>[^()]*)\)/) {
      "（可用：\($0.values)；默认：\($0.value)）"
    }
    line.replace(/\ ?\(default: (?<value>[^()]*)\)/) { "（默认：\($0.value)）" }
    line.replace(/\ ?\(values: (?<values>[^()]*)\)/) { "（可用：\($0.values)）" }
    line.replace(/See '(?<command>[^']*)' for (?:more information|detailed help)\./) { "详见 \($0.command)" }
    line.replace(/Unknown option '(?<name>[^']*)'(?:\. Did you mean '(?<near>[^']*)'\?)?/) { found in
      "没有“\(found.name)”这个选项。\(found.near.map { "是不是“\($0)”？" } ?? "")"
    }
    line.replace(/Missing value for '(?<name>[^']*)'/) { "“\($0.name)”后面缺少取值。" }
    line.replace(/Missing expected argument '(?<name>[^']*)'/) { "缺少参数“\($0.name)”。" }
    line.replace(/Missing one of: (?<names>.*)$/) { "缺少其中之一：\($0.names)。" }
    line.replace(/(?<count>\d+) unexpected arguments: (?<values>.*)$/) { "多出\($0.count)个参数：\($0.values)。" }
    line.replace(/Unexpected argument '(?<value>[^']*)'/) { "多出参数“\($0.value)”。" }
    line.replace(/The value '(?<value>.*)' is invalid for '(?<name>[^']*)'/) { "“\($0.name)”的取值“\($0.value)”不对" }
    line.replace(/\. Please provide one of (?<values>.*)\.$/) { "，可用：\($0.values)。" }
    line.replace(/\. Please provide one of the following:$/, with: "，可用：")
    line.replace(/The option '(?<name>[^']*)' does not take any value, but '(?<value>.*)' was specified\./) {
      "选项“\($0.name)”不带取值，却写了“\($0.value)”。"
    }
    return line
  }
}
