package kube.controlplane.apiserver.access.authorization.rbac;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import kube.controlplane.apiserver.access.authorization.Action;
import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One rule of a role: these verbs, on these resources or paths. Rules only ever allow.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources
public record PolicyRule(List<String> verbs, List<String> apiGroups, List<String> resources,
    List<String> resourceNames, List<String> nonResourceUrls) {

  private static final String ALL = "*";

  static PolicyRule of(JsonNode rule) {
    return new PolicyRule(texts(rule, "verbs"), texts(rule, "apiGroups"), texts(rule, "resources"),
        texts(rule, "resourceNames"), texts(rule, "nonResourceURLs"));
  }

  static List<PolicyRule> listOf(JsonNode role) {
    return Json.list(role, "rules", PolicyRule::of);
  }

  private static List<String> texts(JsonNode rule, String field) {
    return Json.list(rule, field, text -> text.asString(""));
  }

  boolean allows(Action action) {
    if (!verbs.contains(ALL) && !verbs.contains(action.verb())) return false;
    return action.isOnResource()
        ? isIn(apiGroups, action.group()) && allowsResource(action) && allowsName(action.name())
        : nonResourceUrls.stream().anyMatch(url -> matches(url, action.path()));
  }

  private boolean allowsResource(Action action) {
    String asked = action.fullResource();
    for (String resource : resources) {
      if (resource.equals(ALL) || resource.equals(asked)) return true;
      boolean anyParent = resource.startsWith("*/") && !action.subresource().isEmpty()
          && resource.substring(2).equals(action.subresource());
      if (anyParent) return true;
    }
    return false;
  }

  private boolean allowsName(String name) {
    return resourceNames.isEmpty() || resourceNames.contains(name);
  }

  private static boolean isIn(List<String> list, String value) {
    return list.contains(ALL) || list.contains(value);
  }

  private static boolean matches(String pattern, String path) {
    if (pattern.equals(ALL) || pattern.equals(path)) return true;
    return pattern.endsWith(ALL)
        && path.startsWith(pattern.substring(0, pattern.length() - 1));
  }

  /// Whether whoever has this rule may do all that `other` allows.
  boolean covers(PolicyRule other) {
    boolean verbsCovered = verbs.contains(ALL) || verbs.containsAll(other.verbs);
    if (!verbsCovered) return false;
    if (!other.nonResourceUrls.isEmpty()) {
      return other.nonResourceUrls.stream().allMatch(
          url -> nonResourceUrls.stream().anyMatch(pattern -> matches(pattern, url)));
    }
    boolean namesCovered = resourceNames.isEmpty()
        || (!other.resourceNames.isEmpty() && resourceNames.containsAll(other.resourceNames));
    return namesCovered && (apiGroups.contains(ALL) || apiGroups.containsAll(other.apiGroups))
        && other.resources.stream().allMatch(this::coversResource);
  }

  private boolean coversResource(String resource) {
    if (resources.contains(ALL) || resources.contains(resource)) return true;
    int slash = resource.indexOf('/');
    return slash > 0 && resources.contains("*" + resource.substring(slash));
  }

  /// The same rule as many: each with one verb on one resource or path.
  List<PolicyRule> breakDown() {
    List<PolicyRule> parts = new ArrayList<>();
    for (String verb : verbs) {
      nonResourceUrls.forEach(url -> parts.add(new PolicyRule(List.of(verb), List.of(), List.of(),
          List.of(), List.of(url))));
      for (String group : apiGroups) {
        for (String resource : resources) {
          if (resourceNames.isEmpty()) parts.add(single(verb, group, resource, List.of()));
          resourceNames.forEach(name -> parts.add(single(verb, group, resource, List.of(name))));
        }
      }
    }
    return parts;
  }

  private static PolicyRule single(String verb, String group, String resource,
      List<String> names) {
    return new PolicyRule(List.of(verb), List.of(group), List.of(resource), names, List.of());
  }

  /// The short form that messages use.
  String compact() {
    List<String> parts = new ArrayList<>();
    add(parts, "APIGroups", apiGroups);
    add(parts, "Resources", resources);
    add(parts, "NonResourceURLs", nonResourceUrls);
    add(parts, "ResourceNames", resourceNames);
    add(parts, "Verbs", verbs);
    return "{" + String.join(", ", parts) + "}";
  }

  private static void add(List<String> parts, String name, List<String> values) {
    if (!values.isEmpty()) parts.add(name + ":" + quoted(values));
  }

  static String quoted(List<String> values) {
    return values.stream().map(value -> "\"" + value + "\"")
        .collect(Collectors.joining(" ", "[", "]"));
  }

  /// The form in which roles and reviews carry it.
  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    put(json, "verbs", verbs);
    put(json, "apiGroups", apiGroups);
    put(json, "resources", resources);
    put(json, "resourceNames", resourceNames);
    put(json, "nonResourceURLs", nonResourceUrls);
    return json;
  }

  private static void put(ObjectNode json, String field, List<String> values) {
    if (!values.isEmpty()) values.forEach(json.putArray(field)::add);
  }
}
