package grader.worker;

/// What a frame is about: its first byte.
enum Message {
  /// The worker is there and waits.
  READY,
  /// Grader to worker: the learner's classes, and which of them fills which slot.
  LOAD,
  /// Grader to worker: make a new instance, in a class loader of its own.
  NEW,
  /// Call a method of an object of the other side.
  CALL,
  /// The call came back with a value.
  RETURN,
  /// The call ended by an exception.
  THROW;

  private static final Message[] ALL = values();

  @SuppressWarnings("EnumOrdinal") // Both sides run the same class file.
  int code() {
    return ordinal();
  }

  static Message of(int code) {
    if (code < 0 || code >= ALL.length) throw new ProtocolBroken("there is no message " + code);
    return ALL[code];
  }
}
