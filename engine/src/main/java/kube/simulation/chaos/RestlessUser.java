package kube.simulation.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Pod;
import kube.foundation.client.ApiClient;
import kube.foundation.machine.Actor;
import tools.jackson.databind.node.ObjectNode;

/// Somebody who creates, scales, changes and deletes workloads all the time, and remembers what he
/// was promised.
final class RestlessUser {

  private static final String NAMESPACE = "default";
  private static final int TIMEOUT = 504;
  private static final int MOST_WORKLOADS = 4;
  private static final int MOST_REPLICAS = 6;
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(3);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /// How long Pods of an earlier, larger wish may still be there.
  static final Duration PATIENCE = Duration.ofSeconds(150);

  private record Workload(Kind<?> kind, String name, RecentMost replicas) {}

  private final Actor actor;
  private final ApiClient client;
  private final SortedMap<String, Workload> workloads = new TreeMap<>();
  private int named;
  private boolean resting;

  RestlessUser(Actor actor, ApiClient client) {
    this.actor = actor;
    this.client = client;
  }

  void start() {
    actor.after(actor.randomness().between(SHORTEST_PAUSE, LONGEST_PAUSE), this::act);
  }

  /// Wishes nothing new from now on.
  void rest() {
    resting = true;
  }

  /// The most replicas that the ReplicaSets of a workload may wish for together; empty for a
  /// workload that is nobody's any more. A rollout may go a quarter above the wish, rounded up.
  Optional<Integer> mostReplicas(String workload) {
    return Optional.ofNullable(workloads.get(workload)).map(found -> {
      int wished = found.replicas.most(actor.now());
      int surge = found.kind.equals(Kinds.DEPLOYMENT) ? (wished + 3) / 4 : 0;
      return wished + surge;
    });
  }

  /// The fewest replicas that the ReplicaSets of a workload may wish for together; empty for a
  /// workload that is nobody's any more. A rollout may go a quarter below the wish, rounded down.
  Optional<Integer> leastReplicas(String workload) {
    return Optional.ofNullable(workloads.get(workload)).map(found -> {
      int wished = found.replicas.least(actor.now());
      return found.kind.equals(Kinds.DEPLOYMENT) ? wished - wished / 4 : wished;
    });
  }

  /// What is not as it was wished, in words.
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    List<Pod> pods = client.list(Kinds.POD, NAMESPACE).orThrow();
    for (Workload workload : workloads.values()) {
      long ready = pods.stream().filter(pod -> isOf(pod, workload.name)).filter(Pod::isReady)
          .count();
      long all = pods.stream().filter(pod -> isOf(pod, workload.name))
          .filter(pod -> !pod.isFinished()).count();
      if (ready != workload.replicas.now() || all != ready) {
        complaints.add(workload.kind.name() + " " + workload.name + " wishes for "
            + workload.replicas.now() + " Pods and has " + all + ", " + ready + " of them ready");
      }
    }
    pods.stream().filter(pod -> !workloads.containsKey(appOf(pod)))
        .forEach(pod -> complaints.add("garbage: Pod " + pod.metadata().name()));
    client.list(Kinds.REPLICA_SET, NAMESPACE).orThrow().stream()
        .filter(set -> !workloads.containsKey(set.metadata().labels().getOrDefault("app", "")))
        .forEach(set -> complaints.add("garbage: ReplicaSet " + set.metadata().name()));
    return complaints;
  }

  private void act() {
    if (resting) return;
    int choice = actor.randomness().below(10);
    if (workloads.isEmpty() || (choice < 3 && workloads.size() < MOST_WORKLOADS)) {
      create();
    } else {
      Workload workload = actor.randomness().pick(List.copyOf(workloads.values()));
      if (choice < 6) {
        scale(workload);
      } else if (choice < 8) {
        loseOnePod(workload);
      } else if (choice == 8) {
        changeTemplate(workload);
      } else {
        delete(workload);
      }
    }
    start();
  }

  private void create() {
    String name = "w" + ++named;
    boolean isDeployment = actor.randomness().chance(0.6);
    Kind<?> kind = isDeployment ? Kinds.DEPLOYMENT : Kinds.REPLICA_SET;
    int replicas = actor.randomness().below(MOST_REPLICAS + 1);
    ObjectNode object = Json.object().put("apiVersion", "apps/v1").put("kind", kind.name());
    ObjectNode metadata = object.putObject("metadata").put("name", name);
    metadata.putObject("labels").put("app", name);
    ObjectNode spec = object.putObject("spec").put("replicas", replicas);
    spec.putObject("selector").putObject("matchLabels").put("app", name);
    ObjectNode template = spec.putObject("template");
    template.putObject("metadata").putObject("labels").put("app", name);
    ObjectNode container = template.putObject("spec").putArray("containers").addObject();
    container.put("name", "main").put("image", "nginx");
    container.putObject("resources").putObject("requests").put("cpu", "200m");
    RecentMost wish = new RecentMost(PATIENCE);
    wish.set(replicas, actor.now());
    if (create(kind, object)) workloads.put(name, new Workload(kind, name, wish));
  }

  private <T extends KubernetesObject> boolean create(Kind<T> kind, ObjectNode object) {
    return hasHappened(client.create(kind, NAMESPACE, object));
  }

  private void scale(Workload workload) {
    int replicas = actor.randomness().below(MOST_REPLICAS + 1);
    ObjectNode patch = Json.object();
    patch.putObject("spec").put("replicas", replicas);
    if (patch(workload, patch)) workload.replicas.set(replicas, actor.now());
  }

  /// A new template: a rollout for a Deployment, and for a ReplicaSet nothing but a later word.
  private void changeTemplate(Workload workload) {
    ObjectNode patch = Json.object();
    patch.putObject("spec").putObject("template").putObject("metadata").putObject("annotations")
        .put("changed", actor.now().toString());
    patch(workload, patch);
  }

  private boolean patch(Workload workload, ObjectNode patch) {
    return hasHappened(client.patch(workload.kind, new Key(NAMESPACE, workload.name), patch));
  }

  private void loseOnePod(Workload workload) {
    List<Pod> pods = client.list(Kinds.POD, NAMESPACE).toOptional().orElse(List.of()).stream()
        .filter(pod -> isOf(pod, workload.name)).toList();
    if (pods.isEmpty()) return;
    client.delete(Kinds.POD, actor.randomness().pick(pods).metadata());
  }

  private void delete(Workload workload) {
    deleteNow(workload.kind, workload.name);
  }

  private <T extends KubernetesObject> void deleteNow(Kind<T> kind, String name) {
    client.get(kind, new Key(NAMESPACE, name)).toOptional()
        .filter(object -> hasHappened(client.delete(kind, object.metadata())))
        .ifPresent(object -> workloads.remove(name));
  }

  /// A timeout says that nobody knows; he knows that in this world what timed out has worked.
  private static boolean hasHappened(ApiResult<?> result) {
    return result.refusal().map(refusal -> refusal.code() == TIMEOUT).orElse(true);
  }

  static String appOf(Pod pod) {
    return pod.metadata().labels().getOrDefault("app", "");
  }

  private static boolean isOf(Pod pod, String name) {
    return appOf(pod).equals(name);
  }
}
