package site.bench.api;

import java.util.Arrays;
import java.util.Locale;

/// The durations of many calls, made in so much time.
///
/// @param nanos sorted
@SuppressWarnings("ArrayRecordComponent") // A million numbers, read only here.
record Sample(long[] nanos, double seconds) {

  static Sample of(long[] nanos, double seconds) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Sample(sorted, seconds);
  }

  double micros(double percent) {
    if (nanos.length == 0) return Double.NaN;
    int index = (int) Math.ceil(percent / 100 * nanos.length) - 1;
    return nanos[Math.max(0, index)] / 1e3;
  }

  @Override
  public String toString() {
    return micros(50) >= 10_000
        ? String.format(Locale.ROOT, "p50 %,.0f ms, p99 %,.0f ms", micros(50) / 1e3,
            micros(99) / 1e3)
        : String.format(Locale.ROOT, "p50 %,.1f µs, p99 %,.1f µs, %,.0f/s", micros(50), micros(99),
            nanos.length / seconds);
  }
}
