package kube.controlplane.apiserver.merge;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import kube.controlplane.apiserver.merge.Shape.Form;

/// Which lists and structs are merged part by part, by the type and field they stand in.
///
/// A list that is not here is one value, with the exception of conditions, which are told apart by
/// their type wherever they stand.
///
/// **In Kubernetes:** the notes `+listType`, `+listMapKey`, `+mapType`, `+structType`,
/// `patchMergeKey` and `patchStrategy` of the types, which the published schema carries as
/// `x-kubernetes-*`.
final class ListTypes {

  /// How a list is merged.
  ///
  /// @param patchKey for strategic merge patch; empty when that replaces the list
  record Merge(Form form, List<String> keys, String patchKey) {}

  private static final Merge ONE_VALUE = new Merge(Form.LIST, List.of(), "");
  private static final Merge SET = new Merge(Form.SET, List.of(), "");
  private static final Merge SET_FOR_PATCHES = new Merge(Form.SET, List.of(), "the value itself");
  private static final Merge BY_TYPE = new Merge(Form.KEYED_LIST, List.of("type"), "type");

  /// `Type.field`, then the keys; the first is the key of strategic merge patch too.
  private static final String KEYED = """
      ObjectMeta.ownerReferences uid
      PodSpec.volumes name
      PodSpec.initContainers name
      PodSpec.containers name
      PodSpec.ephemeralContainers name
      PodSpec.imagePullSecrets name
      PodSpec.hostAliases ip
      PodSpec.topologySpreadConstraints topologyKey,whenUnsatisfiable
      PodSpec.schedulingGates name
      PodSpec.resourceClaims name
      Container.ports containerPort,protocol
      Container.env name
      Container.volumeMounts mountPath
      Container.volumeDevices devicePath
      EphemeralContainer.ports containerPort,protocol
      EphemeralContainer.env name
      EphemeralContainer.volumeMounts mountPath
      EphemeralContainer.volumeDevices devicePath
      ResourceRequirements.claims name
      PodStatus.podIPs ip
      PodStatus.resourceClaimStatuses name
      ContainerStatus.volumeMounts mountPath
      ContainerStatus.allocatedResourcesStatus name
      ServiceSpec.ports port,protocol
      ServiceAccount.secrets name
      NodeStatus.addresses type
      ValidatingWebhookConfiguration.webhooks name
      MutatingWebhookConfiguration.webhooks name
      ValidatingWebhook.matchConditions name
      MutatingWebhook.matchConditions name
      ValidatingAdmissionPolicySpec.matchConditions name
      ValidatingAdmissionPolicySpec.variables name
      MutatingAdmissionPolicySpec.matchConditions name
      MutatingAdmissionPolicySpec.variables name
      CSINodeSpec.drivers name
      ResourceClaimStatus.reservedFor uid
      """;

  private static final Map<String, Merge> BY_PLACE = byPlace();

  private static final Set<String> PATCHED_SETS = Set.of("ObjectMeta.finalizers",
      "NodeSpec.podCIDRs");
  private static final Set<String> SETS = Set.of("Endpoint.addresses",
      "CSIDriverSpec.volumeLifecycleModes",
      "UncountedTerminatedPods.succeeded", "UncountedTerminatedPods.failed");

  /// Structs and maps that belong to one owner as a whole.
  private static final Set<String> ATOMIC = Set.of("LabelSelector", "ObjectReference",
      "LocalObjectReference", "TypedLocalObjectReference", "ConfigMapKeySelector",
      "SecretKeySelector", "ObjectFieldSelector", "ResourceFieldSelector", "NodeSelector",
      "NodeSelectorTerm", "ScopeSelector", "ScopedResourceSelectorRequirement",
      "TopologySelectorTerm", "RoleRef", "Subject", "SecretReference", "OwnerReference",
      "EndpointAddress", "EndpointPort", "CrossVersionObjectReference", "FileKeySelector",
      "ParamRef", "NamedRuleWithOperations", "PodSpec.nodeSelector", "Scheduling.nodeSelector",
      "ServiceSpec.selector", "ReplicationControllerSpec.selector");

  private static final Set<String> RETAINING = Set.of("PodSpec.volumes", "PodSpec.resourceClaims",
      "PodStatus.resourceClaimStatuses", "DeploymentSpec.strategy");

  private ListTypes() {}

  /// @param itemsHaveType whether the items are objects with a field `type`
  static Merge of(String place, String name, boolean itemsHaveType) {
    if (PATCHED_SETS.contains(place)) return SET_FOR_PATCHES;
    if (SETS.contains(place)) return SET;
    if (place.equals("PodStatus.hostIPs")) return new Merge(Form.LIST, List.of(), "ip");
    if (place.equals("JobStatus.conditions")) return new Merge(Form.LIST, List.of(), "type");
    if (name.equals("conditions") && itemsHaveType) return BY_TYPE;
    return BY_PLACE.getOrDefault(place, ONE_VALUE);
  }

  static boolean isAtomic(String typeOrPlace) {
    return ATOMIC.contains(typeOrPlace);
  }

  static boolean retainsKeys(String place) {
    return RETAINING.contains(place);
  }

  private static Map<String, Merge> byPlace() {
    Map<String, Merge> lists = new TreeMap<>();
    KEYED.lines().forEach(line -> {
      String[] parts = line.split(" ");
      List<String> keys = List.of(parts[1].split(","));
      lists.put(parts[0], new Merge(Form.KEYED_LIST, keys, keys.getFirst()));
    });
    return lists;
  }
}
