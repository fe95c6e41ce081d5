package kube.controlplane.apiserver.admission.limits;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kube.foundation.api.quota.PodAmounts;
import kube.controlplane.apiserver.admission.AdmissionPlugin;
import kube.controlplane.apiserver.admission.Attributes;
import kube.controlplane.apiserver.admission.Shelf;
import kube.controlplane.apiserver.registry.Registry;
import kube.foundation.api.Json;
import kube.foundation.api.Kinds;
import kube.foundation.api.Resource;
import kube.foundation.api.Status;
import kube.foundation.api.kinds.CoreKinds;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Gives containers the namespace's default requests and limits, and refuses what is too small or
/// too large.
///
/// **Models** the types Container, Pod and PersistentVolumeClaim, minimum, maximum and the ratio
/// of limit to request.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/policy/limit-range/ ·
/// [limitranger](https://github.com/kubernetes/kubernetes/blob/v1.33.0/plugin/pkg/admission/limitranger/admission.go)
public final class LimitRanger implements AdmissionPlugin {

  private static final String NOTE = "kubernetes.io/limit-ranger";

  private final Shelf ranges;

  public LimitRanger(Registry registry) {
    this.ranges = new Shelf(registry, CoreKinds.LIMIT_RANGE);
  }

  @Override
  public Optional<Status> mutate(Attributes write) {
    if (!write.isAbout(Kinds.POD) || !write.creates()) return Optional.empty();
    for (Resource range : ranges.in(write.info().namespace())) {
      for (JsonNode limit : Json.at(range.tree(), "spec.limits")) {
        if (Json.text(limit, "type").equals("Container")) fill(write.object(), limit);
      }
    }
    return Optional.empty();
  }

  private static void fill(ObjectNode pod, JsonNode limit) {
    List<String> notes = new ArrayList<>();
    fill(pod, "containers", "container", limit, notes);
    fill(pod, "initContainers", "init container", limit, notes);
    if (notes.isEmpty()) return;
    pod.withObject("metadata").withObject("annotations").put(NOTE,
        "LimitRanger plugin set: " + String.join("; ", notes));
  }

  private static void fill(ObjectNode pod, String list, String title, JsonNode limit,
      List<String> notes) {
    for (JsonNode container : Json.at(pod, "spec." + list)) {
      if (!(container instanceof ObjectNode object)) continue;
      String name = " for " + title + " " + Json.text(container, "name");
      List<String> requests = fill(object, "requests", limit.path("defaultRequest"));
      List<String> limits = fill(object, "limits", limit.path("default"));
      if (!requests.isEmpty()) notes.add(String.join(", ", requests) + " request" + name);
      if (!limits.isEmpty()) notes.add(String.join(", ", limits) + " limit" + name);
    }
  }

  private static List<String> fill(ObjectNode container, String field, JsonNode defaults) {
    List<String> filled = new ArrayList<>();
    defaults.propertyStream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
      JsonNode own = container.path("resources").path(field).path(entry.getKey());
      if (!own.isMissingNode()) return;
      container.withObject("resources").withObject(field).set(entry.getKey(), entry.getValue());
      filled.add(entry.getKey());
    });
    return filled;
  }

  @Override
  public Optional<Status> validate(Attributes write) {
    boolean isPod = write.isAbout(Kinds.POD) && write.creates();
    boolean isClaim = write.isAbout(CoreKinds.PERSISTENT_VOLUME_CLAIM) && !write.deletes();
    if (!isPod && !isClaim) return Optional.empty();
    List<String> faults = new ArrayList<>();
    for (Resource range : ranges.in(write.info().namespace())) {
      for (JsonNode limit : Json.at(range.tree(), "spec.limits")) {
        String type = Json.text(limit, "type");
        if (isClaim && type.equals("PersistentVolumeClaim")) {
          new LimitCheck(type, limit, faults).checkRequests(
              Json.at(write.object(), "spec.resources.requests"));
        }
        if (isPod && type.equals("Container")) checkContainers(write.object(), limit, faults);
        if (isPod && type.equals("Pod")) {
          new LimitCheck(type, limit, faults).check(PodAmounts.of(write.object(), "requests"),
              PodAmounts.of(write.object(), "limits"));
        }
      }
    }
    if (faults.isEmpty()) return Optional.empty();
    String all = String.join(", ", faults);
    return Optional.of(Status.forbidden(write.info().kind(), write.info().name(),
        faults.size() == 1 ? all : "[" + all + "]"));
  }

  private static void checkContainers(JsonNode pod, JsonNode limit, List<String> faults) {
    for (String list : List.of("containers", "initContainers")) {
      for (JsonNode container : Json.at(pod, "spec." + list)) {
        new LimitCheck("Container", limit, faults).check(
            Json.at(container, "resources.requests"), Json.at(container, "resources.limits"));
      }
    }
  }
}
