/// A WARC as a source: the last good answer recorded for each address.
enum WebArchiveSource {
  private static let headBytes = 64 << 10

  static func list(_ path: String, limits: ExportLimits) throws(ExportError) -> SourceListing {
    let whole: Scan
    do {
      whole = try scan(path, limits: limits, length: nil)
      guard whole.fault?.isOfPacking == true else { return try whole.listing(path) }
    } catch {
      guard case .damaged = error else { throw error }
      // A short file breaks off before its first block is unpacked.
      guard let rescued = rescued(path, limits: limits, atLeast: 1) else { throw error }
      return try rescued.listing(path)
    }
    return try (rescued(path, limits: limits, atLeast: whole.records) ?? whole).listing(path)
  }

  /// The records before the last member, which the file breaks off in; nil where no more come out than `count`.
  private static func rescued(_ path: String, limits: ExportLimits, atLeast count: Int) -> Scan? {
    for length in PackedMembers.ends(path, count: 4) {
      guard var scan = try? scan(path, limits: limits, length: length), scan.fault == nil, scan.records >= count
      else { continue }
      scan.fault = WebArchiveReader.Fault(reason: "压缩数据不完整", isOfPacking: true)
      scan.begun = scan.records + 1
      return scan
    }
    return nil
  }

  /// One pass over the records' heads.
  private struct Scan {
    var files: [SourceFile] = []
    var problems: [SiteProblem] = []
    /// Records that are whole, and with the one that the file breaks off in.
    var records = 0
    var begun = 0
    var fault: WebArchiveReader.Fault?
    /// Where the file was taken to end.
    var length: Int?

    func listing(_ path: String) throws(ExportError) -> SourceListing {
      guard let fault else {
        return SourceListing(files: files, problems: problems, content: .webArchive(path: path, length: length))
      }
      guard begun > 0 else { throw .damaged(path: path, after: "开头", reason: fault.reason) }
      let told = SiteProblem(
        kind: .unreadable, path: path, reason: "从第 \(begun) 条记录起读不下去（\(fault.reason)），其后的内容未读取")
      return SourceListing(
        files: files, problems: problems + [told], content: .webArchive(path: path, length: length), isWhole: false)
    }
  }

  private static func scan(_ path: String, limits: ExportLimits, length: Int?) throws(ExportError) -> Scan {
    let reader = try WebArchiveReader(path: path, limits: limits, length: length)
    let packedSize = ArchiveSource.fileSize(path)
    var (scan, index) = (Scan(length: length), Index())
    let block = PageBuffer(capacity: headBytes)
    do {
      while let record = try reader.next() {
        defer { scan.records += 1 }
        scan.begun = scan.records + 1
        guard scan.records < limits.entries else { throw ExportError.tooManyEntries(path: path, limit: limits.entries) }
        let expanded = reader.progress.expanded
        guard expanded <= limits.expandedBytes else {
          throw ExportError.expandsTooFar(path: path, limit: limits.expandedBytes)
        }
        guard expanded <= limits.ratioFloor || expanded / max(packedSize, 1) <= limits.ratio else {
          throw ExportError.compressedTooFar(path: path, ratio: limits.ratio)
        }
        block.clear()
        switch record["warc-type"]?.lowercased() {
        case "response", "resource", "revisit":
          try reader.take(headBytes, into: block)
          if let reason = index.add(record, head: block.bytes, ordinal: scan.records) {
            scan.problems.append(
              SiteProblem(kind: .unreadable, path: record.target ?? "第 \(scan.records + 1) 条记录", reason: reason))
          }
        default: break
        }
      }
    } catch let error as ExportError {
      throw error
    } catch {
      let fault = error as? WebArchiveReader.Fault ?? WebArchiveReader.Fault(reason: "格式错误")
      // The record whose block is not whole is told, and is no file.
      if fault.isOfBlock { index.files.removeAll { $0.ordinal == scan.records - 1 } }
      scan.fault = fault
    }
    scan.files = index.files
    return scan
  }

  /// What each record says, with revisits pointing at the record that holds the bytes.
  private struct Index {
    var files: [SourceFile] = []
    private var byID: [String: Int] = [:]
    private var byDigest: [String: Int] = [:]
    private var byTarget: [String: Int] = [:]

    /// A reason in Chinese where a record of the web cannot be used; nil too where it is not of the web.
    mutating func add(_ record: WebArchiveReader.Record, head: UnsafeRawBufferPointer, ordinal: Int) -> String? {
      guard let target = record.target else { return "记录缺少 WARC-Target-URI" }
      guard let base = SiteBase(target) else { return nil }
      if let number = record["warc-segment-number"], number != "1" { return "分段记录不支持" }
      var web = WebRecord(
        scheme: base.scheme, host: base.host, port: base.port, path: Self.path(of: target), contentType: nil,
        charset: nil, status: 200, redirect: nil, date: record["warc-date"] ?? "")
      var size = record.length
      if record["warc-type"]?.lowercased() == "resource" {
        (web.contentType, web.charset) = HTTPHead.contentType(record["content-type"])
      } else if let http = HTTPHead(head) {
        (web.contentType, web.charset) = HTTPHead.contentType(http.fields["content-type"])
        web.status = http.status
        web.redirect = (300..<400).contains(http.status) ? http.fields["location"] : nil
        size = max(record.length - http.length, 0)
      } else if record["warc-type"]?.lowercased() == "response" {
        return "记录中的 HTTP 应答头读不出来"
      }
      var place = ordinal
      if record["warc-type"]?.lowercased() == "revisit" {
        if let original = original(of: record, target: target), let known = files[original].record {
          (place, size) = (files[original].ordinal, files[original].size)
          (web.contentType, web.charset) = (known.contentType, known.charset)
          (web.status, web.redirect) = (known.status, known.redirect)
        } else {
          // An earlier export may hold it.
          (web.status, web.redirect) = (304, nil)
        }
      }
      if web.status != 304 { remember(record, target: target, at: files.count) }
      files.append(SourceFile(name: [], size: size, ordinal: place, record: web))
      return nil
    }

    private func original(of record: WebArchiveReader.Record, target: String) -> Int? {
      if let id = record["warc-refers-to"], let found = byID[id] { return found }
      let referred = record["warc-refers-to-target-uri"].map {
        $0.hasPrefix("<") && $0.hasSuffix(">") ? String($0.dropFirst().dropLast()) : $0
      }
      if let digest = record["warc-payload-digest"], let found = byDigest[digest] { return found }
      return byTarget[referred ?? target]
    }

    private mutating func remember(_ record: WebArchiveReader.Record, target: String, at place: Int) {
      if let id = record["warc-record-id"] { byID[id] = place }
      if let digest = record["warc-payload-digest"] { byDigest[digest] = place }
      byTarget[target] = place
    }

    /// The site path with its query, percent-decoded.
    private static func path(of url: String) -> String {
      guard let mark = url.range(of: "://") else { return "/" }
      let rest = url[mark.upperBound...].prefix { $0 != "#" }
      guard let start = rest.firstIndex(where: { $0 == "/" || $0 == "?" }) else { return "/" }
      let (path, query) = (rest[start...].prefix { $0 != "?" }, rest[start...].drop { $0 != "?" })
      return SitePath.rooted(SitePath.decoded(String(path))) + SitePath.decoded(String(query))
    }
  }

  /// Reads the body of a record's block into `buffer`; a reason in Chinese where it cannot.
  static func body(
    of record: WebArchiveReader.Record, from reader: WebArchiveReader, into buffer: PageBuffer, limits: ExportLimits
  ) throws -> String? {
    guard record.length <= limits.pageBytes else { return "超过单页上限 \(limits.pageBytes >> 20) MB" }
    guard record["warc-type"]?.lowercased() != "resource" else {
      buffer.clear()
      try reader.take(record.length, into: buffer)
      return nil
    }
    let block = PageBuffer(capacity: max(record.length, 1))
    try reader.take(record.length, into: block)
    guard let head = HTTPHead(block.bytes) else { return "记录中的 HTTP 应答头读不出来" }
    return head.body(of: block.bytes, into: buffer, limits: limits)
  }
}
