package kube.controlplane.apiserver.strategy.flowcontrol;

import java.util.List;

import kube.controlplane.apiserver.strategy.Field;
import kube.controlplane.apiserver.strategy.Names;

/// The rules for how a FlowSchema describes requests: by resources or by paths.
final class RequestRules {

  private static final List<String> VERBS = List.of("create", "delete", "deletecollection", "get",
      "list", "patch", "proxy", "update", "watch");

  private RequestRules() {}

  static void validateOfResources(Field rule) {
    validateVerbs(rule.at("verbs"));
    Field groups = rule.at("apiGroups");
    groups.mustBeThere("resource rules must supply at least one api group");
    mustBeAlone(groups, "api groups");
    Field resources = rule.at("resources");
    resources.mustBeThere("resource rules must supply at least one resource");
    mustBeAlone(resources, "resources");
    Field namespaces = rule.at("namespaces");
    if (namespaces.isEmpty() && !rule.flag("clusterScope")) {
      namespaces.required(
          "resource rules that are not cluster scoped must supply at least one namespace");
    } else if (hasStar(namespaces)) {
      mustBeAlone(namespaces, "namespaces");
    } else {
      for (Field namespace : namespaces.elements()) {
        Names.DNS_LABEL.fault(namespace.text()).ifPresent(fault -> namespace
            .invalid("each member of this list must be '*' or a DNS-1123 label; " + fault));
      }
    }
  }

  static void validateOfPaths(Field rule) {
    validateVerbs(rule.at("verbs"));
    Field urls = rule.at("nonResourceURLs");
    urls.mustBeThere("nonResourceURLs must contain at least one value");
    if (hasStar(urls)) {
      mustBeAlone(urls, "non-resource URLs");
    } else {
      urls.elements().forEach(RequestRules::validatePath);
    }
  }

  private static void validatePath(Field path) {
    String text = path.text();
    long stars = text.chars().filter(letter -> letter == '*').count();
    if (text.isEmpty()) {
      path.invalid("must not be empty");
    } else if (!text.startsWith("/")) {
      path.invalid("must start with slash");
    } else if (text.contains(" ")) {
      path.invalid("must not contain white-space");
    } else if (text.contains("//")) {
      path.invalid("must not contain double slash");
    } else if (stars > 1 || (stars == 1 && !text.endsWith("/*"))) {
      path.invalid("wildcard can only do suffix matching");
    }
  }

  private static void validateVerbs(Field verbs) {
    if (!verbs.mustBeThere("verbs must contain at least one value")) return;
    if (hasStar(verbs)) {
      mustBeAlone(verbs, "verbs");
    } else if (!verbs.elements().stream().allMatch(verb -> VERBS.contains(verb.text()))) {
      verbs.errors().notSupported(verbs.path(), verbs.value(), VERBS);
    }
  }

  private static boolean hasStar(Field list) {
    return list.elements().stream().anyMatch(entry -> entry.text().equals("*"));
  }

  private static void mustBeAlone(Field list, String others) {
    if (list.value().size() > 1 && hasStar(list)) {
      list.invalid("if '*' is present, must not specify other " + others);
    }
  }
}
