package kube.controlplane.apiserver.strategy.networking;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Forms;
import kube.controlplane.apiserver.strategy.NameForm;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.Strategy;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// IPAddresses: an address of a Service, named by itself, so that nobody gets it twice.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/ip-address-v1/
final class IPAddressStrategy implements Strategy {

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field parent = Field.of(object, errors).at("spec").at("parentRef");
    if (!parent.isPresent()) {
      parent.required("");
      return;
    }
    if (!parent.at("group").isEmpty()) parent.at("group").mustHaveForm(Names.DNS_SUBDOMAIN);
    parent.at("resource").mustBeNamed(NameForm.PATH_SEGMENT);
    parent.at("name").mustBeNamed(NameForm.PATH_SEGMENT);
    parent.at("namespace").mustHaveForm(NameForm.PATH_SEGMENT);
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    errors.immutable("spec.parentRef", Json.at(old, "spec.parentRef"),
        Json.at(object, "spec.parentRef"));
  }

  @Override
  public NameForm nameForm() {
    return Forms.IP_ADDRESS;
  }
}
