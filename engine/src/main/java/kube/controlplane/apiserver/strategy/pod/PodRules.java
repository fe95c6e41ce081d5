package kube.controlplane.apiserver.strategy.pod;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import kube.controlplane.apiserver.strategy.Addresses;
import kube.controlplane.apiserver.strategy.Each;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.MetadataRules;
import kube.controlplane.apiserver.strategy.Names;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The rules for a Pod's wish, in Pods and in templates alike.
///
/// **Models** what Kubernetes 1.37 checks with its default features. **Leaves out** the order of a
/// few messages that Kubernetes itself gives in random order.
///
/// **In Kubernetes:** `ValidatePodSpec` of
/// [core/validation](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/apis/core/validation/validation.go)
public final class PodRules {

  public static final List<String> RESTART_POLICIES = List.of("Always", "OnFailure", "Never");
  private static final List<String> DNS_POLICIES = List.of("ClusterFirstWithHostNet",
      "ClusterFirst", "Default", "None");

  private PodRules() {}

  /// Checks what only creation may not say.
  public static void validateCreate(JsonNode pod, FieldErrors errors) {
    JsonNode spec = pod.path("spec");
    if (!spec.path("ephemeralContainers").isEmpty()) {
      errors.forbidden("spec.ephemeralContainers", "cannot be set on create");
    }
    if (!Json.text(spec, "nodeName").isEmpty() && !spec.path("schedulingGates").isEmpty()) {
      errors.forbidden("spec.nodeName",
          "cannot be set until all schedulingGates have been cleared");
    }
  }

  /// Checks a Pod, new or changed.
  public static void validatePod(JsonNode pod, FieldErrors errors) {
    JsonNode spec = pod.path("spec");
    AnnotationRules.validate(Json.texts(pod, "metadata.annotations"), spec, "metadata.annotations",
        errors);
    validate(PodScope.of(spec, Json.text(pod, "metadata.name"), errors), "spec");
    for (String list : List.of("containers", "initContainers")) {
      Each.entry(spec.path(list), "spec." + list,
          (container, field) -> ContainerRules.validateImageOfPod(container, field, errors));
    }
  }

  /// Checks the wish of a template.
  public static void validateTemplate(JsonNode spec, String field, FieldErrors errors) {
    validate(PodScope.of(spec, "", errors), field);
  }

  private static void validate(PodScope scope, String field) {
    JsonNode spec = scope.spec();
    FieldErrors errors = scope.errors();
    VolumeRules.validate(scope, field + ".volumes");
    ResourceClaimRules.validate(scope, field + ".resourceClaims");
    ContainerListRules.validate(scope, field);
    ResourceRules.validatePodLevel(scope, field + ".resources");
    validateHostPorts(spec, field, errors, scope.isTemplate());
    errors.requiredOneOf(spec, "restartPolicy", field + ".restartPolicy", RESTART_POLICIES);
    errors.requiredOneOf(spec, "dnsPolicy", field + ".dnsPolicy", DNS_POLICIES);
    MetadataRules.validateLabels(spec.path("nodeSelector"), field + ".nodeSelector", errors);
    SecurityRules.validatePod(spec, field, errors);
    AffinityRules.validate(spec.path("affinity"), field + ".affinity", errors);
    DnsRules.validate(spec, field + ".dnsConfig", errors);
    Each.entry(spec.path("readinessGates"), field + ".readinessGates", (gate, at) -> errors
        .key(at + ".conditionType", Json.text(gate, "conditionType")));
    validateSchedulingGates(spec.path("schedulingGates"), field + ".schedulingGates", errors);
    SpreadRules.validate(spec.path("topologySpreadConstraints"),
        field + ".topologySpreadConstraints", errors);
    validateHostUsers(spec, field, errors);
    validateNames(spec, field, errors);
    errors.within(spec.path("activeDeadlineSeconds"), 1, Integer.MAX_VALUE,
        field + ".activeDeadlineSeconds");
    TolerationRules.validate(spec.path("tolerations"), field + ".tolerations", errors);
    validateHostAliases(spec.path("hostAliases"), field + ".hostAliases", errors);
    validateRest(scope, field);
  }

  private static void validateNames(JsonNode spec, String field, FieldErrors errors) {
    for (String name : List.of("serviceAccountName", "nodeName", "priorityClassName",
        "runtimeClassName")) {
      String value = Json.text(spec, name);
      if (!value.isEmpty()) errors.form(field + "." + name, value, Names.DNS_SUBDOMAIN);
    }
    for (String name : List.of("hostname", "subdomain")) {
      String value = Json.text(spec, name);
      if (!value.isEmpty()) errors.form(field + "." + name, value, Names.DNS_LABEL);
    }
  }

  private static void validateHostAliases(JsonNode aliases, String list, FieldErrors errors) {
    Each.entry(aliases, list, (alias, field) -> {
      Addresses.validate(Json.text(alias, "ip"), field + ".ip", errors);
      Each.entry(alias.path("hostnames"), field + ".hostnames", (name, at) -> errors.form(at,
          name.asString(""), Names.DNS_SUBDOMAIN));
    });
  }

  /// On the network of the node, a container has its port there.
  private static void validateHostPorts(JsonNode spec, String field, FieldErrors errors,
      boolean isTemplate) {
    if (!Json.flag(spec, "hostNetwork")) return;
    Each.entry(spec.path("containers"), field + ".containers", (container, at) -> Each
        .entry(container.path("ports"), at + ".ports", (port, place) -> {
          int onHost = Json.number(port, "hostPort", 0);
          boolean counts = !isTemplate || onHost != 0;
          if (counts && onHost != Json.number(port, "containerPort", 0)) {
            errors.invalid(place + ".hostPort", port.path("hostPort"),
                "must match `containerPort` when `hostNetwork` is true");
          }
        }));
  }

  private static void validateSchedulingGates(JsonNode gates, String list, FieldErrors errors) {
    Set<String> seen = new HashSet<>();
    Each.entry(gates, list, (gate, field) -> {
      String name = Json.text(gate, "name");
      errors.key(field, name);
      if (!seen.add(name)) errors.duplicate(field, name);
    });
  }

  private static void validateHostUsers(JsonNode spec, String field, FieldErrors errors) {
    if (spec.path("hostUsers").asBoolean(true)) return;
    String why = "when `pod.Spec.HostUsers` is false";
    if (Json.flag(spec, "hostNetwork")) errors.forbidden(field + ".hostNetwork", why);
    if (Json.flag(spec, "hostPID")) errors.forbidden(field + ".HostPID", why);
    if (Json.flag(spec, "hostIPC")) errors.forbidden(field + ".HostIPC", why);
  }

  private static void validateRest(PodScope scope, String field) {
    JsonNode spec = scope.spec();
    FieldErrors errors = scope.errors();
    errors.oneOf(spec, "preemptionPolicy", field + ".preemptionPolicy",
        List.of("PreemptLowerPriority", "Never"));
    ResourceRules.validateAmounts(spec.path("overhead"), field + ".overhead.limits", errors);
    if (!spec.has("os")) return;
    String system = Json.text(spec, "os.name");
    if (system.isEmpty()) {
      errors.required(field + ".os.name", "cannot be empty");
    } else if (!List.of("linux", "windows").contains(system)) {
      errors.notSupported(field + ".os", system, List.of("linux", "windows"));
    } else {
      WindowsRules.validateSystem(spec, system, field, errors);
    }
  }
}
