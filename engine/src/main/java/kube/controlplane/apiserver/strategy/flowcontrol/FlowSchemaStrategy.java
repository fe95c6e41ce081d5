package kube.controlplane.apiserver.strategy.flowcontrol;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// FlowSchemas: which requests belong to which level of priority.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/cluster-administration/flow-control/ ·
/// [flowcontrol/validation](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/apis/flowcontrol/validation/validation.go)
final class FlowSchemaStrategy implements Strategy {

  private static final int LAST = 10_000;

  @Override
  public void setDefaults(ObjectNode object) {
    Defaults.put(Defaults.object(object, "spec"), "matchingPrecedence", 1000);
  }

  @Override
  public void prepareForCreate(ObjectNode object) {
    object.putObject("status");
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field spec = Field.of(object, errors).at("spec");
    Field precedence = spec.at("matchingPrecedence");
    if (precedence.number() <= 0) precedence.invalid("must be a positive value");
    if (precedence.number() > LAST) precedence.invalid("must not be greater than " + LAST);
    boolean isExempt = Json.text(object, "metadata.name").equals("exempt");
    if (precedence.number() == 1 && !isExempt) {
      precedence.invalid("only the schema named 'exempt' may have matchingPrecedence 1");
    }
    spec.at("distinguisherMethod").at("type").mustBeOneOf(List.of("ByNamespace", "ByUser"));
    Field level = spec.at("priorityLevelConfiguration").at("name");
    if (level.mustBeThere("must reference a priority level")) {
      level.mustHaveForm(Names.DNS_SUBDOMAIN);
    }
    spec.at("rules").elements().forEach(FlowSchemaStrategy::validateRule);
  }

  private static void validateRule(Field rule) {
    rule.at("subjects").mustBeThere("subjects must contain at least one value");
    rule.at("subjects").elements().forEach(FlowSchemaStrategy::validateSubject);
    if (rule.at("resourceRules").isEmpty() && rule.at("nonResourceRules").isEmpty()) {
      rule.required("at least one of resourceRules and nonResourceRules has to be non-empty");
    }
    rule.at("resourceRules").elements().forEach(RequestRules::validateOfResources);
    rule.at("nonResourceRules").elements().forEach(RequestRules::validateOfPaths);
  }

  private static void validateSubject(Field subject) {
    String kind = subject.at("kind").text();
    String own = switch (kind) {
      case "ServiceAccount" -> "serviceAccount";
      case "User" -> "user";
      case "Group" -> "group";
      default -> "";
    };
    if (own.isEmpty()) {
      subject.errors().notSupported(subject.path() + ".kind", kind,
          List.of("Group", "ServiceAccount", "User"));
      return;
    }
    Field said = subject.at(own);
    if (said.isPresent()) {
      said.at("name").mustBeThere();
    } else {
      said.required(own + " is required when subject kind is '" + kind + "'");
    }
    if (kind.equals("ServiceAccount") && said.isPresent()) {
      said.at("namespace").mustBeThere("must specify namespace for service account");
    }
    for (String other : List.of("serviceAccount", "user", "group")) {
      if (other.equals(own) || !subject.at(other).isPresent()) continue;
      String otherKind = Character.toUpperCase(other.charAt(0)) + other.substring(1);
      subject.at(other)
          .forbidden(other + " is forbidden when subject kind is not '" + otherKind + "'");
    }
  }

  @Override
  public void validateSubresource(String subresource, JsonNode object, JsonNode old,
      FieldErrors errors) {
    validateConditions(object, errors);
  }

  static void validateConditions(JsonNode object, FieldErrors errors) {
    Set<String> types = new TreeSet<>();
    for (Field condition : Field.of(object, errors).at("status").at("conditions").elements()) {
      Field type = condition.at("type");
      if (!types.add(type.text())) errors.duplicate(type.path(), type.value());
      type.mustBeThere("must not be empty");
    }
  }

  @Override
  public boolean countsGenerations() {
    return true;
  }
}
