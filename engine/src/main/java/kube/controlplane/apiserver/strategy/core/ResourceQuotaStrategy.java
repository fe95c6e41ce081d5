package kube.controlplane.apiserver.strategy.core;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import kube.controlplane.apiserver.strategy.AmountRules;
import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.Quantities;
import kube.controlplane.apiserver.strategy.ResourceNames;
import kube.controlplane.apiserver.strategy.Strategy;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// ResourceQuotas: how much a namespace may have of what.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/policy/resource-quotas/
final class ResourceQuotaStrategy implements Strategy {

  @Override
  public void setDefaults(ObjectNode object) {
    Quantities.canonicalize(Defaults.object(object, "spec").path("hard"));
  }

  @Override
  public void prepareForCreate(ObjectNode object) {
    object.putObject("status");
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field spec = Field.of(object, errors).at("spec");
    validateAmounts(spec.at("hard"));
    QuotaScopes.validate(spec);
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    Field scopes = Field.of(object, errors).at("spec").at("scopes");
    if (!texts(scopes.value()).equals(texts(old.path("spec").path("scopes")))) {
      scopes.invalid("field is immutable");
    }
  }

  @Override
  public void validateSubresource(String subresource, JsonNode object, JsonNode old,
      FieldErrors errors) {
    Field status = Field.of(object, errors).at("status");
    for (String part : List.of("hard", "used")) validateAmounts(status.at(part));
  }

  private static void validateAmounts(Field amounts) {
    amounts.value().forEachEntry((name, amount) -> {
      String field = amounts.path() + "[" + name + "]";
      ResourceNames.validateOfQuota(name, field, amounts.errors());
      AmountRules.validate(name, amount, field, amounts.errors());
    });
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new HashSet<>();
    list.forEach(text -> texts.add(text.asString("")));
    return texts;
  }
}
