package kube.controlplane.apiserver.strategy.pod.volume;

import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.MetadataRules;
import kube.controlplane.apiserver.strategy.PullPolicies;
import kube.controlplane.apiserver.strategy.Quantities;

import tools.jackson.databind.JsonNode;

/// The rules for volumes that live and die with their Pod.
final class InlineRules {

  private InlineRules() {}

  /// An empty directory may have a size, and a size is not negative.
  static void validateEmptyDir(JsonNode directory, String field, FieldErrors errors) {
    if (Quantities.of(directory.path("sizeLimit")).filter(it -> it.amount().signum() < 0)
        .isPresent()) {
      errors.forbidden(field + ".sizeLimit", "SizeLimit field must be a valid resource quantity");
    }
  }

  /// A claim that is made for the Pod.
  static void validateEphemeral(JsonNode ephemeral, String field, FieldErrors errors) {
    JsonNode template = ephemeral.path("volumeClaimTemplate");
    String at = field + ".volumeClaimTemplate";
    if (template.isMissingNode()) {
      errors.required(at);
      return;
    }
    JsonNode metadata = template.path("metadata");
    MetadataRules.validateAnnotations(metadata.path("annotations"), at + ".metadata.annotations",
        errors);
    MetadataRules.validateLabels(metadata.path("labels"), at + ".metadata.labels", errors);
    for (String name : metadata.propertyNames()) {
      if (!name.equals("annotations") && !name.equals("labels")) {
        errors.forbidden(at + ".metadata." + name, "cannot be set");
      }
    }
    ClaimRules.validateSpec(template.path("spec"), at + ".spec", errors);
  }

  /// An image, mounted like a directory.
  static void validateImage(JsonNode image, String field, FieldErrors errors) {
    errors.requiredOneOf(image, "pullPolicy", field + ".pullPolicy", PullPolicies.ALL);
  }
}
