package kube.controlplane.apiserver.patch;

import java.util.Map;
import java.util.Optional;

/// Which field tells the items of a list apart, by the names of the list and of what it lies in.
///
/// A list that is not here is one value: a patch replaces it whole.
///
/// **In Kubernetes:** the notes `patchMergeKey` in
/// [core/v1/types.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/api/core/v1/types.go)
final class MergeKeys {

  private static final Map<String, String> BY_LIST = Map.ofEntries(
      Map.entry("metadata.ownerReferences", "uid"),
      Map.entry("spec.containers", "name"),
      Map.entry("spec.initContainers", "name"),
      Map.entry("spec.ephemeralContainers", "name"),
      Map.entry("spec.volumes", "name"),
      Map.entry("spec.imagePullSecrets", "name"),
      Map.entry("spec.hostAliases", "ip"),
      Map.entry("spec.topologySpreadConstraints", "topologyKey"),
      Map.entry("spec.ports", "port"),
      Map.entry("containers.ports", "containerPort"),
      Map.entry("containers.env", "name"),
      Map.entry("containers.volumeMounts", "mountPath"),
      Map.entry("containers.volumeDevices", "devicePath"),
      Map.entry("initContainers.ports", "containerPort"),
      Map.entry("initContainers.env", "name"),
      Map.entry("initContainers.volumeMounts", "mountPath"),
      Map.entry("status.conditions", "type"),
      Map.entry("status.addresses", "type"),
      Map.entry("status.podIPs", "ip"));

  private MergeKeys() {}

  static Optional<String> of(String parent, String list) {
    return Optional.ofNullable(BY_LIST.get(parent + "." + list));
  }

  /// The one list of plain words that is merged like a set.
  static boolean isSet(String parent, String list) {
    return parent.equals("metadata") && list.equals("finalizers");
  }
}
