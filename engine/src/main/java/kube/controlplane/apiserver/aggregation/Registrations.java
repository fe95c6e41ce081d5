package kube.controlplane.apiserver.aggregation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import kube.controlplane.apiserver.catalogue.KindCatalogue;
import kube.controlplane.apiserver.managedfields.FieldManager;
import kube.controlplane.apiserver.registry.Registry;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Resource;
import kube.foundation.api.kinds.ExtensionKinds;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Randomness;

import tools.jackson.databind.node.ObjectNode;

/// The APIServices of the groups and versions that this server serves itself.
///
/// A real API server writes them while it starts. Ours does it when somebody first asks for
/// APIServices, dated back to the start, and keeps up with custom kinds from then on.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// [autoregister](https://github.com/kubernetes/kubernetes/tree/v1.33.0/staging/src/k8s.io/kube-aggregator/pkg/controllers/autoregister)
final class Registrations {

  private static final long NOBODY_HAS_ASKED = -1;
  private static final String MANAGED = "kube-aggregator.kubernetes.io/automanaged";

  /// Not registered: whoever serves the registrations serves this group by itself.
  private static final Set<String> UNREGISTERED = Set.of("apiregistration.k8s.io");

  /// How early a group comes in discovery; what is not listed is custom.
  private static final Map<String, Integer> PRIORITIES = Map.ofEntries(
      Map.entry("", 18_000), Map.entry("apps", 17_800), Map.entry("events.k8s.io", 17_750),
      Map.entry("authentication.k8s.io", 17_700), Map.entry("authorization.k8s.io", 17_600),
      Map.entry("autoscaling", 17_500), Map.entry("batch", 17_400),
      Map.entry("certificates.k8s.io", 17_300), Map.entry("networking.k8s.io", 17_200),
      Map.entry("policy", 17_100), Map.entry("rbac.authorization.k8s.io", 17_000),
      Map.entry("storage.k8s.io", 16_800), Map.entry("apiextensions.k8s.io", 16_700),
      Map.entry("admissionregistration.k8s.io", 16_700), Map.entry("scheduling.k8s.io", 16_600),
      Map.entry("coordination.k8s.io", 16_500), Map.entry("node.k8s.io", 16_300),
      Map.entry("discovery.k8s.io", 16_200), Map.entry("flowcontrol.apiserver.k8s.io", 16_100),
      Map.entry("internal.apiserver.k8s.io", 16_000), Map.entry("resource.k8s.io", 15_900),
      Map.entry("storagemigration.k8s.io", 15_800), Map.entry("metrics.k8s.io", 100));

  private final Actor actor;
  private final Registry registry;
  private final KindCatalogue catalogue;
  private final FieldManager fields;
  private final Randomness randomness;
  private final Instant startedAt;
  private long seenChanges = NOBODY_HAS_ASKED;
  private long seenWrite;

  Registrations(Actor actor, Registry registry, KindCatalogue catalogue, FieldManager fields) {
    this.actor = actor;
    this.registry = registry;
    this.catalogue = catalogue;
    this.fields = fields;
    this.randomness = actor.randomness().branch("registrations");
    this.startedAt = actor.now();
  }

  boolean areAskedFor() {
    return seenChanges != NOBODY_HAS_ASKED;
  }

  /// Sees to it that they are there, as many as the catalogue has now; whether something was
  /// written for that.
  boolean bring(RequestInfo info) {
    if (!info.kind().equals(ExtensionKinds.API_SERVICE)) return false;
    boolean isSeen = seenChanges == catalogue.changes()
        && seenWrite == registry.lastWriteTo(ExtensionKinds.API_SERVICE);
    if (isSeen) return false;
    boolean hasWritten = keepUp(info);
    seenChanges = catalogue.changes();
    seenWrite = registry.lastWriteTo(ExtensionKinds.API_SERVICE);
    return hasWritten;
  }

  private boolean keepUp(RequestInfo info) {
    Map<String, ObjectNode> wanted = new TreeMap<>();
    for (Kind<?> kind : catalogue.kinds()) {
      if (UNREGISTERED.contains(kind.group())) continue;
      wanted.computeIfAbsent(kind.version() + "." + kind.group(), name -> ours(kind, name));
    }
    boolean hasWritten = false;
    for (Resource stored : registry.all(ExtensionKinds.API_SERVICE)) {
      boolean isGone = wanted.remove(stored.name()) == null && Json
          .at(stored.tree(), "metadata.labels").path(MANAGED).asString("").equals("true");
      if (!isGone) continue;
      hasWritten |= registry.delete(ExtensionKinds.API_SERVICE, stored).isOk();
    }
    for (Map.Entry<String, ObjectNode> missing : wanted.entrySet()) {
      hasWritten |= create(info, missing.getKey(), missing.getValue());
    }
    return hasWritten;
  }

  private boolean create(RequestInfo info, String name, ObjectNode object) {
    boolean isCustom = Json.at(object, "metadata.labels").path(MANAGED).asString("").equals("true");
    object.withObject("metadata").put("uid", randomness.uid())
        .put("creationTimestamp", Json.time(isCustom ? actor.now() : startedAt));
    fields.noteFirst(info, object, startedAt,
        List.of(FieldManager.Piece.updated("kube-apiserver", object)));
    return registry.create(ExtensionKinds.API_SERVICE, new Key("", name), object).isOk();
  }

  private ObjectNode ours(Kind<?> kind, String name) {
    boolean isCustom = catalogue.of(kind).schema().isPresent();
    ObjectNode object = Json.object().put("apiVersion", "apiregistration.k8s.io/v1")
        .put("kind", "APIService");
    object.putObject("metadata").put("name", name).putObject("labels")
        .put(MANAGED, isCustom ? "true" : "onstart");
    ObjectNode spec = object.putObject("spec");
    if (!kind.group().isEmpty()) spec.put("group", kind.group());
    spec.put("groupPriorityMinimum", PRIORITIES.getOrDefault(kind.group(), 1_000))
        .put("version", kind.version()).put("versionPriority", priority(kind, isCustom));
    Availability.LOCAL.writeTo(object, Json.time(isCustom ? actor.now() : startedAt));
    return object;
  }

  private static int priority(Kind<?> kind, boolean isCustom) {
    if (isCustom) return 100;
    if (kind.group().isEmpty()) return 1;
    if (kind.apiVersion().equals("autoscaling/v2")) return 30;
    if (kind.group().equals("flowcontrol.apiserver.k8s.io")) return 21;
    return kind.version().contains("alpha") ? 1 : kind.version().contains("beta") ? 9 : 15;
  }
}
