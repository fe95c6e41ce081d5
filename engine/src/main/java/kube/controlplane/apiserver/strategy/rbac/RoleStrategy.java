package kube.controlplane.apiserver.strategy.rbac;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.NameForm;
import kube.controlplane.apiserver.strategy.SelectorRules;
import kube.controlplane.apiserver.strategy.Strategy;

import tools.jackson.databind.JsonNode;

/// Roles and ClusterRoles: lists of what may be done, never of what may not.
///
/// **Leaves out** whether the author may hand out such rights, which authorization decides.
///
/// @param isNamespaced whether the role is about one namespace
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/access-authn-authz/rbac/ ·
/// [rbac/validation](https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/apis/rbac/validation/validation.go)
record RoleStrategy(boolean isNamespaced) implements Strategy {

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field role = Field.of(object, errors);
    role.at("rules").elements().forEach(this::validateRule);
    Field selectors = role.at("aggregationRule").at("clusterRoleSelectors");
    if (!role.at("aggregationRule").isPresent()) return;
    selectors.mustBeThere(
        "at least one clusterRoleSelector required if aggregationRule is non-nil");
    selectors.elements().forEach(SelectorRules::validate);
  }

  private void validateRule(Field rule) {
    rule.at("verbs").mustBeThere("verbs must contain at least one value");
    Field urls = rule.at("nonResourceURLs");
    boolean isOfResources = !rule.at("apiGroups").isEmpty() || !rule.at("resources").isEmpty()
        || !rule.at("resourceNames").isEmpty();
    if (!urls.isEmpty()) {
      if (isNamespaced) urls.invalid("namespaced rules cannot apply to non-resource URLs");
      if (isOfResources) {
        urls.invalid("rules cannot apply to both regular resources and non-resource URLs");
      }
      return;
    }
    rule.at("apiGroups").mustBeThere("resource rules must supply at least one api group");
    rule.at("resources").mustBeThere("resource rules must supply at least one resource");
  }

  @Override
  public NameForm nameForm() {
    return NameForm.PATH_SEGMENT;
  }
}
