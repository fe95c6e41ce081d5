package kube.controlplane.controllermanager.replicaset;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.OwnerReference;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.ReplicaSetStatus;
import kube.foundation.api.Resource;
import kube.foundation.api.Status;
import kube.foundation.client.Lister;
import kube.foundation.client.Result;
import kube.foundation.machine.Clock;

/// A hand-made world for one controller: what is true, and a cache that shows it only when told to.
///
/// Everything that the controller asks for is written to [#asked], refused or not.
final class Tray implements PodControl, Clock {

  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  final List<String> asked = new ArrayList<>();
  ReplicaSetController controller = new ReplicaSetReconciler();

  private final SortedMap<Key, Resource> truth = new TreeMap<>();
  private final SortedMap<Key, Pod> cache = new TreeMap<>();
  private final SortedMap<Key, ReplicaSet> sets = new TreeMap<>();
  private Instant now = START;
  private int podsMade;
  private int quota = Integer.MAX_VALUE;

  /// A set that wishes for `replicas` Pods with the label `app=NAME`.
  ReplicaSet wish(String name, int replicas) {
    return wish(name, replicas, Duration.ZERO);
  }

  ReplicaSet wish(String name, int replicas, Duration minReady) {
    Resource set = resource("""
        {"metadata": {"namespace": "shop", "name": "%1$s", "uid": "uid-of-%1$s", "generation": 1},
         "spec": {"replicas": %2$d, "minReadySeconds": %3$d,
           "selector": {"matchLabels": {"app": "%1$s"}},
           "template": {"metadata": {"labels": {"app": "%1$s"}}}}}
        """.formatted(name, replicas, minReady.toSeconds()));
    return put(Kinds.REPLICA_SET.read(set));
  }

  /// Changes a set as the caches show it.
  ReplicaSet put(ReplicaSet set) {
    sets.put(set.key(), set);
    return set;
  }

  void forget(ReplicaSet set) {
    sets.remove(set.key());
  }

  /// A Pod with the label `app=LABEL` that nobody owns.
  Pod orphan(String name, String label) {
    return add(resource("""
        {"metadata": {"namespace": "shop", "name": "%1$s", "uid": "uid-of-%1$s",
           "labels": {"app": "%2$s"}},
         "spec": {"nodeName": "node-a"}, "status": {"phase": "Running"}}
        """.formatted(name, label)));
  }

  /// A running Pod that the set owns.
  Pod owned(String name, ReplicaSet owner) {
    String label = owner.templateLabels().getOrDefault("app", "");
    return owned(name, label, owner);
  }

  Pod owned(String name, String label, ReplicaSet owner) {
    Pod pod = orphan(name, label);
    return edit(pod, it -> withOwner(it, owner));
  }

  Pod ready(Pod pod) {
    return edit(pod, it -> it.edit(tree -> tree.withObject("/status").withArray("conditions")
        .addObject().put("type", "Ready").put("status", "True")
        .put("lastTransitionTime", now.toString())));
  }

  Pod phase(Pod pod, String phase) {
    return edit(pod, it -> it.edit(tree -> tree.withObject("/status").put("phase", phase)));
  }

  Pod relabel(Pod pod, String label) {
    return edit(pod,
        it -> it.edit(tree -> tree.withObject("/metadata/labels").put("app", label)));
  }

  /// Somebody deletes the Pod; it still closes.
  Pod terminate(Pod pod) {
    return edit(pod, it -> it.edit(
        tree -> tree.withObject("/metadata").put("deletionTimestamp", now.toString())));
  }

  Pod edit(Pod pod, UnaryOperator<Resource> change) {
    return add(change.apply(truth.get(pod.key())));
  }

  void quota(int pods) {
    quota = pods;
  }

  void advance(Duration duration) {
    now = now.plus(duration);
  }

  /// The Pod cache catches up, and the controller hears of every change.
  void show() {
    List<Pod> gone = cache.values().stream().filter(it -> !truth.containsKey(it.key())).toList();
    gone.forEach(pod -> {
      cache.remove(pod.key());
      controller.podSeen(pod, true);
    });
    truth.forEach((key, resource) -> {
      Pod pod = Kinds.POD.read(resource);
      if (!pod.equals(cache.put(key, pod))) controller.podSeen(pod, false);
    });
  }

  /// One pass of the controller. Returns its result; [#asked] holds what it asked for in this pass.
  Result pass(ReplicaSet set) {
    asked.clear();
    return controller.reconcile(set.key(), lister(sets), lister(cache), this, this);
  }

  /// The cache catches up, then one pass.
  Result look(ReplicaSet set) {
    show();
    return pass(set);
  }

  ReplicaSetStatus status(ReplicaSet set) {
    return Objects.requireNonNull(sets.get(set.key())).status();
  }

  List<String> pods() {
    return truth.keySet().stream().map(Key::name).toList();
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public ApiResult<Pod> create(ReplicaSet owner) {
    asked.add("create");
    if (truth.size() >= quota) {
      return new ApiResult.Refused<>(Status.forbidden(Kinds.POD, "web-", "exceeded quota"));
    }
    String name = owner.metadata().name() + "-" + ++podsMade;
    return new ApiResult.Ok<>(phase(owned(name, owner), "Pending"));
  }

  @Override
  public ApiResult<Pod> delete(Pod pod, ReplicaSet owner) {
    asked.add("delete " + pod.metadata().name());
    Resource removed = truth.remove(pod.key());
    return removed == null ? missing(pod) : new ApiResult.Ok<>(pod);
  }

  @Override
  public ApiResult<Pod> adopt(Pod orphan, ReplicaSet owner) {
    asked.add("adopt " + orphan.metadata().name());
    if (!truth.containsKey(orphan.key())) return missing(orphan);
    if (Kinds.POD.read(truth.get(orphan.key())).metadata().controller().isPresent()) {
      return new ApiResult.Refused<>(
          Status.conflict(Kinds.POD, orphan.metadata().name(), "it has another controller"));
    }
    return new ApiResult.Ok<>(edit(orphan, it -> withOwner(it, owner)));
  }

  @Override
  public ApiResult<Pod> release(Pod pod, ReplicaSet owner) {
    asked.add("release " + pod.metadata().name());
    return new ApiResult.Ok<>(edit(pod,
        it -> it.edit(tree -> tree.withObject("/metadata").remove("ownerReferences"))));
  }

  @Override
  public ApiResult<ReplicaSet> updateStatus(ReplicaSet set, ReplicaSetStatus status) {
    asked.add("status");
    return new ApiResult.Ok<>(put(new ReplicaSet(set.metadata(), set.replicas(), set.selector(),
        set.minReady(), set.template(), set.templateLabels(), status)));
  }

  private Pod add(Resource pod) {
    Pod view = Kinds.POD.read(pod);
    truth.put(view.key(), pod);
    return view;
  }

  private static Resource withOwner(Resource pod, ReplicaSet owner) {
    OwnerReference reference = new OwnerReference("apps/v1", "ReplicaSet", owner.metadata().name(),
        owner.metadata().uid(), true, true);
    return pod.edit(tree -> tree.withObject("/metadata").withArray("ownerReferences")
        .add(reference.toJson()));
  }

  private static ApiResult<Pod> missing(Pod pod) {
    return new ApiResult.Refused<>(Status.notFound(Kinds.POD, pod.metadata().name()));
  }

  private static Resource resource(String json) {
    return Resource
        .of(Json.bytes(Json.parse(json.getBytes(UTF_8))));
  }

  private static <T extends KubernetesObject> Lister<T> lister(
      SortedMap<Key, T> objects) {
    return new Lister<>() {
      @Override
      public Optional<T> get(Key key) {
        return Optional.ofNullable(objects.get(key));
      }

      @Override
      public List<T> list(String namespace) {
        return objects.values().stream()
            .filter(it -> namespace.isEmpty() || it.metadata().namespace().equals(namespace))
            .toList();
      }
    };
  }
}
