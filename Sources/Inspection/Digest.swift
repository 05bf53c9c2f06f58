import Crypto
import Foundation

/// SHA-256 over named parts, whatever their order was on disk.
struct DigestBuilder {
  private var parts: [String: [UInt8]] = [:]

  mutating func add(_ name: String, _ bytes: some Sequence<UInt8>) {
    parts[name] = Array(SHA256.hash(data: Data(bytes)))
  }

  mutating func add(file url: URL, named name: String) {
    if let data = try? Data(contentsOf: url) { add(name, data) }
  }

  var hexadecimal: String {
    var hash = SHA256()
    for (name, digest) in parts.sorted(by: { $0.key < $1.key }) {
      hash.update(data: Data(name.utf8))
      hash.update(data: Data([0]))
      hash.update(data: Data(digest))
    }
    return hash.finalize().map { byte in
      let digits = Array("0123456789abcdef")
      return "\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }.joined()
  }
}
