package kube.controlplane.apiserver.strategy.extension;

import java.util.Optional;

import kube.controlplane.apiserver.custom.definition.DefinitionStrategy;
import kube.controlplane.apiserver.strategy.Strategy;

/// The strategies of the kinds that change the API itself, by the names of the kinds.
public final class ExtensionStrategies {

  private ExtensionStrategies() {}

  public static Optional<Strategy> of(String kind) {
    return Optional.ofNullable(switch (kind) {
      case "APIService" -> new ApiServiceStrategy();
      case "CustomResourceDefinition" -> new DefinitionStrategy();
      case "MutatingAdmissionPolicy" -> new PolicyStrategy(false);
      case "MutatingAdmissionPolicyBinding" -> new BindingStrategy(false);
      case "MutatingWebhookConfiguration" -> new WebhookStrategy(true);
      case "ValidatingAdmissionPolicy" -> new PolicyStrategy(true);
      case "ValidatingAdmissionPolicyBinding" -> new BindingStrategy(true);
      case "ValidatingWebhookConfiguration" -> new WebhookStrategy(false);
      default -> null;
    });
  }
}
