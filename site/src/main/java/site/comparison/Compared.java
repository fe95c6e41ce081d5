package site.comparison;

import java.util.List;
import java.util.stream.Stream;

/// What both programs made of one command.
///
/// @param theirs what the real kubectl printed
/// @param ours what ours printed
public record Compared(Line line, Printed theirs, Printed ours) {

  /// What a program printed, evened out, and how it ended.
  public record Printed(int exitCode, String out, String errors) {

    Stream<String> lines() {
      return Stream.concat(out.lines(),
          Stream.concat(errors.lines().map(line -> "! " + line),
              Stream.of("(exit " + exitCode + ")")));
    }
  }

  /// How a command went.
  public enum Outcome {
    SAME, DIFFERENT, MUST_DIFFER, NEED_NOT_DIFFER
  }

  public Outcome outcome() {
    boolean isSame = theirs.equals(ours);
    if (line.differs().isEmpty()) return isSame ? Outcome.SAME : Outcome.DIFFERENT;
    return isSame ? Outcome.NEED_NOT_DIFFER : Outcome.MUST_DIFFER;
  }

  /// Both texts, the real one's lines after `-` and ours after `+` where they differ.
  public List<String> detail() {
    List<String> theirLines = theirs.lines().toList();
    List<String> ourLines = ours.lines().toList();
    int start = 0;
    int shorter = Math.min(theirLines.size(), ourLines.size());
    while (start < shorter && theirLines.get(start).equals(ourLines.get(start))) start++;
    int end = 0;
    while (end < shorter - start && theirLines.get(theirLines.size() - 1 - end)
        .equals(ourLines.get(ourLines.size() - 1 - end))) {
      end++;
    }
    return Stream.of(
        theirLines.subList(Math.max(0, start - 1), start).stream().map(line -> "  " + line),
        theirLines.subList(start, theirLines.size() - end).stream().map(line -> "- " + line),
        ourLines.subList(start, ourLines.size() - end).stream().map(line -> "+ " + line))
        .flatMap(lines -> lines).toList();
  }
}
