package kube.controlplane.apiserver.strategy.rbac;

import java.util.List;

import kube.controlplane.apiserver.strategy.Defaults;
import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.FieldErrors;
import kube.controlplane.apiserver.strategy.NameForm;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.Strategy;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// RoleBindings and ClusterRoleBindings: who has a role. Which role it is never changes.
///
/// @param isNamespaced whether the binding is about one namespace
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding
record RoleBindingStrategy(boolean isNamespaced) implements Strategy {

  private static final String GROUP = "rbac.authorization.k8s.io";

  @Override
  public void setDefaults(ObjectNode object) {
    if (object.path("roleRef") instanceof ObjectNode role) Defaults.put(role, "apiGroup", GROUP);
    Defaults.each(object.path("subjects"), subject -> {
      String kind = subject.path("kind").asString("");
      if (kind.equals("User") || kind.equals("Group")) Defaults.put(subject, "apiGroup", GROUP);
    });
  }

  @Override
  public void validate(JsonNode object, FieldErrors errors) {
    Field binding = Field.of(object, errors);
    Field role = binding.at("roleRef");
    List<String> kinds = isNamespaced ? List.of("Role", "ClusterRole") : List.of("ClusterRole");
    if (!role.at("apiGroup").text().equals(GROUP)) {
      errors.notSupported(role.path() + ".apiGroup", role.at("apiGroup").text(), List.of(GROUP));
    }
    if (!kinds.contains(role.at("kind").text())) {
      errors.notSupported(role.path() + ".kind", role.at("kind").text(), kinds);
    }
    role.at("name").mustBeNamed(NameForm.PATH_SEGMENT);
    binding.at("subjects").elements().forEach(this::validateSubject);
  }

  private void validateSubject(Field subject) {
    Field name = subject.at("name");
    Field group = subject.at("apiGroup");
    String kind = subject.at("kind").text();
    name.mustBeThere();
    switch (kind) {
      case "ServiceAccount" -> {
        if (!name.isEmpty()) name.mustHaveForm(Names.DNS_SUBDOMAIN);
        if (!group.isEmpty()) group.mustBeOneOf(List.of(""));
        if (!isNamespaced) subject.at("namespace").mustBeThere();
      }
      case "User", "Group" -> {
        if (name.isEmpty()) {
          name.errors().invalid(name.path(), name.text(),
              kind.equals("User") ? "user name cannot be empty" : "group name cannot be empty");
        }
        group.mustBeOneOf(List.of(GROUP));
      }
      default -> subject.errors().notSupported(subject.path() + ".kind", kind,
          List.of("ServiceAccount", "User", "Group"));
    }
  }

  @Override
  public void validateUpdate(JsonNode object, JsonNode old, FieldErrors errors) {
    if (!object.path("roleRef").equals(old.path("roleRef"))) {
      errors.invalid("roleRef", object.path("roleRef"), "cannot change roleRef");
    }
  }

  @Override
  public NameForm nameForm() {
    return NameForm.PATH_SEGMENT;
  }
}
