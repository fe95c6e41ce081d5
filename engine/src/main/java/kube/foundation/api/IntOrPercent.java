package kube.foundation.api;

import java.math.BigDecimal;
import java.math.RoundingMode;

import tools.jackson.databind.JsonNode;

/// A number of Pods, or a share of all of them such as `25%`.
///
/// A share has to become a number, and whoever asks says in which direction it is rounded.
///
/// **In Kubernetes:** `IntOrString`, https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment
public record IntOrPercent(int number, boolean percent) {

  /// Reads `3` or `"25%"`; `absent` where neither is written.
  public static IntOrPercent of(JsonNode value, IntOrPercent absent) {
    if (value.isNumber()) return new IntOrPercent(value.asInt(0), false);
    String text = value.asString("");
    if (!text.matches("[0-9]{1,9}%?")) return absent;
    boolean percent = text.endsWith("%");
    return new IntOrPercent(Integer.parseInt(text.replace("%", "")), percent);
  }

  public static IntOrPercent count(int number) {
    return new IntOrPercent(number, false);
  }

  public static IntOrPercent percent(int number) {
    return new IntOrPercent(number, true);
  }

  /// So many of `all`; a part of a Pod counts as a whole one.
  public int roundedUp(int all) {
    return of(all, RoundingMode.CEILING);
  }

  /// So many of `all`; a part of a Pod counts as none.
  public int roundedDown(int all) {
    return of(all, RoundingMode.FLOOR);
  }

  private int of(int all, RoundingMode rounding) {
    if (!percent) return number;
    return BigDecimal.valueOf(number).multiply(BigDecimal.valueOf(all)).movePointLeft(2)
        .setScale(0, rounding).intValueExact();
  }

  @Override
  public String toString() {
    return percent ? number + "%" : Integer.toString(number);
  }
}
