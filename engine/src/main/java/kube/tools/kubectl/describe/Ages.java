package kube.tools.kubectl.describe;

import java.time.Duration;

/// How long something is ago, exact when young and rough when old: `5s`, `3m20s`, `2d4h`.
///
/// **In Kubernetes:** `HumanDuration` of apimachinery; the server computes the same for its tables.
public final class Ages {

  private Ages() {}

  public static String of(Duration age) {
    long seconds = age.toSeconds();
    if (seconds < -1) return "<invalid>";
    if (seconds < 0) return "0s";
    if (seconds < 120) return seconds + "s";
    if (age.toMinutes() < 10) return two(age.toMinutes(), "m", age.toSecondsPart(), "s");
    if (age.toHours() < 3) return age.toMinutes() + "m";
    if (age.toHours() < 8) return two(age.toHours(), "h", age.toMinutesPart(), "m");
    if (age.toHours() < 48) return age.toHours() + "h";
    if (age.toDays() < 8) return two(age.toDays(), "d", age.toHoursPart(), "h");
    if (age.toDays() < 730) return age.toDays() + "d";
    if (age.toDays() < 2_920) return two(age.toDays() / 365, "y", age.toDays() % 365, "d");
    return age.toDays() / 365 + "y";
  }

  private static String two(long large, String unit, long small, String smallUnit) {
    return small == 0 ? large + unit : large + unit + small + smallUnit;
  }
}
