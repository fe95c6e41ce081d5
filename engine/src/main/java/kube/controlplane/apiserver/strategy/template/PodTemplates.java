package kube.controlplane.apiserver.strategy.template;

import java.util.List;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.MetadataRules;
import kube.controlplane.apiserver.strategy.pod.PodDefaults;
import kube.controlplane.apiserver.strategy.pod.PodTemplateRules;

import tools.jackson.databind.node.ObjectNode;

/// The template that Pods are made from, wherever one is embedded: in Deployments, Jobs and others.
///
/// **In Kubernetes:** `ValidatePodTemplateSpec`,
/// [core/validation](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/apis/core/validation/validation.go)
public final class PodTemplates {

  private PodTemplates() {}

  /// Fills in what the author of `owner.template` left out.
  ///
  /// Two templates that mean the same become the same text: controllers compare them.
  public static void setDefaults(ObjectNode owner) {
    if (!(owner.path("template") instanceof ObjectNode template)) return;
    template.withObject("metadata").remove("creationTimestamp");
    PodDefaults.fill(template.withObject("spec"));
  }

  /// Checks a template that must be there.
  public static void validate(Field template) {
    if (!template.isPresent()) {
      template.required("");
      return;
    }
    PodTemplateRules.validate(template.value(), template.path(), template.errors());
  }

  /// Checks only what the Pods will be labelled with.
  public static void validateMetadata(Field template) {
    MetadataRules.validateLabels(template.value().path("metadata").path("labels"),
        template.path() + ".labels", template.errors());
  }

  /// Checks that the Pods are made to run for ever.
  ///
  /// @param owner the kind that wants it so
  public static void validateRunsForEver(Field template, String owner) {
    if (!template.isPresent()) return;
    Field podSpec = template.at("spec");
    podSpec.at("restartPolicy").mustBeOneOf(List.of("Always"));
    if (podSpec.at("activeDeadlineSeconds").isPresent()) {
      podSpec.at("activeDeadlineSeconds")
          .forbidden("activeDeadlineSeconds in " + owner + " is not Supported");
    }
  }
}
