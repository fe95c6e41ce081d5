package kube.tools.kubectl.describe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import kube.foundation.api.Json;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.resource.Target;

import tools.jackson.databind.JsonNode;

/// Roles, bindings and service accounts.
final class AccessText {

  private AccessText() {}

  /// One group and resource with its verbs, as the table of a role shows it.
  private record Rule(String resource, List<String> urls, List<String> names, String group,
      List<String> verbs) {

    String order() {
      return "Verbs:" + shown(verbs) + ",APIGroups:" + shown(List.of(group)) + ",Resources:"
          + shown(resource.isEmpty() ? List.of() : List.of(resource)) + ",ResourceNames:"
          + shown(names) + ",NonResourceURLs:" + shown(urls);
    }

    String cells() {
      int slash = resource.indexOf('/');
      String dotted = group.isEmpty() ? "" : "." + group;
      String full = slash < 0
          ? resource + (resource.isEmpty() ? "" : dotted)
          : resource.substring(0, slash) + dotted + resource.substring(slash);
      return full + "\t" + shown(urls) + "\t" + shown(names) + "\t" + shown(verbs);
    }
  }

  private static String shown(List<String> words) {
    return "[" + String.join(" ", words) + "]";
  }

  static void role(Sheet sheet, Target target) {
    JsonNode role = target.manifest();
    sheet.field("Name", target.name()).labels(0, role).annotations(0, role);
    sheet.line("PolicyRule:");
    sheet.line(1, "Resources\tNon-Resource URLs\tResource Names\tVerbs");
    sheet.line(1, "---------\t-----------------\t--------------\t-----");
    rules(role).forEach(rule -> sheet.line(1, rule.cells()));
  }

  /// Every rule broken down to single resources, and those alike put together again.
  private static List<Rule> rules(JsonNode role) {
    Map<List<Object>, Rule> rules = new LinkedHashMap<>();
    for (JsonNode rule : role.path("rules")) {
      List<String> verbs = words(rule, "verbs");
      for (String group : words(rule, "apiGroups")) {
        for (String resource : words(rule, "resources")) {
          List<String> names = words(rule, "resourceNames");
          if (names.isEmpty()) put(rules, new Rule(resource, List.of(), names, group, verbs));
          names.forEach(name -> put(rules,
              new Rule(resource, List.of(), List.of(name), group, verbs)));
        }
      }
      for (String url : words(rule, "nonResourceURLs")) {
        verbs.forEach(verb -> rules.put(List.of(url, verb, rules.size()),
            new Rule("", List.of(url), List.of(), "", List.of(verb))));
      }
    }
    return rules.values().stream().sorted(java.util.Comparator.comparing(Rule::order)).toList();
  }

  private static void put(Map<List<Object>, Rule> rules, Rule rule) {
    rules.merge(List.of(rule.group, rule.resource, rule.names), rule, (before, more) -> {
      List<String> verbs = new ArrayList<>(before.verbs);
      more.verbs.stream().filter(verb -> !verbs.contains(verb)).forEach(verbs::add);
      return new Rule(before.resource, before.urls, before.names, before.group, verbs);
    });
  }

  private static List<String> words(JsonNode tree, String field) {
    return Json.list(tree, field, word -> word.asString(""));
  }

  static void binding(Sheet sheet, Target target) {
    JsonNode binding = target.manifest();
    sheet.field("Name", target.name()).labels(0, binding).annotations(0, binding);
    sheet.line("Role:");
    sheet.line(1, "Kind:\t" + Json.text(binding, "roleRef.kind"));
    sheet.line(1, "Name:\t" + Json.text(binding, "roleRef.name"));
    sheet.line("Subjects:");
    sheet.line(1, "Kind\tName\tNamespace").line(1, "----\t----\t---------");
    for (JsonNode subject : binding.path("subjects")) {
      sheet.line(1, Json.text(subject, "kind") + "\t" + Json.text(subject, "name") + "\t"
          + Json.text(subject, "namespace"));
    }
  }

  static void account(Sheet sheet, Session session, Target target) {
    JsonNode account = target.manifest();
    sheet.field("Name", target.name()).field("Namespace", target.namespace());
    sheet.labels(0, account).annotations(0, account);
    List<String> tokens = new ArrayList<>();
    List<String> all = new ArrayList<>();
    for (JsonNode secret : session.api().get(session.mapper().resource("secrets")
        .path(target.namespace())).path("items")) {
      all.add(Json.text(secret, "metadata.name"));
      boolean isToken = Json.text(secret, "type").equals("kubernetes.io/service-account-token")
          && Json.at(secret, "metadata.annotations").path("kubernetes.io/service-account.name")
              .asString("").equals(target.name());
      if (isToken) tokens.add(Json.text(secret, "metadata.name"));
    }
    names(sheet, "Image pull secrets", named(account, "imagePullSecrets"), all);
    names(sheet, "Mountable secrets", named(account, "secrets"), all);
    names(sheet, "Tokens", tokens, all);
  }

  private static List<String> named(JsonNode account, String field) {
    return Json.list(account, field, one -> Json.text(one, "name"));
  }

  private static void names(Sheet sheet, String title, List<String> names, List<String> there) {
    if (names.isEmpty()) sheet.field(title, "");
    String start = title + ":";
    for (String name : names) {
      sheet.line(start + "\t" + name + (there.contains(name) ? "" : " (not found)"));
      start = "";
    }
  }
}
