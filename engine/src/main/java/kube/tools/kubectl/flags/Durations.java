package kube.tools.kubectl.flags;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Spans of time as Go writes them: `1h30m`, `5s`, `250ms`; and `0`.
public final class Durations {

  private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ns|us|µs|ms|s|m|h)");
  private static final Pattern WHOLE = Pattern.compile("-?(" + PART.pattern() + ")+");
  private static final Map<String, Long> NANOS = Map.of("ns", 1L, "us", 1_000L, "µs", 1_000L,
      "ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L);

  private Durations() {}

  /// Empty when the text is no span of time.
  public static Optional<Duration> parse(String text) {
    if (text.equals("0") || text.isEmpty()) return Optional.of(Duration.ZERO);
    if (text.length() > 40 || !WHOLE.matcher(text).matches()) return Optional.empty();
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      nanos = nanos.add(new BigDecimal(part.group(1))
          .multiply(BigDecimal.valueOf(NANOS.getOrDefault(part.group(2), 0L))));
    }
    BigDecimal longest = BigDecimal.valueOf(Long.MAX_VALUE);
    if (nanos.compareTo(longest) > 0) return Optional.empty();
    return Optional.of(Duration.ofNanos(text.startsWith("-")
        ? -nanos.longValue()
        : nanos.longValue()));
  }
}
