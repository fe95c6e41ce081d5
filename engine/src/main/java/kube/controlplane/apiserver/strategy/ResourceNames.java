package kube.controlplane.apiserver.strategy;

import java.util.List;
import java.util.Set;

/// The names of resources, and what follows from a name.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
public final class ResourceNames {

  private static final Set<String> OF_CONTAINERS = Set.of("cpu", "memory", "ephemeral-storage");
  private static final Set<String> WHOLE = Set.of("pods", "resourcequotas", "services",
      "replicationcontrollers", "secrets", "configmaps", "persistentvolumeclaims",
      "services.nodeports", "services.loadbalancers");
  private static final Set<String> OF_QUOTAS = Set.of("cpu", "memory", "ephemeral-storage",
      "requests.cpu", "requests.memory", "requests.storage", "requests.ephemeral-storage",
      "limits.cpu", "limits.memory", "limits.ephemeral-storage", "pods", "resourcequotas",
      "services", "replicationcontrollers", "secrets", "persistentvolumeclaims", "configmaps",
      "services.nodeports", "services.loadbalancers");
  private static final List<String> OF_PODS = List.of("cpu", "memory");

  private ResourceNames() {}

  /// A name that exists, or that somebody outside of Kubernetes has defined.
  public static boolean validate(String name, String field, FieldErrors errors) {
    List<String> faults = Names.faultsOfKey(name);
    faults.forEach(fault -> errors.invalid(field, name, fault));
    if (!faults.isEmpty()) return false;
    if (name.contains("/") || name.equals("storage") || isOfQuotas(name)) return true;
    errors.invalid(field, name, "must be a standard resource type or fully qualified");
    return false;
  }

  /// A name that a container can ask for.
  public static void validateOfContainer(String name, String field, FieldErrors errors) {
    validate(name, field, errors);
    if (!name.contains("/")) {
      if (!OF_CONTAINERS.contains(name) && !isHugePages(name)) {
        errors.invalid(field, name, "must be a standard resource for containers");
      }
    } else if (!isNative(name) && !isExtended(name)) {
      errors.invalid(field, name, "doesn't follow extended resource name standard");
    }
  }

  /// A name that can be counted in a namespace.
  public static void validateOfQuota(String name, String field, FieldErrors errors) {
    validate(name, field, errors);
    if (!name.contains("/") && !isOfQuotas(name)) {
      errors.invalid(field, name, "must be a standard resource for quota");
    }
  }

  /// A name that a Pod can ask for as a whole.
  public static void validateOfPod(String name, String field, FieldErrors errors) {
    if (!validate(name, field, errors)) return;
    if (!OF_PODS.contains(name) && !isHugePages(name)) {
      errors.notSupported(field, name, List.of("cpu", "hugepages-", "memory"));
    }
  }

  public static boolean isOfQuotas(String name) {
    return OF_QUOTAS.contains(name) || isHugePages(name)
        || name.startsWith("requests.hugepages-");
  }

  public static boolean isHugePages(String name) {
    return name.startsWith("hugepages-");
  }

  /// Of which there are only whole ones.
  public static boolean isWhole(String name) {
    return WHOLE.contains(name) || isExtended(name);
  }

  /// Whether more may be promised than there is.
  public static boolean allowsOvercommit(String name) {
    return isNative(name) && !isHugePages(name);
  }

  private static boolean isNative(String name) {
    return !name.contains("/") || name.contains("kubernetes.io/");
  }

  private static boolean isExtended(String name) {
    return !isNative(name) && !name.startsWith("requests.")
        && Names.faultsOfKey("requests." + name).isEmpty();
  }
}
