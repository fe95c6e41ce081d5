package grader.worker;

/// What kind of value follows, as the first byte of every value.
enum Tag {
  NULL, TRUE, FALSE, BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, CHAR, STRING, DECIMAL, DURATION, INSTANT,
  /// A long text of one letter after its first few: that letter crosses once, with a count.
  DRAWN_OUT,
  OPTIONAL_EMPTY, OPTIONAL, OPTIONAL_INT, OPTIONAL_LONG, OPTIONAL_DOUBLE, RECORD, ENUM, EXCEPTION,
  /// Fixed collections: nobody can change them.
  LIST, SET, SORTED_SET, MAP, SORTED_MAP,
  /// Arrays and collections that can be changed: both sides mirror them.
  BYTES, OPEN_LIST, OPEN_SET, OPEN_SORTED_SET, OPEN_MAP, OPEN_SORTED_MAP,
  /// One of the mirrored ones again.
  MIRRORED,
  /// A callback: an object that stays with the sender, or one of the receiver's own.
  MINE, YOURS;

  private static final Tag[] ALL = values();

  @SuppressWarnings("EnumOrdinal") // Both sides run the same class file.
  int code() {
    return ordinal();
  }

  static Tag of(int code) {
    if (code < 0 || code >= ALL.length) throw new ProtocolBroken("there is no kind of value "
        + code);
    return ALL[code];
  }
}
