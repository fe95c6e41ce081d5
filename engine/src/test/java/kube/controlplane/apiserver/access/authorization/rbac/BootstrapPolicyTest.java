package kube.controlplane.apiserver.access.authorization.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import kube.foundation.api.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The default roles against what is written of them: who has them, what they allow and what not.
///
/// `documented-roles.txt` was written from the documentation, not from our policy, and the rules are
/// read here by a few lines of their own.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings ·
/// https://github.com/kubernetes/kubernetes/tree/v1.35.0/plugin/pkg/auth/authorizer/rbac/bootstrappolicy/testdata
class BootstrapPolicyTest {

  private static final List<ObjectNode> POLICY = BootstrapPolicy.objects();

  @Test
  void every_role_is_what_is_written_of_it() throws IOException {
    List<String> facts = facts();

    assertThat(facts).hasSizeGreaterThan(100);
    assertThat(facts.stream().filter(fact -> !holds(fact))).isEmpty();
  }

  private static boolean holds(String fact) {
    int space = fact.indexOf(' ');
    String role = fact.substring(0, space);
    String rest = fact.substring(space + 1);
    if (rest.startsWith("->")) return holders(role).equals(words(rest.substring(2)));
    boolean may = !rest.startsWith("may not ");
    String[] words = rest.substring(may ? "may ".length() : "may not ".length()).split(" ");
    for (String verb : words[0].split(",")) {
      for (String what : words[1].split(",")) {
        if (allows(role, verb, what) != may) return false;
      }
    }
    return true;
  }

  private static Set<String> words(String list) {
    return List.of(list.split(",")).stream().map(String::strip).filter(word -> !word.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> holders(String role) {
    TreeSet<String> holders = new TreeSet<>();
    for (ObjectNode object : POLICY) {
      boolean binds = Json.text(object, "kind").equals("ClusterRoleBinding")
          && Json.text(object, "metadata.name").equals(role)
          && Json.text(object, "roleRef.name").equals(role);
      if (!binds) continue;
      for (JsonNode subject : object.path("subjects")) {
        String name = Json.text(subject, "name");
        holders.add(switch (Json.text(subject, "kind")) {
          case "Group" -> "group " + name;
          case "User" -> "user " + name;
          case String _ -> "account " + Json.text(subject, "namespace") + "/" + name;
        });
      }
    }
    return holders;
  }

  private static boolean allows(String role, String verb, String what) {
    List<JsonNode> rules = new ArrayList<>();
    POLICY.stream().filter(object -> Json.text(object, "kind").equals("ClusterRole")
        && Json.text(object, "metadata.name").equals(role))
        .forEach(object -> object.path("rules").forEach(rules::add));
    if (rules.isEmpty()) throw new AssertionError("there is no role " + role);
    return rules.stream().anyMatch(rule -> has(rule, "verbs", verb) && covers(rule, what));
  }

  private static boolean covers(JsonNode rule, String what) {
    if (what.startsWith("/")) {
      return Json.list(rule, "nonResourceURLs", path -> path.asString("")).stream()
          .anyMatch(path -> path.equals(what)
              || (path.endsWith("*") && what.startsWith(path.substring(0, path.length() - 1))));
    }
    int dot = what.indexOf('.');
    String resource = dot < 0 ? what : what.substring(0, dot);
    String group = dot < 0 ? "" : what.substring(dot + 1);
    boolean ofAnyKind = has(rule, "resources", "*" + resource.substring(
        Math.max(0, resource.indexOf('/'))));
    return !rule.has("resourceNames") && has(rule, "apiGroups", group)
        && (has(rule, "resources", resource) || (resource.contains("/") && ofAnyKind));
  }

  private static boolean has(JsonNode rule, String field, String value) {
    List<String> values = Json.list(rule, field, each -> each.asString(""));
    return values.contains(value) || values.contains("*");
  }

  private static List<String> facts() throws IOException {
    try (InputStream file = Objects.requireNonNull(
        BootstrapPolicyTest.class.getResourceAsStream("documented-roles.txt"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }
  }
}
