package kube.controlplane.apiserver.strategy.networking;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Forms;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.Strategy;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Ingresses: which Service answers which host and path.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/services-networking/ingress/ ·
/// [networking/validation](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/apis/networking/validation/validation.go)
final class IngressStrategy implements Strategy {

  private static final String OLD_CLASS = "kubernetes.io/ingress.class";
  private static final String NO_ADDRESS = "must be a DNS name, not an IP address";

  @Override
  public void prepareForCreate(ObjectNode object) {
    object.putObject("status").putObject("loadBalancer");
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field ingress = Field.of(object, errors);
    Field spec = ingress.at("spec");
    if (spec.at("rules").isEmpty() && !spec.at("defaultBackend").isPresent()) {
      errors.invalid("spec", spec.at("rules").value(),
          "either `defaultBackend` or `rules` must be specified");
    }
    if (spec.at("defaultBackend").isPresent()) {
      IngressBackendRules.validate(spec.at("defaultBackend"));
    }
    for (Field rule : spec.at("rules").elements()) {
      validateHost(rule.at("host"));
      if (rule.at("http").isPresent()) IngressBackendRules.validatePaths(rule.at("http"));
    }
    for (Field tls : spec.at("tls").elements()) {
      tls.at("hosts").elements().forEach(IngressStrategy::validateName);
      if (!tls.at("secretName").isEmpty()) tls.at("secretName").mustHaveForm(Names.DNS_SUBDOMAIN);
    }
    Field className = spec.at("ingressClassName");
    className.mustHaveForm(Names.DNS_SUBDOMAIN);
    validateOldClass(ingress, className);
  }

  private static void validateOldClass(Field ingress, Field className) {
    JsonNode before = ingress.value().path("metadata").path("annotations").path(OLD_CLASS);
    if (before.isString() && className.isPresent() && !before.equals(className.value())) {
      ingress.errors().invalid("annotations." + OLD_CLASS, before,
          "must match `ingressClassName` when both are specified");
    }
  }

  private static void validateHost(Field host) {
    if (host.isEmpty()) return;
    if (Forms.address(host.text()).isPresent()) host.invalid(NO_ADDRESS);
    validateName(host);
  }

  private static void validateName(Field host) {
    host.mustHaveForm(host.text().contains("*") ? Forms.WILDCARD_SUBDOMAIN : Names.DNS_SUBDOMAIN);
  }

  @Override
  public void validateSubresource(String subresource, JsonNode object, JsonNode old,
      FieldErrors errors) {
    Field balancer = Field.of(object, errors).at("status").at("loadBalancer");
    for (Field entry : balancer.at("ingress").elements()) {
      Field address = entry.at("ip");
      if (!address.isEmpty()) address.mustHaveForm(Forms.IP_ADDRESS);
      Field host = entry.at("hostname");
      if (host.isEmpty()) continue;
      host.mustHaveForm(Names.DNS_SUBDOMAIN);
      if (Forms.address(host.text()).isPresent()) host.invalid(NO_ADDRESS);
    }
  }

  @Override
  public boolean countsGenerations() {
    return true;
  }
}
