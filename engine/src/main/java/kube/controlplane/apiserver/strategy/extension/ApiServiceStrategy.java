package kube.controlplane.apiserver.strategy.extension;

import java.util.Base64;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.NameForm;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Registrations of groups and versions, and of the Services that answer for them.
///
/// **In Kubernetes:**
/// [validation.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/kube-aggregator/pkg/apis/apiregistration/validation/validation.go)
record ApiServiceStrategy() implements Strategy {

  private static final int HTTPS = 443;
  private static final int HIGHEST_OF_GROUPS = 20_000;
  private static final int HIGHEST_OF_VERSIONS = 1_000;

  @Override
  public void setDefaults(ObjectNode object) {
    if (object.path("spec").path("service") instanceof ObjectNode service
        && !service.has("port")) {
      service.put("port", HTTPS);
    }
  }

  @Override
  public NameForm nameForm() {
    return NameForm.PATH_SEGMENT;
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field spec = Field.of(object, errors).at("spec");
    String group = spec.at("group").text();
    String version = spec.at("version").text();
    String name = Json.text(object, "metadata.name");
    if (!name.equals(version + "." + group)) {
      errors.invalid("metadata.name", name,
          "must be `spec.version+\".\"+spec.group`: \"" + version + "." + group + "\"");
    }
    if (group.isEmpty() && !version.equals("v1")) {
      errors.required("spec.group",
          "only v1 may have an empty group and it better be legacy kube");
    }
    if (!group.isEmpty()) spec.at("group").mustHaveForm(Names.DNS_SUBDOMAIN);
    errors.form("spec.version", version, Names.DNS_1035_LABEL);
    validatePriority(spec, "groupPriorityMinimum", HIGHEST_OF_GROUPS, errors);
    validatePriority(spec, "versionPriority", HIGHEST_OF_VERSIONS, errors);
    validateService(spec, errors);
  }

  private static void validatePriority(Field spec, String field, int highest,
      FieldErrors errors) {
    int number = Json.number(spec.value(), field, 0);
    if (number > 0 && number <= highest) return;
    errors.invalid("spec." + field, Json.object().put("number", number).path("number"),
        "must be positive and less than " + highest);
  }

  private static void validateService(Field spec, FieldErrors errors) {
    Field service = spec.at("service");
    String bundle = spec.at("caBundle").text();
    boolean isSkipped = Json.flag(spec.value(), "insecureSkipTLSVerify");
    if (!service.isPresent()) {
      if (!bundle.isEmpty()) {
        errors.invalid("spec.caBundle", bytes(bundle) + " bytes",
            "local APIServices may not have a caBundle");
      }
      if (isSkipped) {
        spec.at("insecureSkipTLSVerify")
            .invalid("local APIServices may not have insecureSkipTLSVerify");
      }
      return;
    }
    service.at("namespace").mustBeThere("");
    service.at("name").mustBeThere("");
    int port = Json.number(service.value(), "port", 0);
    if (port < 1 || port > 65_535) {
      service.at("port").invalid("port is not valid: must be between 1 and 65535, inclusive");
    }
    if (isSkipped && !bundle.isEmpty()) {
      spec.at("insecureSkipTLSVerify").invalid("may not be true if caBundle is present");
    }
  }

  private static int bytes(String base64) {
    try {
      return Base64.getDecoder().decode(base64).length;
    } catch (IllegalArgumentException _) {
      return base64.length();
    }
  }
}
