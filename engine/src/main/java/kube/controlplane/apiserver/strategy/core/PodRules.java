package kube.controlplane.apiserver.strategy.core;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.MetadataRules;
import kube.controlplane.apiserver.strategy.Names;
import kube.foundation.api.Json;
import kube.foundation.api.Quantity;

import tools.jackson.databind.JsonNode;

/// The rules for a Pod's wish, in Pods and in templates alike.
///
/// **Models** the rules for containers, ports, policies, tolerations, resources.
/// **Leaves out** volumes, probes, security contexts and affinity, which come with their lessons.
///
/// **In Kubernetes:**
/// [core/validation](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/apis/core/validation/validation.go)
public final class PodRules {

  public static final List<String> RESTART_POLICIES = List.of("Always", "OnFailure", "Never");
  private static final List<String> DNS_POLICIES = List.of("ClusterFirstWithHostNet",
      "ClusterFirst", "Default", "None");
  private static final List<String> PULL_POLICIES = List.of("Always", "IfNotPresent", "Never");
  private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");
  private static final List<String> TOLERATION_OPERATORS = List.of("Equal", "Exists");
  private static final List<String> EFFECTS = List.of("NoSchedule", "PreferNoSchedule",
      "NoExecute");

  private static final String QUANTITY_FORM = "quantities must match the regular expression"
      + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

  private PodRules() {}

  public static void validate(JsonNode spec, String field, FieldErrors errors) {
    Set<String> names = new HashSet<>();
    validateContainers(spec.path("initContainers"), field + ".initContainers", names, errors);
    if (spec.path("containers").isEmpty()) errors.required(field + ".containers");
    validateContainers(spec.path("containers"), field + ".containers", names, errors);
    errors.oneOf(spec, "restartPolicy", field + ".restartPolicy", RESTART_POLICIES);
    errors.oneOf(spec, "dnsPolicy", field + ".dnsPolicy", DNS_POLICIES);
    errors.notNegative(spec, "terminationGracePeriodSeconds",
        field + ".terminationGracePeriodSeconds");
    JsonNode deadline = spec.path("activeDeadlineSeconds");
    if (deadline.isNumber() && deadline.asLong(0) < 1) {
      errors.invalid(field + ".activeDeadlineSeconds", deadline,
          "must be between 1 and 2147483647, inclusive");
    }
    MetadataRules.validateLabels(spec.path("nodeSelector"), field + ".nodeSelector", errors);
    String node = Json.text(spec, "nodeName");
    if (!node.isEmpty()) {
      Names.DNS_SUBDOMAIN.fault(node)
          .ifPresent(fault -> errors.invalid(field + ".nodeName", node, fault));
    }
    validateTolerations(spec.path("tolerations"), field + ".tolerations", errors);
  }

  private static void validateContainers(JsonNode containers, String list, Set<String> names,
      FieldErrors errors) {
    int index = 0;
    for (JsonNode container : containers) {
      String field = list + "[" + index++ + "]";
      String name = Json.text(container, "name");
      if (name.isEmpty()) {
        errors.required(field + ".name");
      } else {
        Names.DNS_LABEL.fault(name)
            .ifPresent(fault -> errors.invalid(field + ".name", name, fault));
        if (!names.add(name)) errors.duplicate(field + ".name", container.path("name"));
      }
      String image = Json.text(container, "image");
      if (image.isEmpty()) {
        errors.required(field + ".image");
      } else if (!image.equals(image.strip())) {
        errors.invalid(field + ".image", image, "must not have leading or trailing whitespace");
      }
      errors.oneOf(container, "imagePullPolicy", field + ".imagePullPolicy", PULL_POLICIES);
      validatePorts(container.path("ports"), field + ".ports", errors);
      validateResources(container.path("resources"), field + ".resources", errors);
    }
  }

  private static void validatePorts(JsonNode ports, String list, FieldErrors errors) {
    Set<String> names = new HashSet<>();
    int index = 0;
    for (JsonNode port : ports) {
      String field = list + "[" + index++ + "]";
      String name = Json.text(port, "name");
      if (!name.isEmpty() && !names.add(name)) errors.duplicate(field + ".name", port.path("name"));
      if (port.path("containerPort").asInt(0) == 0) {
        errors.required(field + ".containerPort");
      } else {
        validatePort(port, "containerPort", field + ".containerPort", errors);
      }
      errors.oneOf(port, "protocol", field + ".protocol", PROTOCOLS);
    }
  }

  public static void validatePort(JsonNode port, String name, String field, FieldErrors errors) {
    int number = port.path(name).asInt(0);
    if (number < 1 || number > 65535) {
      errors.invalid(field, port.path(name), "must be between 1 and 65535, inclusive");
    }
  }

  private static void validateResources(JsonNode resources, String field, FieldErrors errors) {
    JsonNode limits = resources.path("limits");
    limits.forEachEntry((name, amount) -> validateAmount(amount, field + ".limits[" + name + "]",
        errors));
    resources.path("requests").forEachEntry((name, amount) -> {
      if (!validateAmount(amount, field + ".requests[" + name + "]", errors)) return;
      String limit = Json.text(limits, name);
      Quantity request = quantity(amount.asString("")).orElseThrow();
      if (quantity(limit).filter(most -> request.compareTo(most) > 0).isPresent()) {
        errors.invalid(field + ".requests", amount,
            "must be less than or equal to " + name + " limit of " + limit);
      }
    });
  }

  private static boolean validateAmount(JsonNode amount, String field, FieldErrors errors) {
    Optional<Quantity> quantity = quantity(amount.asString(""));
    if (quantity.isEmpty()) errors.invalid(field, amount, QUANTITY_FORM);
    boolean negative = quantity.filter(it -> it.amount().signum() < 0).isPresent();
    if (negative) errors.invalid(field, amount, "must be greater than or equal to 0");
    return quantity.isPresent() && !negative;
  }

  private static Optional<Quantity> quantity(String text) {
    try {
      return Optional.of(Quantity.parse(text));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static void validateTolerations(JsonNode tolerations, String list, FieldErrors errors) {
    int index = 0;
    for (JsonNode toleration : tolerations) {
      String field = list + "[" + index++ + "]";
      String key = Json.text(toleration, "key");
      String operator = Json.text(toleration, "operator");
      if (!key.isEmpty()) {
        Names.faultOfKey(key).ifPresent(fault -> errors.invalid(field + ".key", key, fault));
      } else if (!operator.equals("Exists")) {
        errors.invalid(field + ".operator", operator,
            "operator must be Exists when `key` is empty, which means \"match all values and all"
                + " keys\"");
      }
      if (operator.equals("Exists") && !Json.text(toleration, "value").isEmpty()) {
        errors.invalid(field + ".operator", toleration,
            "value must be empty when `operator` is 'Exists'");
      }
      if (!operator.isEmpty()) {
        errors.oneOf(toleration, "operator", field + ".operator", TOLERATION_OPERATORS);
      }
      if (!Json.text(toleration, "effect").isEmpty()) {
        errors.oneOf(toleration, "effect", field + ".effect", EFFECTS);
      }
      if (toleration.has("tolerationSeconds")
          && !Json.text(toleration, "effect").equals("NoExecute")) {
        errors.invalid(field + ".effect", Json.text(toleration, "effect"),
            "effect must be 'NoExecute' when `tolerationSeconds` is set");
      }
    }
  }
}
