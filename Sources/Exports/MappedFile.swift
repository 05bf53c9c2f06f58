import Glibc

/// The first bytes of a file, mapped rather than read, so that a large one takes no memory.
final class MappedFile {
  let bytes: UnsafeRawBufferPointer

  /// nil where it cannot be mapped.
  init?(_ path: String, length: Int) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let length = min(length, ArchiveSource.fileSize(path))
    guard length > 0, let start = mmap(nil, length, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
      return nil
    }
    bytes = UnsafeRawBufferPointer(start: start, count: length)
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }
}
