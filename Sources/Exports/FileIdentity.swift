import Glibc

/// What tells one state of a file from any other without reading it: where it lies, its size, and when its content and
/// its record were last changed, to the nanosecond. The last of these no program can set.
public struct FileIdentity: Sendable, Hashable {
  let device: UInt64
  let inode: UInt64
  let size: Int64
  let modified: Int64
  let changed: Int64

  /// Bytes of one that was stored.
  public static let length = 40

  init(_ status: stat) {
    (device, inode, size) = (UInt64(status.st_dev), UInt64(status.st_ino), Int64(status.st_size))
    (modified, changed) = (Self.nanoseconds(status.st_mtim), Self.nanoseconds(status.st_ctim))
  }

  /// As it was stored; nil where there are too few bytes.
  public init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count == Self.length else { return nil }
    func number(_ place: Int) -> UInt64 {
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self))
    }
    (device, inode, size) = (number(0), number(1), Int64(bitPattern: number(2)))
    (modified, changed) = (Int64(bitPattern: number(3)), Int64(bitPattern: number(4)))
  }

  public var bytes: [UInt8] {
    [device, inode, UInt64(bitPattern: size), UInt64(bitPattern: modified), UInt64(bitPattern: changed)]
      .flatMap { number in withUnsafeBytes(of: number.littleEndian, Array.init) }
  }

  /// Whether the file had been at rest for two seconds: file systems keep times in steps of up to two seconds, so that a
  /// younger one might be written again without a new time.
  func isSettled(at now: Int64) -> Bool { max(modified, changed) < now - 2_000_000_000 }

  /// Nanoseconds since 1970, by the clock that file systems use.
  static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return nanoseconds(time)
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
