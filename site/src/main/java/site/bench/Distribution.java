package site.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Durations that were measured, and their percentiles. Not safe for several threads.
public final class Distribution {

  private final List<Long> nanos = new ArrayList<>();

  public void add(long duration) {
    nanos.add(duration);
  }

  public int size() {
    return nanos.size();
  }

  /// The duration in milliseconds that `percent` of all stay within.
  public double millis(int percent) {
    if (nanos.isEmpty()) return Double.NaN;
    List<Long> sorted = nanos.stream().sorted().toList();
    int index = (int) Math.ceil(percent / 100.0 * sorted.size()) - 1;
    return sorted.get(Math.max(0, index)) / 1e6;
  }

  /// `p50 12.3 ms   p95 20.1 ms   p99 25.0 ms   max 31.7 ms`.
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "p50 %7.1f ms   p95 %7.1f ms   p99 %7.1f ms   max %7.1f ms",
        millis(50), millis(95), millis(99), millis(100));
  }
}
