package kube.controlplane.apiserver.cel;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A length of time as Go writes it: `1h30m`, `1.5s`, `300ms`.
public final class GoDuration {

  private static final Pattern WHOLE = Pattern.compile(
      "[+-]?(?:(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:ns|us|µs|ms|s|m|h))+");
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)([a-zµ]+)");
  private static final Map<String, Long> NANOS = Map.of("ns", 1L, "us", 1_000L, "µs", 1_000L, "ms",
      1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L);

  private GoDuration() {}

  /// The nanoseconds; empty when the text is no duration or too long a one.
  public static Optional<Long> parse(String text) {
    if (text.equals("0")) return Optional.of(0L);
    if (text.length() > 100 || !WHOLE.matcher(text).matches()) return Optional.empty();
    OptionalLong nanos = sum(PART.matcher(text));
    if (nanos.isEmpty()) return Optional.empty();
    return Optional.of(text.startsWith("-") ? -nanos.getAsLong() : nanos.getAsLong());
  }

  private static OptionalLong sum(Matcher parts) {
    BigDecimal nanos = BigDecimal.ZERO;
    while (parts.find()) {
      long unit = NANOS.getOrDefault(parts.group(2), 0L);
      nanos = nanos.add(new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit)));
    }
    return nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
        ? OptionalLong.empty()
        : OptionalLong.of(nanos.longValue());
  }
}
