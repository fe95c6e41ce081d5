package kube.controlplane.apiserver.strategy.storage;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.SelectorRules;
import kube.controlplane.apiserver.strategy.Strategy;

import tools.jackson.databind.JsonNode;

/// CSIStorageCapacities: how much room a driver has left for a class in one part of the cluster.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/storage/storage-capacity/
final class CSIStorageCapacityStrategy implements Strategy {

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field capacity = Field.of(object, errors);
    SelectorRules.validate(capacity.at("nodeTopology"));
    Field name = capacity.at("storageClassName");
    Names.DNS_SUBDOMAIN.fault(name.text())
        .ifPresent(fault -> errors.invalid(name.path(), name.text(), fault));
    Field room = capacity.at("capacity");
    if (room.text().startsWith("-")) room.invalid("must be greater than or equal to 0");
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    errors.immutable("nodeTopology", old.path("nodeTopology"), object.path("nodeTopology"));
    errors.immutable("storageClassName", old.path("storageClassName"),
        object.path("storageClassName"));
  }
}
