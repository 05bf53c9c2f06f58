/// One file of a site, wherever it lies.
public struct SiteEntry: Sendable, Hashable {
  /// Site-absolute and percent-decoded: `/zwgk/a.html`. The subject key of a page.
  public let path: String
  public let kind: EntryKind
  /// Bytes, expanded; as the archive or the folder states it.
  public let size: Int
  /// What the server said in a web archive, without parameters, lower case; nil elsewhere.
  public var contentType: String? { noted.first?.contentType }
  /// The charset the server said in a web archive; nil elsewhere.
  public var transportCharset: String? { noted.first?.transportCharset }
  /// The HTTP status a web archive recorded; 200 elsewhere.
  public var status: Int { Int(shortStatus) }
  /// Where a web archive recorded a redirect to, as the server wrote it.
  public var redirect: String? { noted.first?.redirect }
  /// The address that a browser or a mirroring tool noted in the saved page; nil where none did.
  public internal(set) var origin: String? {
    get { noted.first?.origin }
    set {
      guard newValue != origin else { return }
      if noted.isEmpty { noted = [Noted()] }
      noted[0].origin = newValue
    }
  }
  /// Whether it was saved by hand as one page, so that relative addresses count from `origin`, too.
  public internal(set) var isSavedAlone = false
  /// Whether the archive has only the remark that it is as it was, and not its bytes.
  public var isElsewhere: Bool { status == 304 }
  /// Which of the sources it comes from, and which of its files it is there.
  var source: Int { Int(shortSource) }
  var ordinal: Int { Int(shortOrdinal) }

  // Kept for every file of a site: numbers are short, and what few files have stands apart, once at most.
  private var noted: [Noted] = []
  private let shortStatus: Int32
  private let shortSource: Int32
  private let shortOrdinal: Int32

  private struct Noted: Hashable {
    var contentType: String?
    var transportCharset: String?
    var redirect: String?
    var origin: String?
  }

  init(
    path: String, kind: EntryKind, size: Int, contentType: String? = nil, transportCharset: String? = nil,
    status: Int = 200, redirect: String? = nil, origin: String? = nil, source: Int, ordinal: Int
  ) {
    (self.path, self.kind, self.size) = (path, kind, size)
    (shortStatus, shortSource) = (Int32(clamping: status), Int32(clamping: source))
    shortOrdinal = Int32(clamping: ordinal)
    let noted = Noted(
      contentType: contentType, transportCharset: transportCharset, redirect: redirect, origin: origin)
    if noted != Noted() { self.noted = [noted] }
  }
}

/// Something in an export that was not read or that a person must know, with its place and why, in Chinese.
public struct SiteProblem: Sendable, Hashable, Comparable {
  public enum Kind: String, Sendable, Hashable {
    /// It is there and could not be read.
    case unreadable
    /// Two sources hold it with different content; the later one was taken.
    case conflict
    /// It was left aside on purpose.
    case skipped
  }

  public let kind: Kind
  /// A site path where there is one, else the place in the export.
  public let path: String
  public let reason: String

  public init(kind: Kind, path: String, reason: String) {
    (self.kind, self.path, self.reason) = (kind, path, reason)
  }

  public static func < (left: SiteProblem, right: SiteProblem) -> Bool {
    (left.path, left.reason, left.kind.rawValue) < (right.path, right.reason, right.kind.rawValue)
  }
}

/// One export as the manifest names it (contract, section 1).
public struct SiteSource: Sendable, Hashable {
  /// In the file system.
  public let path: String
  public let base: String?
  /// false: what is absent was perhaps only not captured.
  public let complete: Bool
  /// As messages name it: what the manifest says, so that they are the same wherever the inspection lies.
  public let name: String

  public init(path: String, base: String? = nil, complete: Bool = true, name: String? = nil) {
    (self.path, self.base, self.complete) = (path, base, complete)
    self.name = name ?? path.split(separator: "/").last.map(String.init) ?? path
  }
}
