package kube.node.kubelet;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.Json;
import kube.foundation.api.Quantity;
import kube.foundation.api.Resource;
import kube.foundation.api.Usage;

import tools.jackson.databind.JsonNode;

/// Measures what containers use, on machines that are simulated and hence use nothing.
///
/// A container uses some of what it requests, or a little when it requests nothing. How much
/// changes every 15 seconds, and depends on nothing but the Pod and the time: whoever asks twice is
/// told the same.
///
/// **In Kubernetes:** the kubelet's resource metrics, which cAdvisor reads from the kernel.
public final class UsageMeter {

  private static final int WINDOW_SECONDS = 15;
  private static final long MILLI = 1_000_000;
  private static final long MEBI = 1024 * 1024;

  private static final long IDLE_CPU_NANOS = 4 * MILLI;
  private static final long IDLE_MEMORY_BYTES = 24 * MEBI;
  private static final long SYSTEM_CPU_NANOS = 120 * MILLI;
  private static final long SYSTEM_MEMORY_BYTES = 600 * MEBI;

  private UsageMeter() {}

  /// The use of each container of the Pod that runs, by its name.
  public static SortedMap<String, Usage> ofContainers(Resource pod, Instant now) {
    SortedMap<String, Usage> usage = new TreeMap<>();
    for (JsonNode status : Json.at(pod.tree(), "status.containerStatuses")) {
      if (!status.path("state").has("running")) continue;
      String name = Json.text(status, "name");
      usage.put(name, of(request(pod, name, "cpu"), request(pod, name, "memory"),
          pod.uid() + "/" + name, now));
    }
    return Collections.unmodifiableSortedMap(usage);
  }

  /// What the machine's own programs use.
  public static Usage ofSystem(String node, Instant now) {
    return new Usage(share(SYSTEM_CPU_NANOS, node, now), share(SYSTEM_MEMORY_BYTES, node, now));
  }

  private static Usage of(Optional<Quantity> cpu, Optional<Quantity> memory, String who,
      Instant now) {
    long nanos = cpu.map(amount -> amount.millis() * MILLI).orElse(IDLE_CPU_NANOS);
    long bytes = memory.map(Quantity::units).orElse(IDLE_MEMORY_BYTES);
    return new Usage(share(nanos, who + "/cpu", now), share(bytes, who + "/memory", now));
  }

  private static Optional<Quantity> request(Resource pod, String container, String resource) {
    return Json.at(pod.tree(), "spec.containers").valueStream()
        .filter(one -> Json.text(one, "name").equals(container))
        .map(one -> Json.text(one, "resources.requests." + resource))
        .filter(text -> !text.isEmpty()).map(Quantity::parse).findFirst();
  }

  /// Between two fifths and four fifths of the amount.
  private static long share(long whole, String who, Instant now) {
    long window = now.getEpochSecond() / WINDOW_SECONDS;
    int percent = 40 + Math.floorMod((who + "@" + window).hashCode(), 41);
    return whole / 100 * percent;
  }
}
