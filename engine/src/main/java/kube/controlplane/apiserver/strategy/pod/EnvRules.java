package kube.controlplane.apiserver.strategy.pod;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.Names;
import kube.controlplane.apiserver.strategy.pod.volume.ReferenceRules;

import java.util.List;

/// The rules for environment variables: set to a text, or to what something else says.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/
final class EnvRules {

  private static final List<String> SOURCES = List.of("fieldRef", "resourceFieldRef",
      "configMapKeyRef", "secretKeyRef", "fileKeyRef");

  private EnvRules() {}

  static void validate(Field container) {
    for (Field variable : container.at("env").elements()) {
      Field name = variable.at("name");
      if (name.mustBeThere()) validateName(name);
      if (variable.at("valueFrom").isPresent()) validateSource(variable);
    }
    for (Field source : container.at("envFrom").elements()) {
      validateWhole(source, container.at("envFrom"));
    }
  }

  private static void validateName(Field name) {
    boolean isPlain = name.text().chars().allMatch(letter -> letter >= ' ' && letter <= '~'
        && letter != '=');
    if (!isPlain) {
      name.invalid("a valid environment variable name must consist only of printable ASCII"
          + " characters other than '='");
    }
  }

  private static void validateSource(Field variable) {
    Field from = variable.at("valueFrom");
    if (from.at("fieldRef").isPresent()) {
      ReferenceRules.validateField(from.at("fieldRef").value(),
          ReferenceRules.FIELDS_FOR_VARIABLES, from.at("fieldRef").path(), from.errors());
    }
    if (from.at("resourceFieldRef").isPresent()) {
      ReferenceRules.validateResource(from.at("resourceFieldRef").value(), false,
          from.at("resourceFieldRef").path(), from.errors());
    }
    for (String name : List.of("configMapKeyRef", "secretKeyRef")) {
      Field key = from.at(name);
      if (!key.isPresent()) continue;
      from.errors().form(key.at("name").path(), key.at("name").text(), Names.DNS_SUBDOMAIN);
      key.at("key").mustBeNamed(Names.CONFIG_KEY);
    }
    long count = SOURCES.stream().filter(from.value()::has).count();
    if (count == 0) {
      from.errors().invalid(from.path(), "", "must specify one of: `fieldRef`, `resourceFieldRef`,"
          + " `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`");
    } else if (!variable.at("value").isEmpty()) {
      from.errors().invalid(from.path(), "", "may not be specified when `value` is not empty");
    } else if (count > 1) {
      from.errors().invalid(from.path(), "",
          "may not have more than one field specified at a time");
    }
  }

  private static void validateWhole(Field source, Field list) {
    if (!source.at("prefix").isEmpty()) validateName(source.at("prefix"));
    int count = 0;
    for (String name : List.of("configMapRef", "secretRef")) {
      Field reference = source.at(name);
      if (!reference.isPresent()) continue;
      count++;
      reference.at("name").mustBeNamed(Names.DNS_SUBDOMAIN);
    }
    if (count == 0) {
      list.errors().invalid(list.path(), "", "must specify one of: `configMapRef` or `secretRef`");
    } else if (count > 1) {
      list.errors().invalid(list.path(), "",
          "may not have more than one field specified at a time");
    }
  }
}
