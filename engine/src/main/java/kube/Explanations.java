package kube;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import kube.controlplane.etcd.CompactedException;
import kube.controlplane.etcd.Entry;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Pod;
import kube.foundation.api.Resource;
import kube.foundation.machine.EventLog;
import kube.foundation.machine.Part;
import kube.simulation.detective.Detective;
import kube.simulation.detective.Detective.AuditEvent;
import kube.simulation.detective.Detective.Diagnosis;
import kube.simulation.detective.PlainDetective;
import kube.simulation.detective.Trail;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Explains Pods to whoever asks, by what the log and the memory of the cluster still know.
///
/// Owned by the loop.
public final class Explanations {

  private static final String PODS = "/registry/pods/";
  private static final String SLICES = "/registry/endpointslices/";

  private static final Comparator<AuditEvent> NEWEST_FIRST = Comparator.comparing(AuditEvent::at)
      .reversed();

  private final Cluster cluster;
  private final Part<Detective> detective;

  Explanations(Cluster cluster, Slots slots) {
    this.cluster = cluster;
    this.detective = slots.in(Slot.DETECTIVE, cluster.loop().randomness("detective"));
  }

  /// How far this Pod has come, and who must act next; empty when there is no such Pod.
  public Optional<Diagnosis> of(Key pod) {
    return at(PODS + pod, 0).map(Pod::of).map(this::diagnose);
  }

  private Diagnosis diagnose(Pod pod) {
    List<AuditEvent> events = new ArrayList<>(trail(pod).events());
    Diagnosis right = new PlainDetective().diagnose(pod, events);
    events.sort(NEWEST_FIRST); // Logs of several machines are in no order.
    return detective.ask(part -> part.diagnose(pod, events), diagnosis -> isSame(right, diagnosis)
        ? Optional.empty()
        : Optional.of("it found " + diagnosis + " where " + right + " is right"), () -> right);
  }

  private static boolean isSame(Diagnosis right, Diagnosis answer) {
    return right.lastReached() == answer.lastReached()
        && right.blockedComponent().equals(answer.blockedComponent());
  }

  /// All that was written to Pods of this name, and to the slices of its namespace.
  private Trail trail(Pod pod) {
    Trail trail = new Trail();
    String path = pod.metadata().key().toString();
    String name = "pods/" + path;
    String slices = "endpointslices/" + pod.metadata().namespace() + "/";
    for (EventLog.Entry line : cluster.log().entries()) {
      if (line.revision() == 0) continue;
      if (line.object().equals(name) || line.object().startsWith(name + "/")
          || line.object().equals("pods/" + pod.metadata().namespace())) {
        at(PODS + path, line.revision()).map(Pod::of).ifPresent(now -> trail.wrote(line.time(),
            line.actor(), before(PODS + path, line.revision())
                .map(Pod::of).filter(earlier -> isSameLife(earlier, now)),
            now));
      } else if (line.object().startsWith(slices)) {
        String key = SLICES + line.object().substring("endpointslices/".length());
        trail.listed(line.time(), line.actor(), pod,
            lists(at(key, line.revision()), pod), lists(before(key, line.revision()), pod));
      }
    }
    return trail;
  }

  private static boolean isSameLife(Pod earlier, Pod now) {
    return earlier.metadata().uid().equals(now.metadata().uid());
  }

  private static boolean lists(Optional<Resource> slice, Pod pod) {
    return slice.filter(there -> Trail.lists(there.tree(), pod.metadata().uid())).isPresent();
  }

  private Optional<Resource> before(String key, long revision) {
    return revision <= 1 ? Optional.empty() : at(key, revision - 1);
  }

  /// The object at a revision; empty too when that past is compacted.
  private Optional<Resource> at(String key, long revision) {
    try {
      return cluster.etcd().get(key, revision).flatMap(Explanations::read);
    } catch (CompactedException forgotten) {
      return Optional.empty();
    }
  }

  private static Optional<Resource> read(Entry entry) {
    JsonNode tree = Json.parse(entry.value());
    return tree instanceof ObjectNode object ? Optional.of(Resource.of(object)) : Optional.empty();
  }
}
