package kube.controlplane.controllermanager.endpointslice;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.core.ServiceDetail;
import kube.foundation.api.discovery.BackendPod;
import org.jspecify.annotations.Nullable;

/// Remembers which changes of a Service and its Pods have been answered, so that a slice can say how
/// old the news is that it carries: the time between is what measures a cluster's network.
///
/// Owned by the loop.
final class TriggerTimes {

  static final String ANNOTATION = "endpoints.kubernetes.io/last-change-trigger-time";

  private final TreeMap<Key, TreeMap<String, String>> answered = new TreeMap<>();

  /// When the oldest change happened that has not been answered yet.
  Optional<String> oldestNews(ServiceDetail service, List<BackendPod> pods) {
    TreeMap<String, String> times = new TreeMap<>();
    service.metadata().creationTimestamp().ifPresent(time -> times.put("", Json.time(time)));
    pods.stream()
        .filter(pod -> !pod.readySince().isEmpty())
        .forEach(pod -> times.put(pod.metadata().uid(), pod.readySince()));
    @Nullable
    TreeMap<String, String> before = answered.put(service.key(), times);
    return times.entrySet().stream()
        .filter(time -> before == null || isNews(time.getValue(), before.get(time.getKey())))
        .map(java.util.Map.Entry::getValue)
        .min(String::compareTo);
  }

  void forget(Key service) {
    answered.remove(service);
  }

  private static boolean isNews(String now, @Nullable String before) {
    return before == null || before.compareTo(now) < 0;
  }
}
