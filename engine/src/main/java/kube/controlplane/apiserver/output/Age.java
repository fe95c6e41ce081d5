package kube.controlplane.apiserver.output;

import java.time.Duration;
import java.time.Instant;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// Writes how long ago something was: exact for young things, rough for old ones.
///
/// **In Kubernetes:**
/// [duration.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apimachinery/pkg/util/duration/duration.go)
public final class Age {

  private Age() {}

  /// How long ago the time at `path` was; `<unknown>` when there is none.
  public static String since(JsonNode object, String path, Instant now) {
    return Json.time(object, path).map(then -> of(Duration.between(then, now)))
        .orElse("<unknown>");
  }

  public static String of(Duration age) {
    long seconds = age.toSeconds();
    if (seconds < -1) return "<invalid>";
    if (seconds < 0) return "0s";
    if (seconds < 120) return seconds + "s";
    if (age.toMinutes() < 10) return with(age.toMinutes(), "m", age.toSecondsPart(), "s");
    if (age.toHours() < 3) return age.toMinutes() + "m";
    if (age.toHours() < 8) return with(age.toHours(), "h", age.toMinutesPart(), "m");
    if (age.toHours() < 48) return age.toHours() + "h";
    if (age.toDays() < 8) return with(age.toDays(), "d", age.toHoursPart(), "h");
    if (age.toDays() < 2 * 365) return age.toDays() + "d";
    if (age.toDays() < 8 * 365) return with(age.toDays() / 365, "y", age.toDays() % 365, "d");
    return age.toDays() / 365 + "y";
  }

  private static String with(long large, String unit, long small, String smallUnit) {
    return small == 0 ? large + unit : large + unit + small + smallUnit;
  }
}
