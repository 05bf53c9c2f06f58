import ArgumentParser
import Foundation
import Inspection
import Reports
import Settings

/// How the program ends (contract, section 3).
enum Ending {
  static let unusable = ExitCode(2)

  /// Tells what could not be used and where, and ends with 2.
  static func unusable(_ message: some CustomStringConvertible) -> ExitCode {
    Terminal.tell("\(message)")
    return unusable
  }

  /// Keeps what a run worked with and found until the program ends, which it is about to: to give back the memory of a
  /// hundred thousand facts one by one would take a tenth of a second.
  static func keepToTheEnd<each Value: Sendable>(_ values: repeat each Value) {
    repeat _ = Unmanaged.passRetained(Kept(each values))
  }

  private final class Kept<Value: Sendable>: Sendable {
    private let value: Value

    init(_ value: Value) { self.value = value }
  }

  /// Ends the program: help to standard output, what is wrong with the usage to standard error with 64, and whatever
  /// nobody foresaw with 2, since 1 says that a gate is broken.
  static func leave(_ error: any Error) -> Never {
    let status = Gongkai.exitCode(for: error)
    let message = ParserWords.inChinese(Gongkai.fullMessage(for: error))
    if status.isSuccess {
      Terminal.print(message)
      Foundation.exit(0)
    }
    if !message.isEmpty { Terminal.tell(message) }
    if error is ExitCode || status == .validationFailure { Foundation.exit(status.rawValue) }
    Foundation.exit(unusable.rawValue)
  }

  /// Runs a command's work; every error that names a fault of the input ends with 2.
  static func telling<Result>(_ work: () async throws -> Result) async throws -> Result {
    do {
      return try await work()
    } catch let error as ExitCode {
      throw error
    } catch let error as SettingError {
      throw unusable(error)
    } catch let error as InspectionError {
      throw unusable(error)
    } catch let error as CleanExit {
      throw error
    } catch let error as ValidationError {
      throw error
    } catch {
      throw unusable("\(error)")
    }
  }
}

/// Words for people: results to standard output, everything else to standard error.
enum Terminal {
  static func tell(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data((harmless(text) + "\n").utf8))
  }

  /// Writes to standard output; a reader that went away is no fault.
  static func print(_ text: String, terminator: String = "\n") {
    try? FileHandle.standardOutput.write(contentsOf: Data(((isatty(1) == 1 ? harmless(text) : text) + terminator).utf8))
  }

  /// A file's name may hold the control characters that move a terminal's cursor or change its settings; they are
  /// shown as U+FFFD.
  static func harmless(_ text: String) -> String {
    func isControl(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0x0A, 0x09: false
      case 0..<0x20, 0x7F..<0xA0: true
      default: false
      }
    }
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var shown = String.UnicodeScalarView()
    shown.append(contentsOf: text.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 })
    return String(shown)
  }

  static var isInteractive: Bool { isatty(2) == 1 }
}
