package kube.controlplane.apiserver.output.registration;

import java.util.List;
import java.util.Optional;

import kube.controlplane.apiserver.output.Column;
import kube.controlplane.apiserver.output.SelectorText;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The table columns of the kinds that change the API: `admissionregistration.k8s.io` and
/// `apiregistration.k8s.io`, by the names of the kinds.
public final class RegistrationColumns {

  private static final List<Column> WEBHOOKS = List.of(Column.ofName(),
      Column.number("Webhooks", configuration -> configuration.path("webhooks").size()),
      Column.age());

  private static final List<Column> BINDING = List.of(Column.ofName(),
      Column.text("PolicyName", binding -> Json.text(binding, "spec.policyName")),
      Column.text("ParamRef", RegistrationColumns::parameters), Column.age());

  private static final List<Column> API_SERVICE = List.of(Column.ofName(),
      Column.text("Service", RegistrationColumns::service),
      Column.text("Available", RegistrationColumns::available), Column.age());

  private RegistrationColumns() {}

  public static Optional<List<Column>> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "APIService" -> API_SERVICE;
      case "MutatingAdmissionPolicy" -> policy("Mutations", "spec.mutations");
      case "MutatingAdmissionPolicyBinding", "ValidatingAdmissionPolicyBinding" -> BINDING;
      case "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration" -> WEBHOOKS;
      case "ValidatingAdmissionPolicy" -> policy("Validations", "spec.validations");
      default -> null;
    });
  }

  private static List<Column> policy(String rules, String path) {
    return List.of(Column.ofName(),
        Column.number(rules, policy -> Json.at(policy, path).size()),
        Column.text("ParamKind", policy -> Json.at(policy, "spec").has("paramKind")
            ? Json.text(policy, "spec.paramKind.apiVersion") + "/"
                + Json.text(policy, "spec.paramKind.kind")
            : "<unset>"),
        Column.age());
  }

  private static String parameters(JsonNode binding) {
    JsonNode reference = Json.at(binding, "spec.paramRef");
    String name = Json.text(reference, "name");
    String namespace = Json.text(reference, "namespace");
    if (!name.isEmpty()) return (namespace.isEmpty() ? "*" : namespace) + "/" + name;
    return reference.has("selector") ? SelectorText.of(reference.path("selector")) : "<unset>";
  }

  private static String service(JsonNode registration) {
    JsonNode service = Json.at(registration, "spec.service");
    return service.isObject()
        ? Json.text(service, "namespace") + "/" + Json.text(service, "name")
        : "Local";
  }

  private static String available(JsonNode registration) {
    return Json.at(registration, "status.conditions").valueStream()
        .filter(condition -> Json.text(condition, "type").equals("Available"))
        .map(condition -> Json.text(condition, "status").equals("True")
            ? "True"
            : Json.text(condition, "status") + " (" + Json.text(condition, "reason") + ")")
        .findFirst().orElse("Unknown");
  }
}
