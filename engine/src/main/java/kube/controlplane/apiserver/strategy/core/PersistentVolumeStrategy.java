package kube.controlplane.apiserver.strategy.core;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import kube.controlplane.apiserver.strategy.AmountRules;
import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.NodeSelectorRules;
import kube.controlplane.apiserver.strategy.Quantities;
import kube.controlplane.apiserver.strategy.SpecDifference;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.controlplane.apiserver.strategy.pod.volume.ClaimRules;
import kube.controlplane.apiserver.strategy.pod.volume.VolumeDefaults;
import kube.controlplane.apiserver.strategy.pod.volume.VolumeKinds;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// PersistentVolumes: storage that outlives Pods. Where it lies never changes, and when its phase
/// changed last is noted here.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/storage/persistent-volumes/
final class PersistentVolumeStrategy implements Strategy {

  private static final List<String> RECLAIM = List.of("Delete", "Recycle", "Retain");
  private static final List<String> MODES = List.of("Block", "Filesystem");

  @Override
  public void setDefaults(ObjectNode object) {
    ObjectNode spec = Defaults.object(object, "spec");
    Defaults.put(spec, "persistentVolumeReclaimPolicy", "Retain");
    Defaults.put(spec, "volumeMode", "Filesystem");
    Quantities.canonicalize(spec.path("capacity"));
    VolumeDefaults.fillSource(spec);
  }

  @Override
  public void prepareForCreate(ObjectNode object) {
    object.putObject("status").put("phase", "Pending");
  }

  /// A new volume gets the time with its first phase.
  @Override
  public void stamp(String subresource, ObjectNode object, JsonNode old, Instant now) {
    String phase = Json.text(object, "status.phase");
    boolean isOld = phase.isEmpty() || phase.equals(Json.text(old, "status.phase"));
    if (!isOld) object.withObject("status").put("lastPhaseTransitionTime", Json.time(now));
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field spec = Field.of(object, errors).at("spec");
    spec.at("accessModes").mustBeThere();
    ClaimRules.validateAccessModes(spec.at("accessModes"));
    validateCapacity(spec.at("capacity"));
    spec.at("persistentVolumeReclaimPolicy").mustBeOneOf(RECLAIM);
    Field nodes = spec.at("nodeAffinity");
    if (nodes.isPresent()) {
      if (nodes.at("required").isPresent()) NodeSelectorRules.validate(nodes.at("required"));
      else
        nodes.at("required").required("must specify required node constraints");
    }
    validateKind(spec);
    if (!spec.at("storageClassName").isEmpty()) {
      spec.at("storageClassName").mustHaveForm(Names.DNS_SUBDOMAIN);
    }
    spec.at("volumeMode").mustBeOneOf(MODES);
    validateAttributes(spec);
  }

  private static void validateCapacity(Field capacity) {
    capacity.mustBeThere();
    if (!capacity.value().has("storage") || capacity.value().size() > 1) {
      capacity.errors().notSupported(capacity.path(), capacity.value(), List.of("storage"));
    }
    capacity.value().forEachEntry((name, amount) -> AmountRules.validatePositive(amount,
        capacity.path() + "[" + name + "]", capacity.errors()));
  }

  private static void validateKind(Field spec) {
    boolean isFirst = true;
    for (Map.Entry<String, VolumeKinds.Check> kind : VolumeKinds.OF_PERSISTENT_VOLUMES
        .entrySet()) {
      Field source = spec.at(kind.getKey());
      if (!source.isPresent()) continue;
      if (isFirst) {
        kind.getValue().check(source.value(), VolumeKinds.path("spec", kind.getKey()),
            spec.errors());
      } else {
        spec.errors().forbidden(VolumeKinds.pathOfSecond("spec", kind.getKey()),
            "may not specify more than 1 volume type");
      }
      isFirst = false;
    }
    if (isFirst) spec.required("must specify a volume type");
    if (spec.at("local").isPresent() && !spec.at("nodeAffinity").isPresent()) {
      spec.at("nodeAffinity").required("Local volume requires node affinity");
    }
    boolean isRoot = spec.at("hostPath").at("path").text().matches("/+");
    if (isRoot && spec.at("persistentVolumeReclaimPolicy").text().equals("Recycle")) {
      spec.at("persistentVolumeReclaimPolicy")
          .forbidden("may not be 'recycle' for a hostPath mount of '/'");
    }
  }

  private static void validateAttributes(Field spec) {
    Field attributes = spec.at("volumeAttributesClassName");
    if (!attributes.isPresent()) return;
    if (attributes.mustBeThere("an empty string is disallowed")) {
      attributes.mustHaveForm(Names.DNS_SUBDOMAIN);
    }
    if (!spec.at("csi").isPresent()) {
      spec.at("csi").required("has to be specified when using volumeAttributesClassName");
    }
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    ObjectNode after = source(object);
    ObjectNode before = source(old);
    boolean hadSecret = before.path("csi").has("controllerExpandSecretRef");
    if (!hadSecret && before.has("csi") && after.path("csi") instanceof ObjectNode csi) {
      csi.remove("controllerExpandSecretRef");
    }
    if (!SpecDifference.same(before, after)) {
      errors.forbidden("spec.persistentvolumesource",
          "spec.persistentvolumesource is immutable after creation\n"
              + SpecDifference.of(before, after));
    }
    errors.immutable("volumeMode", Json.at(old, "spec.volumeMode"),
        Json.at(object, "spec.volumeMode"));
    JsonNode nodes = Json.at(old, "spec.nodeAffinity");
    if (!nodes.isMissingNode() && !nodes.equals(Json.at(object, "spec.nodeAffinity"))) {
      errors.invalid("nodeAffinity", Json.at(object, "spec.nodeAffinity"),
          "field is immutable, except for updating from beta label to GA");
    }
  }

  private static ObjectNode source(JsonNode volume) {
    ObjectNode source = Json.object();
    for (String kind : VolumeKinds.OF_PERSISTENT_VOLUMES.keySet()) {
      JsonNode value = volume.path("spec").path(kind);
      if (!value.isMissingNode()) source.set(kind, value.deepCopy());
    }
    return source;
  }
}
