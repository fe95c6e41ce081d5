package kube.foundation.api.quota;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.kinds.CoreKinds;

import tools.jackson.databind.JsonNode;

/// What one object uses, under the names that quotas know.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/policy/resource-quotas/#types-of-resource-quota
public final class QuotaUsage {

  /// Kinds whose objects quotas count under their plural alone.
  private static final Set<String> COUNTED_BY_PLURAL = Set.of("pods", "services", "secrets",
      "configmaps", "persistentvolumeclaims", "replicationcontrollers", "resourcequotas");
  private static final Set<String> BARE = Set.of("cpu", "memory", "ephemeral-storage");
  private static final String CLASS = ".storageclass.storage.k8s.io/";

  private QuotaUsage() {}

  /// Whether a quota with these names looks at objects of the kind at all.
  public static boolean isCounted(Kind<?> kind, Set<String> names) {
    if (names.contains("count/" + kind.qualifiedPlural())) return true;
    if (kind.equals(Kinds.POD)) {
      return names.stream().anyMatch(name -> name.equals("pods") || BARE.contains(name)
          || name.startsWith("requests.") || name.startsWith("limits."));
    }
    if (kind.equals(Kinds.SERVICE)) {
      return names.stream().anyMatch(name -> name.startsWith("services"));
    }
    if (kind.equals(CoreKinds.PERSISTENT_VOLUME_CLAIM)) {
      return names.stream().anyMatch(name -> name.equals("persistentvolumeclaims")
          || name.equals("requests.storage") || name.contains(CLASS));
    }
    return kind.group().isEmpty() && COUNTED_BY_PLURAL.contains(kind.plural())
        && names.contains(kind.plural());
  }

  public static Map<String, Amount> of(Kind<?> kind, JsonNode object) {
    Map<String, Amount> usage = new TreeMap<>();
    usage.put("count/" + kind.qualifiedPlural(), Amount.of(1));
    if (kind.equals(Kinds.POD)) {
      if (isOver(object)) return usage;
      ofPod(object, usage);
    } else if (kind.equals(Kinds.SERVICE)) {
      ofService(object, usage);
    } else if (kind.equals(CoreKinds.PERSISTENT_VOLUME_CLAIM)) {
      ofClaim(object, usage);
    }
    if (kind.group().isEmpty() && COUNTED_BY_PLURAL.contains(kind.plural())) {
      usage.put(kind.plural(), Amount.of(1));
    }
    return usage;
  }

  /// A Pod that has ended uses nothing but its place in the store.
  private static boolean isOver(JsonNode pod) {
    String phase = Json.text(pod, "status.phase");
    return phase.equals("Succeeded") || phase.equals("Failed");
  }

  private static void ofPod(JsonNode pod, Map<String, Amount> usage) {
    PodAmounts.sum(pod, "requests").forEach((name, amount) -> {
      usage.put("requests." + name, amount);
      if (BARE.contains(name)) usage.put(name, amount);
      if (name.startsWith("hugepages-")) usage.put(name, amount);
    });
    PodAmounts.sum(pod, "limits").forEach((name, amount) -> usage.put("limits." + name, amount));
  }

  private static void ofService(JsonNode service, Map<String, Amount> usage) {
    int ports = Json.at(service, "spec.ports").size();
    String type = Json.text(service, "spec.type");
    if (type.equals("LoadBalancer")) usage.put("services.loadbalancers", Amount.of(1));
    if (type.equals("NodePort") || type.equals("LoadBalancer")) {
      usage.put("services.nodeports", Amount.of(ports));
    }
  }

  private static void ofClaim(JsonNode claim, Map<String, Amount> usage) {
    Amount storage = Amount.of(Json.at(claim, "spec.resources.requests").path("storage"));
    usage.put("requests.storage", storage);
    String its = Json.text(claim, "spec.storageClassName");
    if (its.isEmpty()) return;
    usage.put(its + CLASS + "requests.storage", storage);
    usage.put(its + CLASS + "persistentvolumeclaims", Amount.of(1));
  }

  /// What a Pod's containers must say and do not, because the quota could not charge them
  /// otherwise: `limits.cpu for: web,log; requests.cpu for: web`.
  public static Optional<String> unsaid(Kind<?> kind, JsonNode pod, Set<String> names) {
    if (!kind.equals(Kinds.POD)) return Optional.empty();
    Map<String, TreeSet<String>> unsaid = new TreeMap<>();
    for (String name : names) {
      String field = name.startsWith("limits.") ? "limits" : "requests";
      String resource = name.replaceFirst("^(requests|limits)\\.", "");
      if (!BARE.contains(resource)) continue;
      for (String list : List.of("containers", "initContainers")) {
        for (JsonNode container : Json.at(pod, "spec." + list)) {
          JsonNode said = container.path("resources").path(field).path(resource);
          if (said.isMissingNode()) {
            unsaid.computeIfAbsent(name, _ -> new TreeSet<>()).add(Json.text(container, "name"));
          }
        }
      }
    }
    if (unsaid.isEmpty()) return Optional.empty();
    return Optional.of(unsaid.entrySet().stream()
        .map(entry -> entry.getKey() + " for: " + String.join(",", entry.getValue()))
        .collect(Collectors.joining("; ")));
  }
}
