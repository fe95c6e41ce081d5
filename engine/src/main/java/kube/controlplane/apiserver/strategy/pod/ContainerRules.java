package kube.controlplane.apiserver.strategy.pod;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.PullPolicies;
import kube.controlplane.apiserver.strategy.PortRules;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The rules that hold for every container: of the Pod, before it, or added for debugging.
final class ContainerRules {

  private static final List<String> MESSAGE_POLICIES = List.of("File", "FallbackToLogsOnError");
  private static final List<String> RESIZE_POLICIES = List.of("NotRequired", "RestartContainer");
  private static final int RESTART_RULES_AT_MOST = 20;
  private static final int EXIT_CODES_AT_MOST = 255;

  private ContainerRules() {}

  static void validate(PodScope scope, Field container) {
    container.at("name").mustBeNamed(Names.DNS_LABEL);
    container.at("image").mustBeThere();
    Field message = container.at("terminationMessagePolicy");
    if (message.mustBeThere()) message.mustBeOneOf(MESSAGE_POLICIES);
    PortRules.validateOfContainer(container);
    EnvRules.validate(container);
    MountRules.validate(scope, container);
    Field pull = container.at("imagePullPolicy");
    if (pull.mustBeThere()) pull.mustBeOneOf(PullPolicies.ALL);
    ResourceRules.validate(container.at("resources"), scope.claims());
    validateResizePolicy(scope, container.at("resizePolicy"));
    SecurityRules.validateContainer(container.at("securityContext"), scope.usesHostUsers());
  }

  /// A template may carry a blank image for somebody to fill in; a Pod may not.
  static void validateImageOfPod(JsonNode container, String field, FieldErrors errors) {
    String image = Json.text(container, "image");
    if (!image.equals(image.strip())) {
      errors.invalid(field + ".image", image, "must not have leading or trailing whitespace");
    }
  }

  private static void validateResizePolicy(PodScope scope, Field policies) {
    Set<String> seen = new HashSet<>();
    for (Field policy : policies.elements()) {
      String resource = policy.at("resourceName").text();
      String restart = policy.at("restartPolicy").text();
      if (!seen.add(resource)) scope.errors().duplicate(policy.path(), resource);
      requireOneOf(policies, resource, List.of("cpu", "memory"));
      requireOneOf(policies, restart, RESIZE_POLICIES);
      if (scope.restartPolicy().equals("Never") && !restart.equals("NotRequired")) {
        scope.errors().invalid(policies.path(), restart,
            "must be 'NotRequired' when `restartPolicy` is 'Never'");
      }
    }
  }

  private static void requireOneOf(Field place, String value, List<String> supported) {
    if (value.isEmpty()) place.required("");
    else if (!supported.contains(value)) {
      place.errors().notSupported(place.path(), value, supported);
    }
  }

  /// A container may have a policy of its own, with rules for certain exit codes.
  static void validateRestartPolicy(Field container) {
    Field policy = container.at("restartPolicy");
    List<Field> rules = container.at("restartPolicyRules").elements();
    if (policy.isPresent()) policy.mustBeOneOf(PodRules.RESTART_POLICIES);
    else if (!rules.isEmpty()) {
      policy.required("must specify restartPolicy when restart rules are used");
    }
    container.at("restartPolicyRules").mustHaveAtMost(RESTART_RULES_AT_MOST);
    for (Field rule : rules) {
      rule.at("action").mustBeOneOf(List.of("Restart", "RestartAllContainers"));
      Field codes = rule.at("exitCodes");
      if (!codes.isPresent()) {
        codes.required("must be specified");
        continue;
      }
      String operator = codes.at("operator").text();
      if (!List.of("In", "NotIn").contains(operator)) {
        codes.errors().notSupported(codes.at("operator").path(), operator, List.of("In", "NotIn"));
      }
      codes.at("values").mustHaveAtMost(EXIT_CODES_AT_MOST);
    }
  }
}
