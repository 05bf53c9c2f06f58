import Synchronization

/// Answers by question, each found out once for all rules, periods and workers.
///
/// The answer must depend on the question alone: two workers may find out the same thing at the same time.
final class Memo<Question: Hashable & Sendable, Answer: Sendable>: Sendable {
  private let known = Mutex<[Question: Answer]>([:])

  func answer<Failure: Error>(
    to question: Question, _ find: () throws(Failure) -> Answer
  ) throws(Failure) -> Answer {
    if let answer = known.withLock({ $0[question] }) { return answer }
    let answer = try find()
    known.withLock { $0[question] = answer }
    return answer
  }
}

/// One answer that is found out by who asks first, while the others wait.
final class Once<Answer: Sendable>: Sendable {
  private let known = AtomicLazyReference<Known>()
  private let finding = Mutex(())

  private final class Known: Sendable {
    let answer: Answer

    init(_ answer: Answer) { self.answer = answer }
  }

  /// Who asks for what is known waits for nobody.
  func answer(_ find: () -> Answer) -> Answer {
    if let known = known.load() { return known.answer }
    return finding.withLock { _ in
      if let known = known.load() { return known.answer }
      return known.storeIfNil(Known(find())).answer
    }
  }
}
