/// How much an export may hold before it is refused; an archive from a stranger must not fill memory or time.
public struct ExportLimits: Sendable, Hashable {
  /// Bytes of all entries of one source together, expanded.
  public var expandedBytes: Int
  /// Bytes of one entry that is read (a page or a style sheet), expanded. Larger ones are told as unreadable.
  public var pageBytes: Int
  /// Bytes of one entry of an archive, expanded.
  public var entryBytes: Int
  public var entries: Int
  /// Expanded by compressed bytes, once `ratioFloor` bytes are expanded.
  public var ratio: Int
  public var ratioFloor: Int
  /// Bytes of one entry's whole name.
  public var nameBytes: Int
  /// Folders within folders.
  public var depth: Int

  public init(
    expandedBytes: Int = 20 << 30, pageBytes: Int = 64 << 20, entryBytes: Int = 2 << 30, entries: Int = 5_000_000,
    ratio: Int = 500, ratioFloor: Int = 128 << 20, nameBytes: Int = 4096, depth: Int = 100
  ) {
    (self.expandedBytes, self.pageBytes, self.entryBytes) = (expandedBytes, pageBytes, entryBytes)
    (self.entries, self.ratio, self.ratioFloor) = (entries, ratio, ratioFloor)
    (self.nameBytes, self.depth) = (nameBytes, depth)
  }
}
