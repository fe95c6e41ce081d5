package kube.controlplane.controllermanager.podgc;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import kube.foundation.api.Condition;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Node;
import kube.foundation.api.Pod;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Informers;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Looks every 20 seconds for Pods without anybody to end them, and ends them.
///
/// A node that is missing is given 40 seconds, because it may only be new and not seen yet; then the
/// API server itself is asked, and only its word counts.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// [gc_controller.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/podgc/gc_controller.go)
public final class PodGarbageCollector {

  private static final Duration PERIOD = Duration.ofSeconds(20);
  private static final Duration QUARANTINE = Duration.ofSeconds(40);
  private static final String NODE_GONE = "PodGC: node no longer exists";

  private final Actor actor;
  private final ApiClient client;
  private final SharedInformer<Pod> pods;
  private final SharedInformer<Node> nodes;

  /// When each node that Pods name was first found missing.
  private final TreeMap<String, Instant> missingSince = new TreeMap<>();

  public PodGarbageCollector(Actor actor, ApiClient client, Informers informers) {
    this.actor = actor;
    this.client = client;
    this.pods = informers.of(Kinds.POD);
    this.nodes = informers.of(Kinds.NODE);
    actor.after(PERIOD, this::collect);
  }

  private void collect() {
    if (pods.isSynced() && nodes.isSynced()) {
      for (Leftover leftover : Leftover.among(pods.list(""), nodes.list(""), deletedNodes())) {
        end(leftover);
      }
    }
    actor.after(PERIOD, this::collect);
  }

  /// Nodes that Pods name and that have been gone long enough.
  private Set<String> deletedNodes() {
    Set<String> missing = pods.list("").stream()
        .filter(Pod::isAssigned)
        .map(Pod::nodeName)
        .filter(name -> nodes.get(new Key("", name)).isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
    missingSince.keySet().retainAll(missing);
    missing.forEach(name -> missingSince.putIfAbsent(name, actor.now()));
    return missingSince.entrySet().stream()
        .filter(entry -> !actor.now().isBefore(entry.getValue().plus(QUARANTINE)))
        .map(Map.Entry::getKey)
        .filter(this::isReallyGone)
        .collect(Collectors.toSet());
  }

  private boolean isReallyGone(String node) {
    return client.get(Kinds.NODE, new Key("", node))
        .refusal()
        .filter(refusal -> refusal.isNotFound())
        .isPresent();
  }

  private void end(Leftover leftover) {
    Pod pod = leftover.pod();
    actor.record("decide", "pods/" + pod.key(), leftover.reason());
    boolean mayDelete = pod.isFinished() || switch (leftover) {
      case Leftover.Orphaned _ -> fail(pod, Optional.of(new Condition("DisruptionTarget", "True",
          "DeletionByPodGC", NODE_GONE, Optional.of(actor.now()))));
      case Leftover.OutOfService _,Leftover.NeverScheduled _ -> fail(pod, Optional.empty());
      case Leftover.Finished _ -> true;
    };
    if (mayDelete) client.deleteNow(pod);
  }

  /// Whoever waits for the Pod learns that it will not succeed any more.
  private boolean fail(Pod pod, Optional<Condition> why) {
    return client.edit(Kinds.POD, pod.key(), "status", object -> {
      ObjectNode status = object.withObject("status").put("phase", "Failed");
      why.ifPresent(condition -> setCondition(status, condition));
    }).isOk();
  }

  private static void setCondition(ObjectNode status, Condition condition) {
    List<ObjectNode> others = status.path("conditions").valueStream()
        .filter(one -> !Json.text(one, "type").equals(condition.type()))
        .map(one -> (ObjectNode) one)
        .toList();
    ArrayNode conditions = status.putArray("conditions");
    others.forEach(conditions::add);
    conditions.add(condition.toJson());
  }
}
