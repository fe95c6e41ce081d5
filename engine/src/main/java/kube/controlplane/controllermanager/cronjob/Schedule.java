package kube.controlplane.controllermanager.cronjob;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// When something is due, again and again: the five fields of `cron`.
///
/// Minute, hour, day of the month, month, day of the week. When both days are given, one of them is
/// enough. What falls into the hour that a clock skips in spring is left out, and what falls into the
/// hour that it repeats in autumn is due once.
///
/// **In Kubernetes:** the library robfig/cron, [spec.go](https://github.com/robfig/cron/blob/v3.0.1/spec.go)
public sealed interface Schedule {

  /// The first moment after `moment` at which it is due; empty when it never is.
  Optional<Instant> next(Instant moment);

  /// Every so often, from wherever one starts.
  record Every(Duration interval) implements Schedule {
    @Override
    public Optional<Instant> next(Instant moment) {
      return Optional.of(Instant.ofEpochSecond(moment.getEpochSecond()).plus(interval));
    }

    /// Reads `1h30m`; less than a second counts as one.
    static Duration duration(String text) {
      Matcher part = Pattern.compile("([0-9.]+)(ns|us|µs|ms|s|m|h)").matcher(text);
      double seconds = 0;
      while (part.find()) {
        seconds += Double.parseDouble(part.group(1)) * switch (part.group(2)) {
          case "h" -> 3_600;
          case "m" -> 60;
          case "s" -> 1;
          case String _ -> 0;
        };
      }
      return Duration.ofSeconds(Math.max(1, (long) seconds));
    }
  }

  /// By the clock of a zone.
  record Fields(BitSet minutes, BitSet hours, BitSet days, BitSet months, BitSet weekdays,
      boolean eitherDay, ZoneId zone)
      implements
        Schedule {

    /// What has not come up in so many years never will, such as the 30th of February.
    private static final int YEARS_AHEAD = 5;

    @Override
    public Optional<Instant> next(Instant moment) {
      ZoneRules rules = zone.getRules();
      LocalDateTime start = LocalDateTime.ofInstant(moment, zone).withSecond(0).withNano(0)
          .plusMinutes(1);
      LocalDate last = start.toLocalDate().plusYears(YEARS_AHEAD);
      LocalTime from = start.toLocalTime();
      for (LocalDate day = start.toLocalDate(); day.isBefore(last); day = day.plusDays(1)) {
        if (isDue(day) && hasHourTwice(day, rules)) {
          Optional<Instant> at = timesOf(day, rules).filter(moment::isBefore)
              .min(Comparator.naturalOrder());
          if (at.isPresent()) return at;
        } else if (isDue(day)) {
          Optional<LocalTime> time = timeFrom(from);
          while (time.isPresent()) {
            LocalDateTime due = day.atTime(time.get());
            boolean exists = !rules.getValidOffsets(due).isEmpty();
            Instant at = due.atZone(zone).toInstant();
            if (exists && at.isAfter(moment)) return Optional.of(at);
            LocalTime after = time.get().plusMinutes(1);
            time = after.equals(LocalTime.MIDNIGHT) ? Optional.empty() : timeFrom(after);
          }
        }
        from = LocalTime.MIDNIGHT;
      }
      return Optional.empty();
    }

    /// Whether clocks are set back on that day.
    private boolean hasHourTwice(LocalDate day, ZoneRules rules) {
      ZoneOffsetTransition next = rules.isFixedOffset()
          ? null
          : rules.nextTransition(day.atStartOfDay(zone).toInstant().minusSeconds(1));
      return next != null && next.isOverlap()
          && next.getDateTimeBefore().toLocalDate().equals(day);
    }

    /// All times that are due on that day; an hour that comes twice counts twice.
    private Stream<Instant> timesOf(LocalDate day, ZoneRules rules) {
      return hours.stream().boxed()
          .flatMap(hour -> minutes.stream().mapToObj(minute -> day.atTime(hour, minute)))
          .flatMap(due -> rules.getValidOffsets(due).stream().map(due::toInstant));
    }

    private boolean isDue(LocalDate day) {
      if (!months.get(day.getMonthValue())) return false;
      boolean byMonth = days.get(day.getDayOfMonth());
      boolean byWeek = weekdays.get(day.getDayOfWeek().getValue() % 7);
      return eitherDay ? byMonth || byWeek : byMonth && byWeek;
    }

    private Optional<LocalTime> timeFrom(LocalTime from) {
      int minute = from.getMinute();
      for (int hour = hours.nextSetBit(from.getHour()); hour >= 0; hour = hours.nextSetBit(
          hour + 1)) {
        int due = minutes.nextSetBit(hour == from.getHour() ? minute : 0);
        if (due >= 0) return Optional.of(LocalTime.of(hour, due));
      }
      return Optional.empty();
    }
  }

  Map<String, String> WORDS = Map.of("@yearly", "0 0 1 1 *", "@annually", "0 0 1 1 *",
      "@monthly", "0 0 1 * *", "@weekly", "0 0 * * 0", "@daily", "0 0 * * *", "@midnight",
      "0 0 * * *", "@hourly", "0 * * * *");

  /// Reads a schedule that the API server has accepted. Throws IllegalArgumentException for others.
  static Schedule parse(String text, ZoneId zone) {
    if (text.startsWith("TZ=") || text.startsWith("CRON_TZ=")) {
      int end = text.indexOf(' ');
      return parse(text.substring(end).strip(),
          ZoneId.of(text.substring(text.indexOf('=') + 1, end)));
    }
    if (text.startsWith("@every ")) return new Every(Every.duration(text.substring(7).strip()));
    String[] fields = WORDS.getOrDefault(text, text).strip().split("\\s+");
    if (fields.length != 5) throw new IllegalArgumentException("not five fields: " + text);
    boolean anyDay = isAny(fields[2]) || isAny(fields[4]);
    return new Fields(Field.MINUTE.read(fields[0]), Field.HOUR.read(fields[1]),
        Field.DAY.read(fields[2]), Field.MONTH.read(fields[3]), Field.WEEKDAY.read(fields[4]),
        !anyDay, zone);
  }

  private static boolean isAny(String field) {
    return field.startsWith("*") || field.startsWith("?");
  }

  /// One of the five: its range, and the words that stand for its numbers.
  enum Field {
    MINUTE(0, 59, ""), HOUR(0, 23, ""), DAY(1, 31, ""), MONTH(1, 12,
        " jan feb mar apr may jun jul aug sep oct nov dec"), WEEKDAY(0, 6,
            "sun mon tue wed thu fri sat");

    private final int least;
    private final int most;
    private final String words;

    Field(int least, int most, String words) {
      this.least = least;
      this.most = most;
      this.words = words;
    }

    BitSet read(String field) {
      BitSet set = new BitSet();
      for (String part : field.split(",")) {
        if (!part.isEmpty()) add(part, set);
      }
      return set;
    }

    private void add(String part, BitSet set) {
      String[] rangeAndStep = part.split("/", -1);
      String[] ends = rangeAndStep[0].split("-", -1);
      int first = least;
      int last = most;
      if (!isAny(ends[0])) {
        first = number(ends[0]);
        boolean open = ends.length == 1 && rangeAndStep.length == 2;
        last = open ? most : number(ends[ends.length - 1]);
      }
      int step = rangeAndStep.length == 2 ? Integer.parseInt(rangeAndStep[1]) : 1;
      if (step <= 0 || first < least || last > most) {
        throw new IllegalArgumentException("out of range: " + part);
      }
      for (int number = first; number <= last; number += step) set.set(number);
    }

    private int number(String text) {
      int word = List.of(words.split(" ")).indexOf(text.toLowerCase(Locale.ROOT));
      return word >= 0 ? word : Integer.parseInt(text);
    }
  }
}
