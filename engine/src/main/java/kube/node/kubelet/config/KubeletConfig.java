package kube.node.kubelet.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.Json;
import kube.foundation.api.Quantity;
import kube.node.kubelet.resource.ShutdownOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The settings of a kubelet.
///
/// **Models** thresholds of eviction, collection of images, rotation of logs, the time that Pods get
/// when the machine is shut down (none without a setting), with the defaults that
/// the documentation states. **Leaves out** whatever is about the machine below.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/
public record KubeletConfig(List<Threshold> thresholds, Eviction eviction, Images images,
    Logs logs, List<ShutdownOrder.Period> shutdown) {

  /// @param longestGrace what an evicted Pod gets at most when a soft threshold is met
  /// @param transition how long a condition stays after the shortage
  public record Eviction(Duration longestGrace, Duration transition) {}

  /// @param highPercent how full the disk may be before unused images go, and `lowPercent` how far
  /// @param youngest how old an unused image must be to go
  /// @param oldest how old an unused image may become; zero for any age
  public record Images(int highPercent, int lowPercent, Duration youngest, Duration oldest) {}

  /// @param mostBytes when a log file is put aside
  /// @param mostFiles how many files of one container are kept
  public record Logs(long mostBytes, int mostFiles) {}

  public static final String PATH = "/var/lib/kubelet/config.yaml";

  /// What holds on Linux when nobody says otherwise; there is none for processes.
  private static final SortedMap<String, String> USUAL = new TreeMap<>(Map.of(
      "memory.available", "100Mi", "nodefs.available", "10%", "imagefs.available", "15%"));

  public static final KubeletConfig DEFAULT = of(Json.object());

  public KubeletConfig {
    thresholds = List.copyOf(thresholds);
    shutdown = List.copyOf(shutdown);
  }

  /// Reads a `KubeletConfiguration`.
  ///
  /// @throws IllegalArgumentException or JacksonException when it cannot be understood
  public static KubeletConfig parse(byte[] yaml) {
    return of(YAMLMapper.builder().build().readTree(yaml));
  }

  private static KubeletConfig of(JsonNode tree) {
    return new KubeletConfig(thresholds(tree),
        new Eviction(Duration.ofSeconds(Json.number(tree, "evictionMaxPodGracePeriod", 0)),
            duration(tree, "evictionPressureTransitionPeriod", "5m")),
        new Images(Json.number(tree, "imageGCHighThresholdPercent", 85),
            Json.number(tree, "imageGCLowThresholdPercent", 80),
            duration(tree, "imageMinimumGCAge", "2m"), duration(tree, "imageMaximumGCAge", "0s")),
        new Logs(Quantity.parse(text(tree, "containerLogMaxSize", "10Mi")).units(),
            Json.number(tree, "containerLogMaxFiles", 5)),
        shutdown(tree));
  }

  private static List<ShutdownOrder.Period> shutdown(JsonNode tree) {
    List<ShutdownOrder.Period> byPriority = Json.list(tree, "shutdownGracePeriodByPodPriority",
        one -> new ShutdownOrder.Period(Json.number(one, "priority", 0),
            Duration.ofSeconds(Json.number(one, "shutdownGracePeriodSeconds", 0))));
    if (!byPriority.isEmpty()) return byPriority;
    Duration whole = duration(tree, "shutdownGracePeriod", "0s");
    Duration critical = duration(tree, "shutdownGracePeriodCriticalPods", "0s");
    if (critical.compareTo(whole) > 0) {
      throw new IllegalArgumentException("invalid configuration:"
          + " shutdownGracePeriodCriticalPods {" + critical.toSeconds()
          + "s} must be <= shutdownGracePeriod {" + whole.toSeconds() + "s}");
    }
    return ShutdownOrder.periods(whole, critical);
  }

  /// Who sets one hard threshold sets them all; the others are then zero.
  private static List<Threshold> thresholds(JsonNode tree) {
    boolean merges = Json.flag(tree, "mergeDefaultEvictionSettings");
    SortedMap<String, String> hard = new TreeMap<>(
        tree.has("evictionHard") && !merges ? Map.of() : USUAL);
    hard.putAll(Json.texts(tree, "evictionHard"));
    SortedMap<String, String> reclaim = Json.texts(tree, "evictionMinimumReclaim");
    List<Threshold> all = new ArrayList<>();
    hard.forEach((name, level) -> all.add(threshold(name, level, Duration.ZERO, reclaim)));
    Json.texts(tree, "evictionSoft").forEach((name, level) -> all.add(threshold(name, level,
        duration(tree.path("evictionSoftGracePeriod"), name, ""), reclaim)));
    return all;
  }

  private static Threshold threshold(String name, String level, Duration grace,
      SortedMap<String, String> reclaim) {
    Signal signal = Signal.named(name).orElseThrow(
        () -> new IllegalArgumentException("unknown eviction signal " + name));
    return new Threshold(signal, Level.parse(level), grace,
        reclaim.containsKey(name) ? Level.parse(reclaim.get(name)) : Level.NONE);
  }

  private static String text(JsonNode tree, String field, String absent) {
    return tree.path(field).asString(absent);
  }

  /// `5m`, `90s` or `1h30m`, as Go writes durations.
  private static Duration duration(JsonNode tree, String field, String absent) {
    String text = text(tree, field, absent).toUpperCase(Locale.ROOT);
    if (text.isEmpty()) {
      throw new IllegalArgumentException("grace period must be specified for " + field);
    }
    return Duration.parse("PT" + text);
  }
}
