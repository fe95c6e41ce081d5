package course.render;

/// A delimited block in a source file: its two fence lines, counted from 1.
record Fence(int open, int close) {
  /// Finds the first fenced block at or after a line.
  static Fence after(SourceText source, int line) {
    int open = next(source, Math.max(1, line), "");
    return new Fence(open, next(source, open + 1, source.line(open).strip()));
  }

  private static int next(SourceText source, int from, String fence) {
    for (int number = from; number <= source.lines().size(); number++) {
      String line = source.line(number).strip();
      if (fence.isEmpty() ? line.matches("-{4,}|\\.{4,}") : line.equals(fence))
        return number;
    }
    throw new IllegalStateException("No fence " + fence + " after line " + from + " of "
        + source.file() + "; Asciidoctor read a block there.");
  }

  int firstLine() { return open + 1; }

  int lineCount() { return close - open - 1; }
}
