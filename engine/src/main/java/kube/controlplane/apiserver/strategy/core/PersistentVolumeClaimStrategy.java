package kube.controlplane.apiserver.strategy.core;

import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Quantities;
import kube.controlplane.apiserver.strategy.SpecDifference;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.controlplane.apiserver.strategy.pod.volume.ClaimRules;
import kube.foundation.api.Json;
import kube.foundation.api.Quantity;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// PersistentVolumeClaims: a wish for storage. It can grow once it is bound, and never shrink.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims
final class PersistentVolumeClaimStrategy implements Strategy {

  private static final String SIZE = "spec.resources.requests.storage";

  @Override
  public void setDefaults(ObjectNode object) {
    ObjectNode spec = Defaults.object(object, "spec");
    Defaults.put(spec, "volumeMode", "Filesystem");
    Defaults.canonicalize(spec.path("resources"));
    copySource(spec);
  }

  /// Where the data comes from can be said in two fields, an old and a new one.
  private static void copySource(ObjectNode spec) {
    boolean hasOld = spec.path("dataSource").isObject();
    boolean hasNew = spec.path("dataSourceRef").isObject();
    if (hasOld && !hasNew) spec.set("dataSourceRef", spec.get("dataSource").deepCopy());
    boolean isElsewhere = !Json.text(spec, "dataSourceRef.namespace").isEmpty();
    if (hasNew && !hasOld && !isElsewhere) {
      spec.set("dataSource", spec.get("dataSourceRef").deepCopy());
    }
  }

  @Override
  public void prepareForCreate(ObjectNode object) {
    object.putObject("status").put("phase", "Pending");
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    ClaimRules.validateSpec(object.path("spec"), "spec", errors);
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    JsonNode before = old.path("spec");
    ObjectNode rest = (ObjectNode) object.path("spec").deepCopy();
    if (Json.text(before, "volumeName").isEmpty()) {
      SpecDifference.restore(rest, before, "volumeName");
    }
    if (!before.has("storageClassName")) rest.remove("storageClassName");
    if (Json.text(old, "status.phase").equals("Bound")) {
      if (rest.path("resources").path("requests") instanceof ObjectNode requests) {
        SpecDifference.restore(requests, Json.at(before, "resources.requests"), "storage");
      }
      if (rest.has("volumeAttributesClassName")) {
        SpecDifference.restore(rest, before, "volumeAttributesClassName");
      }
    }
    if (!SpecDifference.same(before, rest)) {
      errors.forbidden("spec", "spec is immutable after creation except resources.requests and"
          + " volumeAttributesClassName for bound claims\n" + SpecDifference.of(before, rest));
    }
    refuseShrinking(object, old, errors);
    errors.immutable("volumeMode", before.path("volumeMode"), Json.at(object, "spec.volumeMode"));
    Field attributes = Field.of(object, errors).at("spec").at("volumeAttributesClassName");
    if (!before.has("volumeAttributesClassName")) return;
    if (!attributes.isPresent()) {
      attributes.forbidden("update from non-nil value to nil is forbidden");
    } else if (attributes.isEmpty()) {
      attributes.forbidden("update from non-nil value to an empty string is forbidden");
    }
  }

  /// A wish that could not be fulfilled may be taken back, down to what there is.
  private static void refuseShrinking(JsonNode object, JsonNode old, FieldErrors errors) {
    Quantity now = Quantities.of(Json.at(object, SIZE)).orElse(Quantity.ZERO);
    Quantity then = Quantities.of(Json.at(old, SIZE)).orElse(Quantity.ZERO);
    Quantity there = Quantities.of(Json.at(old, "status.capacity.storage"))
        .orElse(Quantity.ZERO);
    if (now.compareTo(then) < 0 && now.compareTo(there) <= 0) {
      errors.forbidden(SIZE, "field can not be less than status.capacity");
    }
  }
}
