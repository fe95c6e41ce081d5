package kube.node.kubelet.container;

import java.math.BigDecimal;
import java.time.Duration;

/// Writes lengths of time as programs in Go do: `120ms`, `1.5s`, `2m3.25s`.
public final class GoDuration {

  private GoDuration() {}

  public static String text(Duration time) {
    long millis = time.toMillis();
    if (millis < 1_000) return millis == 0 ? "0s" : millis + "ms";
    BigDecimal seconds = BigDecimal.valueOf(millis % 60_000, 3).stripTrailingZeros();
    long minutes = millis / 60_000;
    String rest = (seconds.signum() == 0 ? "0" : seconds.toPlainString()) + "s";
    if (minutes == 0) return rest;
    return minutes < 60
        ? minutes + "m" + rest
        : minutes / 60 + "h" + minutes % 60 + "m" + rest;
  }
}
