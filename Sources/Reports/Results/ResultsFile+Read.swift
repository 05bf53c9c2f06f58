public import Findings
import Foundation

extension ResultsFile {
  /// Reads what `write` wrote, or an older version of this tool did.
  public static func read(_ bytes: [UInt8]) throws(ResultsFileError) -> Results {
    struct Version: Decodable { var schema: Int }
    let data = Data(bytes)
    do {
      let found = try JSONDecoder().decode(Version.self, from: data).schema
      guard found == Results.currentSchema else { throw ResultsFileError.otherSchema(found) }
      return try JSONDecoder().decode(Results.self, from: data)
    } catch let error as ResultsFileError {
      throw error
    } catch let error as DecodingError {
      throw ResultsFileError(error)
    } catch {
      throw .notJSON
    }
  }
}

extension ResultsFile {
  /// The names of the units in a file that `write` wrote, which begins a line with each; none where it is another's.
  ///
  /// The file is not held: that of a district has tens of megabytes.
  static func unitNames(at path: String) -> [String] {
    guard let file = FileHandle(forReadingAtPath: path) else { return [] }
    defer { try? file.close() }
    var names: [String] = []
    var head: [UInt8] = []
    var isOurs: Bool?
    while let piece = try? file.read(upToCount: 1 << 16), !piece.isEmpty {
      let isFirst = isOurs == nil
      if isFirst { isOurs = piece.starts(with: "{\"schema\": ".utf8) }
      guard isOurs == true else { return [] }
      piece.withUnsafeBytes { bytes in
        var rest = bytes[...]
        while let end = lineEnd(of: rest) {
          head += rest[..<end].prefix(max(0, 1024 - head.count))
          if let name = unitName(head) { names.append(name) }
          head.removeAll(keepingCapacity: true)
          rest = rest[(end + 1)...]
        }
        head += rest.prefix(max(0, 1024 - head.count))
      }
    }
    return names
  }

  private static func lineEnd(of bytes: Slice<UnsafeRawBufferPointer>) -> Int? {
    guard let start = bytes.base.baseAddress, !bytes.isEmpty,
      let end = memchr(start + bytes.startIndex, 0x0A, bytes.count)
    else { return nil }
    return UnsafeRawPointer(end) - start
  }

  /// Of a line that begins `{"name": "…", "level": `.
  private static func unitName(_ line: [UInt8]) -> String? {
    guard line.starts(with: "{\"name\": ".utf8), case let text = String(decoding: line, as: UTF8.self),
      let end = text.firstRange(of: "\", \"level\": ")
    else { return nil }
    struct Unit: Decodable { let name: String }
    return try? JSONDecoder().decode(Unit.self, from: Data((text[..<end.lowerBound] + "\"}").utf8)).name
  }
}

/// Why a `results.json` could not be read.
public enum ResultsFileError: Error, Sendable, Hashable {
  case notJSON
  case otherSchema(Int)
  /// A key that must be there is not; `place` is its path, such as `units[0].score.low`.
  case missing(place: String)
  /// A value of the wrong kind or out of its list.
  case wrongValue(place: String)

  init(_ error: DecodingError) {
    func place(_ path: [any CodingKey]) -> String {
      path.reduce("") { text, key in
        if let index = key.intValue { return text + "[\(index)]" }
        return text.isEmpty ? key.stringValue : text + "." + key.stringValue
      }
    }
    switch error {
    case .keyNotFound(let key, let context): self = .missing(place: place(context.codingPath + [key]))
    case .valueNotFound(_, let context): self = .missing(place: place(context.codingPath))
    case .typeMismatch(_, let context): self = .wrongValue(place: place(context.codingPath))
    case .dataCorrupted(let context):
      self = context.codingPath.isEmpty ? .notJSON : .wrongValue(place: place(context.codingPath))
    @unknown default: self = .notJSON
    }
  }
}

extension ResultsFileError: CustomStringConvertible {
  /// Without the file's name, which the caller knows.
  public var description: String {
    switch self {
    case .notJSON: "不是完整的 JSON，可能被截断或改动过。请换用检查生成的 results.json。"
    case .otherSchema(let schema):
      "格式版本为 \(schema)，本程序只读第 \(Results.currentSchema) 版。请用同一版本的程序重新检查后再比较。"
    case .missing(let place): "缺少“\(place)”，不是检查生成的 results.json。请换用检查生成的文件。"
    case .wrongValue(let place): "“\(place)”的值不认识，文件可能被改动过。请换用检查生成的 results.json。"
    }
  }
}
