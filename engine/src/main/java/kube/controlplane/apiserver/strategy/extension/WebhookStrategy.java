package kube.controlplane.apiserver.strategy.extension;

import java.util.List;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.Strategy;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Configurations of webhooks: where they listen, and what they are asked about.
///
/// **In Kubernetes:**
/// [admissionregistration/validation](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/apis/admissionregistration/validation/validation.go)
record WebhookStrategy(boolean isMutating) implements Strategy {

  @Override
  public void setDefaults(ObjectNode object) {
    for (JsonNode one : object.path("webhooks")) {
      if (!(one instanceof ObjectNode webhook)) continue;
      if (!webhook.has("failurePolicy")) webhook.put("failurePolicy", "Fail");
      if (!webhook.has("timeoutSeconds")) webhook.put("timeoutSeconds", 10);
      if (isMutating && !webhook.has("reinvocationPolicy")) {
        webhook.put("reinvocationPolicy", "Never");
      }
      MatchDefaults.fill(webhook, "rules");
      if (webhook.path("clientConfig").path("service") instanceof ObjectNode service
          && !service.has("port")) {
        service.put("port", 443);
      }
    }
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    for (Field webhook : Field.of(object, errors).at("webhooks").elements()) validate(webhook);
  }

  private static void validate(Field webhook) {
    Field name = webhook.at("name");
    if (name.mustBeThere()) {
      name.mustHaveForm(Names.DNS_SUBDOMAIN);
      if (name.text().split("\\.").length < 3) {
        name.invalid("should be a domain with at least three segments separated by dots");
      }
    }
    webhook.at("rules").elements().forEach(RuleChecks::validate);
    webhook.at("failurePolicy").mustBeOneOf(List.of("Fail", "Ignore"));
    webhook.at("matchPolicy").mustBeOneOf(List.of("Equivalent", "Exact"));
    Field effects = webhook.at("sideEffects");
    if (effects.mustBeThere("must specify one of None, NoneOnDryRun")) {
      effects.mustBeOneOf(List.of("None", "NoneOnDryRun"));
    }
    Field timeout = webhook.at("timeoutSeconds");
    boolean isOff = timeout.isPresent() && (timeout.number() < 1 || timeout.number() > 30);
    if (isOff) {
      timeout.invalid("the timeout value must be between 1 and 30 seconds");
    }
    Field versions = webhook.at("admissionReviewVersions");
    if (versions.mustBeThere("must specify one of v1, v1beta1")) {
      boolean isKnown = versions.elements().stream()
          .anyMatch(version -> List.of("v1", "v1beta1").contains(version.text()));
      if (!isKnown) versions.invalid("must include at least one of v1, v1beta1");
    }
    client(webhook.at("clientConfig"));
  }

  private static void client(Field config) {
    boolean hasUrl = config.at("url").isPresent();
    boolean hasService = config.at("service").isPresent();
    if (hasUrl == hasService) {
      config.required("exactly one of url or service is required");
    } else if (hasUrl) {
      Field url = config.at("url");
      if (!url.text().startsWith("https://")) {
        url.invalid("'https' is the only allowed URL scheme; desired format:"
            + " https://host[/path]");
      }
    } else {
      config.at("service").at("name").mustBeThere("service name is required");
      config.at("service").at("namespace").mustBeThere("service namespace is required");
      config.at("service").at("port").mustBePort();
    }
  }

  @Override
  public boolean countsGenerations() {
    return true;
  }

  @Override
  public JsonNode wish(JsonNode object) {
    return object.path("webhooks");
  }
}
