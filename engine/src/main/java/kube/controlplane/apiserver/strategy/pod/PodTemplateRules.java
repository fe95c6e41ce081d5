package kube.controlplane.apiserver.strategy.pod;

import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.MetadataRules;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The rules for a template of Pods, wherever one stands: in a ReplicaSet, a Job, a PodTemplate.
///
/// **In Kubernetes:** `ValidatePodTemplateSpec` of
/// [core/validation](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/apis/core/validation/validation.go)
public final class PodTemplateRules {

  private PodTemplateRules() {}

  /// Checks labels, annotations and the wish of the template that stands at `field`.
  public static void validate(JsonNode template, String field, FieldErrors errors) {
    JsonNode spec = template.path("spec");
    JsonNode metadata = template.path("metadata");
    MetadataRules.validateLabels(metadata.path("labels"), field + ".labels", errors);
    MetadataRules.validateAnnotations(metadata.path("annotations"), field + ".annotations", errors);
    AnnotationRules.validate(Json.texts(metadata, "annotations"), spec, field + ".annotations",
        errors);
    PodRules.validateTemplate(spec, field + ".spec", errors);
    if (!spec.path("ephemeralContainers").isEmpty()) {
      errors.forbidden(field + ".spec.ephemeralContainers",
          "ephemeral containers not allowed in pod template");
    }
  }
}
