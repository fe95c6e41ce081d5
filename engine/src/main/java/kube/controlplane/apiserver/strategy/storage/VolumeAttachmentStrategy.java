package kube.controlplane.apiserver.strategy.storage;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.Strategy;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// VolumeAttachments: the wish that a volume is attached to a node.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume-attachment-v1/
final class VolumeAttachmentStrategy implements Strategy {

  private static final String ONE_SOURCE = "must specify exactly one of inlineVolumeSpec and"
      + " persistentVolumeName";

  @Override
  public void prepareForCreate(ObjectNode object) {
    object.putObject("status").put("attached", false);
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field spec = Field.of(object, errors).at("spec");
    if (spec.at("attacher").mustBeThere()) spec.at("attacher").mustHaveForm(Names.DNS_SUBDOMAIN);
    Field source = spec.at("source");
    Field volume = source.at("persistentVolumeName");
    boolean isInline = source.at("inlineVolumeSpec").isPresent();
    if (isInline && volume.isPresent()) {
      source.forbidden(ONE_SOURCE);
    } else if (!isInline && !volume.isPresent()) {
      source.required(ONE_SOURCE);
    } else if (!isInline && volume.mustBeThere("must specify non empty persistentVolumeName")) {
      volume.mustHaveForm(Names.DNS_SUBDOMAIN);
    }
    Field node = spec.at("nodeName");
    Names.DNS_SUBDOMAIN.fault(node.text())
        .ifPresent(fault -> errors.invalid(node.path(), node.text(), fault));
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    errors.immutable("spec", old.path("spec"), object.path("spec"));
  }
}
