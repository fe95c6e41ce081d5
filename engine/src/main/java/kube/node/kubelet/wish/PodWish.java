package kube.node.kubelet.wish;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import kube.foundation.api.Condition;
import kube.foundation.api.Interner;
import kube.foundation.api.Json;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Metadata;
import kube.foundation.api.Quantity;
import kube.foundation.api.Resource;
import kube.foundation.api.Toleration;
import tools.jackson.databind.JsonNode;

/// A Pod as the kubelet reads it.
///
/// @param ephemeral containers that somebody added to look around
/// @param shown the status that the API shows at present
public record PodWish(Metadata metadata, Settings settings, Placement placement,
    List<ContainerWish> initContainers, List<ContainerWish> containers,
    List<ContainerWish> ephemeral, List<VolumeWish> volumes, Shown shown)
    implements
      KubernetesObject {

  /// What holds for the Pod as a whole.
  ///
  /// @param deletionGrace what the deleter allows; empty while nobody deletes it
  public record Settings(String restartPolicy, Duration grace, Optional<Duration> deletionGrace,
      Optional<Duration> activeDeadline, boolean hostNetwork, NamesWish names,
      String serviceAccount, String runtimeClass, boolean serviceVariables,
      List<String> readinessGates, List<String> pullSecrets, int priority) {}

  /// Where it may be.
  ///
  /// @param affinity the terms of which one must hold for the node; empty for any node
  public record Placement(String nodeName, SortedMap<String, String> nodeSelector,
      List<Toleration> tolerations, List<JsonNode> affinity,
      SortedMap<String, Quantity> overhead) {}

  /// What its status says now, whoever wrote it.
  public record Shown(String phase, String reason, Optional<Instant> startTime, String podIP,
      String qualityOfService, List<Condition> conditions, List<ShownContainer> containers) {}

  /// @param hasRun whether it runs or has run
  public record ShownContainer(String name, int restartCount, boolean hasRun, boolean started,
      boolean ready) {}

  public static PodWish of(Resource resource) {
    return of(resource, new Interner());
  }

  /// The same, sharing what it says alike with Pods that were read by the same interner.
  public static PodWish of(Resource resource, Interner interner) {
    JsonNode tree = resource.tree();
    JsonNode spec = tree.path("spec");
    JsonNode security = spec.path("securityContext");
    Function<JsonNode, ContainerWish> container = one -> interner.one(ContainerWish.of(one,
        security, interner));
    return new PodWish(resource.metadata(interner), interner.one(settings(tree, spec)),
        interner.one(placement(spec)), Json.list(spec, "initContainers", container),
        Json.list(spec, "containers", container),
        Json.list(spec, "ephemeralContainers", container),
        interner.one(Json.list(spec, "volumes", one -> VolumeWish.of(one, interner))),
        interner.one(shown(tree.path("status"), interner)));
  }

  private static Settings settings(JsonNode tree, JsonNode spec) {
    JsonNode grace = Json.at(tree, "metadata.deletionGracePeriodSeconds");
    return new Settings(Json.text(spec, "restartPolicy"),
        Duration.ofSeconds(spec.path("terminationGracePeriodSeconds").asLong(30)),
        grace.isNumber() ? Optional.of(Duration.ofSeconds(grace.asLong(0))) : Optional.empty(),
        spec.has("activeDeadlineSeconds")
            ? Optional.of(Duration.ofSeconds(spec.path("activeDeadlineSeconds").asLong(0)))
            : Optional.empty(),
        Json.flag(spec, "hostNetwork"), NamesWish.of(spec),
        Json.text(spec, "serviceAccountName"), Json.text(spec, "runtimeClassName"),
        spec.path("enableServiceLinks").asBoolean(true),
        Json.list(spec, "readinessGates", gate -> Json.text(gate, "conditionType")),
        Json.list(spec, "imagePullSecrets", secret -> Json.text(secret, "name")),
        Json.number(spec, "priority", 0));
  }

  private static Placement placement(JsonNode spec) {
    return new Placement(Json.text(spec, "nodeName"), Json.texts(spec, "nodeSelector"),
        Json.list(spec, "tolerations", Toleration::of),
        Json.list(spec, "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution"
            + ".nodeSelectorTerms", term -> term),
        ContainerWish.quantities(spec, "overhead"));
  }

  private static Shown shown(JsonNode status, Interner interner) {
    List<ShownContainer> containers = Stream
        .of("initContainerStatuses", "containerStatuses", "ephemeralContainerStatuses")
        .flatMap(list -> Json.list(status, list, PodWish::shownContainer).stream()).toList();
    return new Shown(interner.one(Json.text(status, "phase")), Json.text(status, "reason"),
        interner.one(Json.time(status, "startTime")), Json.text(status, "podIP"),
        interner.one(Json.text(status, "qosClass")),
        interner.one(Json.list(status, "conditions", one -> Condition.of(one, interner))),
        interner.one(containers));
  }

  private static ShownContainer shownContainer(JsonNode tree) {
    int restarts = Json.number(tree, "restartCount", 0);
    return new ShownContainer(Json.text(tree, "name"), restarts,
        restarts > 0 || tree.path("state").has("running")
            || tree.path("state").has("terminated"),
        tree.path("started").asBoolean(), tree.path("ready").asBoolean());
  }

  public String uid() {
    return metadata.uid();
  }

  public boolean isBeingDeleted() {
    return metadata.isBeingDeleted();
  }

  /// Whether a file of the machine wishes for it, and not the API.
  public boolean isStatic() {
    return metadata.annotations().getOrDefault("kubernetes.io/config.source", "api")
        .equals("file");
  }

  /// Whether the API already shows its end.
  public boolean isFinished() {
    return shown.phase().equals("Succeeded") || shown.phase().equals("Failed");
  }

  public boolean isShownReady() {
    return shown.conditions().stream()
        .anyMatch(condition -> condition.type().equals("Ready") && condition.isTrue());
  }

  /// How long its containers get to end: what the deleter says, or else the author.
  public Duration grace() {
    return settings.deletionGrace().orElse(settings.grace());
  }

  /// `name_namespace(uid)`, as the kubelet names Pods to people.
  public String longName() {
    return metadata.name() + "_" + metadata.namespace() + "(" + metadata.uid() + ")";
  }

  /// Whether every container may use what it may use in `other`; containers are the same in both.
  public boolean hasResourcesOf(PodWish other) {
    return equalResources(initContainers, other.initContainers)
        && equalResources(containers, other.containers);
  }

  private static boolean equalResources(List<ContainerWish> some, List<ContainerWish> others) {
    if (some.size() != others.size()) return true;
    for (int i = 0; i < some.size(); i++) {
      if (!some.get(i).hasResourcesOf(others.get(i))) return false;
    }
    return true;
  }

  /// The same Pod whose containers may use what they may use in `other`.
  public PodWish withResourcesOf(PodWish other) {
    return new PodWish(metadata, settings, placement,
        resourcesOf(initContainers, other.initContainers),
        resourcesOf(containers, other.containers), ephemeral, volumes, shown);
  }

  private static List<ContainerWish> resourcesOf(List<ContainerWish> some,
      List<ContainerWish> others) {
    return IntStream.range(0, some.size())
        .mapToObj(i -> some.get(i).withResourcesOf(others.get(i))).toList();
  }

  /// All containers, in the order of their lists.
  public Stream<ContainerWish> all() {
    return Stream.of(initContainers, containers, ephemeral).flatMap(List::stream);
  }

  /// What it asks for: the larger of what its programs want together and of its greatest moment
  /// during initialisation; sidecars count in both.
  ///
  /// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
  public Quantity requested(String resource) {
    Quantity sidecars = Quantity.ZERO;
    Quantity moment = Quantity.ZERO;
    for (ContainerWish init : initContainers) {
      Quantity wants = init.requests().getOrDefault(resource, Quantity.ZERO);
      if (init.isSidecar()) sidecars = sidecars.plus(wants);
      Quantity now = init.isSidecar() ? sidecars : sidecars.plus(wants);
      if (now.compareTo(moment) > 0) moment = now;
    }
    Quantity programs = sidecars;
    for (ContainerWish app : containers) {
      programs = programs.plus(app.requests().getOrDefault(resource, Quantity.ZERO));
    }
    return (programs.compareTo(moment) > 0 ? programs : moment)
        .plus(placement.overhead().getOrDefault(resource, Quantity.ZERO));
  }
}
