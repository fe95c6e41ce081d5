package kube;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.controlplane.apiserver.metrics.MetricsSource;
import kube.foundation.api.Json;
import kube.foundation.api.Resource;
import kube.foundation.api.Usage;
import kube.foundation.machine.Clock;
import kube.node.kubelet.UsageMeter;

/// Asks the kubelet of each machine what is used there; one that is off does not answer.
///
/// @param nodes the machines by their names
record Measurements(Clock clock, SortedMap<String, ClusterNode> nodes) implements MetricsSource {

  @Override
  public SortedMap<String, Usage> ofContainers(Resource pod) {
    String node = Json.text(pod.tree(), "spec.nodeName");
    if (!answers(node)) return Collections.emptySortedMap();
    SortedMap<String, Usage> usage = new TreeMap<>(UsageMeter.ofContainers(pod, clock.now()));
    Optional.ofNullable(nodes.get(node)).ifPresent(machine -> usage
        .putAll(machine.usage(pod.uid())));
    return usage;
  }

  @Override
  public Optional<Usage> ofSystem(String node) {
    return answers(node)
        ? Optional.of(UsageMeter.ofSystem(node, clock.now()))
        : Optional.empty();
  }

  private boolean answers(String name) {
    ClusterNode node = nodes.get(name);
    return node != null && node.isOn() && node.program("kubelet").isRunning();
  }
}
