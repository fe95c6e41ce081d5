package kube.controlplane.apiserver.strategy.storage;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// CSIDrivers: what a driver of volumes needs to be told and what it can do.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/csi-driver-v1/
final class CSIDriverStrategy implements Strategy {

  private static final int SHORTEST_TOKEN_SECONDS = 600;
  private static final long LONGEST_TOKEN_SECONDS = 1L << 32;

  @Override
  public void setDefaults(ObjectNode object) {
    ObjectNode spec = Defaults.object(object, "spec");
    Defaults.put(spec, "attachRequired", true);
    Defaults.put(spec, "podInfoOnMount", false);
    Defaults.put(spec, "storageCapacity", false);
    Defaults.put(spec, "fsGroupPolicy", "ReadWriteOnceWithFSType");
    if (spec.path("volumeLifecycleModes").isEmpty()) {
      spec.putArray("volumeLifecycleModes").add("Persistent");
    }
    Defaults.put(spec, "requiresRepublish", false);
    Defaults.put(spec, "seLinuxMount", false);
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field spec = Field.of(object, errors).at("spec");
    spec.at("fsGroupPolicy").mustBeOneOf(List.of("File", "None", "ReadWriteOnceWithFSType"));
    validateTokens(spec.at("tokenRequests"));
    for (Field mode : spec.at("volumeLifecycleModes").elements()) {
      if (!List.of("Persistent", "Ephemeral").contains(mode.text())) {
        errors.notSupported("spec.volumeLifecycleModes", mode.text(),
            List.of("Persistent", "Ephemeral"));
      }
    }
    Field period = spec.at("nodeAllocatableUpdatePeriodSeconds");
    if (period.isPresent() && period.number() < 10) {
      period.invalid("must be greater than or equal to 10 seconds");
    }
  }

  private static void validateTokens(Field requests) {
    Set<String> audiences = new TreeSet<>();
    for (Field request : requests.elements()) {
      Field audience = request.at("audience");
      if (!audiences.add(audience.text())) {
        audience.errors().duplicate(audience.path(), audience.value());
        continue;
      }
      Field life = request.at("expirationSeconds");
      if (life.isPresent() && life.number() < SHORTEST_TOKEN_SECONDS) {
        life.invalid("may not specify a duration less than 10 minutes");
      }
      if (life.number() > LONGEST_TOKEN_SECONDS) {
        life.invalid("may not specify a duration larger than 2^32 seconds");
      }
    }
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    errors.immutable("spec.attachedRequired", Json.at(old, "spec.attachRequired"),
        Json.at(object, "spec.attachRequired"));
    errors.immutable("spec.volumeLifecycleModes", Json.at(old, "spec.volumeLifecycleModes"),
        Json.at(object, "spec.volumeLifecycleModes"));
  }
}
