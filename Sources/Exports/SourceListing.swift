/// One file of a source before the site is laid out.
struct SourceFile {
  /// Its name below the source's root, as the bytes stand there; empty where `url` tells the place.
  var name: [UInt8]
  var size: Int
  /// Where the bytes are: the how-manieth entry or record of the source.
  var ordinal: Int
  var record: WebRecord?
}

/// What a web archive knows of a file beyond its bytes.
struct WebRecord {
  var scheme: String
  var host: String
  var port: Int?
  /// Site path with its query.
  var path: String
  var contentType: String?
  var charset: String?
  /// 304 also for a revisit whose original the archive lacks.
  var status: Int
  var redirect: String?
  /// When it was captured, as the record says; such dates compare as text.
  var date = ""
}

/// The files of one source and how to read them again.
struct SourceListing {
  var files: [SourceFile]
  var problems: [SiteProblem]
  var content: SourceContent
  /// false where it breaks off: what is absent was perhaps only lost.
  var isWhole = true
}

/// How the bytes of a source's files are had.
enum SourceContent: Sendable {
  /// `names[ordinal]` below `root`, and each file's identity when it was listed.
  case directory(root: String, names: [[UInt8]], identities: [FileIdentity])
  case archive(path: String)
  /// `length`: where a file that breaks off is taken to end.
  case webArchive(path: String, length: Int?)
  /// Pages made from the records of a policy library.
  case made([[UInt8]])
}
