package kube.controlplane.apiserver.strategy.pod;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import kube.controlplane.apiserver.strategy.Each;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.pod.volume.VolumeKinds;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The rules for volumes: each has a name and exactly one kind.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/storage/volumes/
final class VolumeRules {

  private VolumeRules() {}

  /// Checks all volumes, and notes the sound ones in the scope for the mounts to name.
  static void validate(PodScope scope, String list) {
    Set<String> ofThisPod = claimsToBeCreated(scope);
    Each.entry(scope.spec().path("volumes"), list, (volume, field) -> {
      FieldErrors errors = new FieldErrors();
      String name = Json.text(volume, "name");
      validateKind(scope, volume, field, errors);
      errors.requiredForm(field + ".name", name, Names.DNS_LABEL);
      if (scope.volumes().containsKey(name)) errors.duplicate(field + ".name", name);
      if (errors.isEmpty()) scope.volumes().put(name, volume);
      scope.errors().addAll(errors);
      String claim = Json.text(volume, "persistentVolumeClaim.claimName");
      if (ofThisPod.contains(claim)) {
        scope.errors().invalid(field + ".persistentVolumeClaim.claimName", claim,
            "must not reference a PVC that gets created for an ephemeral volume");
      }
    });
  }

  private static Set<String> claimsToBeCreated(PodScope scope) {
    Set<String> claims = new HashSet<>();
    for (JsonNode volume : scope.spec().path("volumes")) {
      if (volume.has("ephemeral") && !scope.isTemplate()) {
        claims.add(scope.podName() + "-" + Json.text(volume, "name"));
      }
    }
    return claims;
  }

  private static void validateKind(PodScope scope, JsonNode volume, String field,
      FieldErrors errors) {
    boolean isFirst = true;
    for (Map.Entry<String, VolumeKinds.Check> kind : VolumeKinds.OF_PODS.entrySet()) {
      if (!volume.has(kind.getKey())) continue;
      if (isFirst) {
        kind.getValue().check(volume.get(kind.getKey()), VolumeKinds.path(field, kind.getKey()),
            errors);
      } else {
        errors.forbidden(VolumeKinds.pathOfSecond(field, kind.getKey()),
            "may not specify more than 1 volume type");
      }
      isFirst = false;
    }
    if (isFirst) errors.required(field, "must specify a volume type");
    if (!scope.isTemplate() && volume.has("image")
        && Json.text(volume, "image.reference").isEmpty()) {
      errors.required(field + ".image.reference");
    }
    if (!scope.isTemplate() && volume.has("ephemeral"))
      validateClaimName(scope, volume, field,
          errors);
  }

  private static void validateClaimName(PodScope scope, JsonNode volume, String field,
      FieldErrors errors) {
    String name = Json.text(volume, "name");
    String claim = scope.podName() + "-" + name;
    Names.DNS_SUBDOMAIN.faults(claim).forEach(fault -> errors.invalid(field + ".name", name,
        "PVC name \"" + claim + "\": " + fault));
  }
}
