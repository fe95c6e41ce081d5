package kube.controlplane.apiserver.access.authorization.rbac;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

import kube.foundation.api.Json;
import kube.foundation.api.Resource;

import tools.jackson.databind.node.ObjectNode;

/// The roles and bindings that every new cluster starts with, read from a text beside this class.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings
public final class BootstrapPolicy {

  private static final String FILE = "bootstrap-policy.txt";
  private static final String GROUP = "rbac.authorization.k8s.io";
  private static final String EVENTS = "create,patch,update | core,events.k8s.io | events";

  private final List<ObjectNode> objects = new ArrayList<>();

  private BootstrapPolicy() {}

  /// All of them, roles before the bindings that refer to them, ready to be created.
  public static List<ObjectNode> objects() {
    BootstrapPolicy policy = new BootstrapPolicy();
    try (InputStream file = BootstrapPolicy.class.getResourceAsStream(FILE);
        BufferedReader lines = new BufferedReader(
            new InputStreamReader(Objects.requireNonNull(file, FILE), StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(policy::read);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    policy.fillAggregated();
    return List.copyOf(policy.objects);
  }

  private void read(String line) {
    String[] words = line.strip().split("\\s+");
    if (line.startsWith(" ")) {
      detail(line.strip(), words);
      return;
    }
    switch (words[0]) {
      case "clusterrole" -> add("ClusterRole", "", words[1]).putArray("rules");
      case "role" -> add("Role", words[1], words[2]).putArray("rules");
      case "bind" -> refer(add("ClusterRoleBinding", "", words[1]), "ClusterRole", words[3]);
      case "bindin" -> refer(add("RoleBinding", words[1], words[2]), "Role", words[4]);
      case "controller" -> {
        String name = "system:controller:" + words[1];
        ObjectNode binding = add("ClusterRoleBinding", "", name);
        refer(binding, "ClusterRole", name);
        subject(binding, "account", "kube-system/" + words[1]);
        add("ClusterRole", "", name).putArray("rules");
      }
      default -> throw new IllegalArgumentException(FILE + ": " + line);
    }
  }

  private void detail(String line, String[] words) {
    ObjectNode object = objects.getLast();
    switch (words[0]) {
      case "label" -> object.withObject("metadata").withObject("labels").put(words[1], "true");
      case "aggregates" -> object.putObject("aggregationRule").putArray("clusterRoleSelectors")
          .addObject().putObject("matchLabels").put(words[1], "true");
      case "group", "user", "account" -> subject(object, words[0], words[1]);
      case "EVENTS" -> rule(object, EVENTS);
      default -> rule(object, line);
    }
  }

  private ObjectNode add(String kind, String namespace, String name) {
    ObjectNode object = Json.object().put("apiVersion", GROUP + "/v1").put("kind", kind);
    ObjectNode metadata = object.putObject("metadata").put("name", name);
    if (!namespace.isEmpty()) metadata.put("namespace", namespace);
    metadata.putObject("annotations").put("rbac.authorization.kubernetes.io/autoupdate", "true");
    metadata.putObject("labels").put("kubernetes.io/bootstrapping", "rbac-defaults");
    objects.add(object);
    return object;
  }

  private static void refer(ObjectNode binding, String kind, String name) {
    binding.putObject("roleRef").put("apiGroup", GROUP).put("kind", kind).put("name", name);
  }

  private static void subject(ObjectNode binding, String kind, String name) {
    ObjectNode subject = binding.withArray("subjects").addObject();
    if (kind.equals("account")) {
      String[] parts = name.split("/", 2);
      subject.put("kind", "ServiceAccount").put("name", parts[1]).put("namespace", parts[0]);
    } else {
      subject.put("apiGroup", GROUP).put("kind", kind.equals("group") ? "Group" : "User")
          .put("name", name);
    }
  }

  private static void rule(ObjectNode role, String line) {
    String[] parts = line.split("\\s*\\|\\s*");
    ObjectNode rule = role.withArray("rules").addObject();
    List<String> verbs = sorted(parts[0].replace("READ", "get,list,watch")
        .replace("WRITE", "create,delete,deletecollection,patch,update"));
    if (parts.length == 2) {
      put(rule, "nonResourceURLs", sorted(parts[1]));
    } else {
      put(rule, "apiGroups", sorted(parts[1]).stream()
          .map(group -> group.equals("core") ? "" : group).sorted().toList());
      if (parts.length > 3) put(rule, "resourceNames", sorted(parts[3]));
      put(rule, "resources", sorted(parts[2]));
    }
    put(rule, "verbs", verbs);
  }

  private static List<String> sorted(String list) {
    return List.copyOf(new TreeSet<>(List.of(list.split(","))));
  }

  private static void put(ObjectNode rule, String field, List<String> values) {
    values.forEach(rule.putArray(field)::add);
  }

  /// Writes into the aggregated roles what they take in, so that whoever reads them sees it.
  private void fillAggregated() {
    List<Resource> roles = objects.stream()
        .filter(object -> Json.text(object, "kind").equals("ClusterRole"))
        .map(object -> Resource.of(object.deepCopy())).toList();
    for (Resource role : roles) {
      if (AggregationRule.of(role.tree()).isEmpty()) continue;
      objects.stream()
          .filter(object -> Json.text(object, "kind").equals("ClusterRole")
              && Json.text(object, "metadata.name").equals(role.name()))
          .forEach(object -> AggregationRule.rulesOf(role, roles)
              .forEach(rule -> object.withArray("rules").add(rule.toJson())));
    }
  }
}
