package kube.scenarios.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import kube.Cluster;
import kube.foundation.machine.EventLog;
import org.junit.jupiter.api.Test;

/// Many Pods at once.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/scheduling-eviction/scheduler-perf-tuning/
class CrowdTest {

  private static final int PODS = 300;

  /// https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
  @Test
  void a_crowd_is_bound_within_a_second_and_nobody_who_watches_falls_behind() {
    Theater theater = Theater.of(Cluster.Plan.standard(1).withNodes(0));
    for (String name : List.of("a", "b", "c")) {
      theater.create("""
          {apiVersion: v1, kind: Node, metadata: {name: %s}, status: {
            allocatable: {cpu: '4', memory: 8Gi, pods: '110'},
            conditions: [{type: Ready, status: 'True'}]}}""".formatted(name));
    }
    theater.cluster().unplug("scheduler");
    for (int number = 0; number < PODS; number++) theater.pod("web-" + number, "10m");
    theater.cluster().advance(Duration.ofSeconds(1));
    long before = theater.cluster().log().lastSequence();

    theater.cluster().plugIn("scheduler");
    theater.cluster().advance(Duration.ofSeconds(1));

    List<EventLog.Entry> since = theater.cluster().log().after(before);
    Map<Instant, Long> bindings = since.stream()
        .filter(entry -> entry.verb().equals("bind"))
        .collect(Collectors.groupingBy(EventLog.Entry::time, TreeMap::new, Collectors.counting()));
    assertThat(bindings.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(PODS);
    assertThat(bindings).hasSizeGreaterThan(1);
    assertThat(since.stream().filter(entry -> entry.verb().equals("list"))
        .collect(Collectors.groupingBy(entry -> entry.actor() + " " + entry.object(),
            Collectors.counting()))
        .values())
        .allMatch(lists -> lists == 1);
    assertThat(since).map(EventLog.Entry::actor).filteredOn("kcm"::equals).isEmpty();
  }
}
