package kube.controlplane.apiserver.strategy.batch;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads a schedule of five fields, such as `*/15 8-17 * * mon-fri`, or a word such as `@daily`.
///
/// **Leaves out** when it is due next, which is the controller's to know.
///
/// **In Kubernetes:** the library robfig/cron,
/// [parser.go](https://github.com/robfig/cron/blob/v3.0.1/parser.go)
final class CronExpression {

  private static final List<String> WORDS = List.of("@yearly", "@annually", "@monthly", "@weekly",
      "@daily", "@midnight", "@hourly");
  private static final List<Place> PLACES = List.of(new Place(0, 59, List.of()),
      new Place(0, 23, List.of()), new Place(1, 31, List.of()),
      new Place(1, 12, List.of("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep",
          "oct", "nov", "dec")),
      new Place(0, 6, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat")));

  private static final String DURATION = "([0-9]+(\\.[0-9]+)?(ns|us|µs|ms|s|m|h))+";

  /// One of the five: its range, and the words that stand for its numbers.
  private record Place(int least, int most, List<String> words) {}

  /// What is wrong with a part; caught in [#fault] and never seen outside.
  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unreadable(String why) {
      super(why);
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }

  private CronExpression() {}

  /// What is wrong with the schedule, in the library's words; empty when nothing is.
  static Optional<String> fault(String schedule) {
    String rest = schedule;
    if (rest.startsWith("TZ=") || rest.startsWith("CRON_TZ=")) {
      rest = rest.substring(Math.max(0, rest.indexOf(' '))).strip();
    }
    if (rest.startsWith("@")) return faultOfWord(rest);
    List<String> fields = List.of(rest.strip().split("\\s+"));
    if (rest.isBlank()) fields = List.of();
    if (fields.size() != PLACES.size()) {
      return Optional.of("expected exactly 5 fields, found " + fields.size() + ": ["
          + String.join(" ", fields) + "]");
    }
    try {
      for (int index = 0; index < PLACES.size(); index++) check(fields.get(index), index);
      return Optional.empty();
    } catch (Unreadable unreadable) {
      return Optional.of(unreadable.why());
    }
  }

  private static Optional<String> faultOfWord(String word) {
    if (WORDS.contains(word)) return Optional.empty();
    if (!word.startsWith("@every ")) return Optional.of("unrecognized descriptor: " + word);
    String duration = word.substring("@every ".length());
    return duration.matches(DURATION)
        ? Optional.empty()
        : Optional.of("failed to parse duration " + word + ": time: invalid duration \"" + duration
            + "\"");
  }

  private static void check(String field, int index) {
    for (String part : field.split(",")) {
      if (!part.isEmpty()) checkRange(part, PLACES.get(index));
    }
  }

  private static void checkRange(String part, Place place) {
    String[] rangeAndStep = part.split("/", -1);
    String[] ends = rangeAndStep[0].split("-", -1);
    int first;
    int last;
    if (ends[0].equals("*") || ends[0].equals("?")) {
      first = place.least;
      last = place.most;
    } else {
      first = number(ends[0], place);
      if (ends.length > 2) throw new Unreadable("too many hyphens: " + part);
      last = ends.length == 2 ? number(ends[1], place) : first;
    }
    int step = 1;
    if (rangeAndStep.length == 2) {
      step = number(rangeAndStep[1], new Place(0, Integer.MAX_VALUE, List.of()));
      if (ends.length == 1) last = place.most;
    }
    if (rangeAndStep.length > 2) throw new Unreadable("too many slashes: " + part);
    if (first < place.least) {
      throw new Unreadable("beginning of range (" + first + ") below minimum (" + place.least
          + "): " + part);
    }
    if (last > place.most) {
      throw new Unreadable("end of range (" + last + ") above maximum (" + place.most + "): "
          + part);
    }
    if (first > last) {
      throw new Unreadable("beginning of range (" + first + ") beyond end of range (" + last
          + "): " + part);
    }
    if (step == 0) {
      throw new Unreadable("step of range should be a positive number: " + part);
    }
  }

  private static int number(String text, Place place) {
    int word = place.words.indexOf(text.toLowerCase(Locale.ROOT));
    if (word >= 0 && !text.isEmpty()) return word;
    if (text.matches("-\\d{1,9}")) {
      throw new Unreadable("negative number (" + Integer.parseInt(text) + ") not allowed: "
          + text);
    }
    if (!text.matches("\\+?\\d{1,9}")) {
      throw new Unreadable("failed to parse int from " + text + ": strconv.Atoi: parsing \"" + text
          + "\": invalid syntax");
    }
    return Integer.parseInt(text);
  }
}
