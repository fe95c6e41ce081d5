package kube.controlplane.apiserver.discovery;

import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;

/// Groups, versions, resources and verbs, from the table of kinds.
final class ServedResources {

  /// A path below an object, and the kind that it speaks.
  record Subresource(String name, String group, String version, String kind, List<String> verbs) {}

  /// A group with its one version.
  record Group(String name, String version) {
    String groupVersion() {
      return name.isEmpty() ? version : name + "/" + version;
    }

    List<Kind<?>> kinds() {
      return Kinds.ALL.stream().filter(kind -> kind.apiVersion().equals(groupVersion())).toList();
    }
  }

  private static final List<String> VERBS = List.of("create", "delete", "deletecollection", "get",
      "list", "patch", "update", "watch");
  private static final List<String> HALF_VERBS = List.of("get", "patch", "update");

  private ServedResources() {}

  /// All groups in the order of the table, each once.
  static List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    for (Kind<?> kind : Kinds.ALL) {
      Group group = new Group(kind.group(), kind.version());
      if (!groups.contains(group)) groups.add(group);
    }
    return groups;
  }

  static List<String> verbs(Kind<?> kind) {
    return kind.equals(Kinds.NAMESPACE)
        ? VERBS.stream().filter(verb -> !verb.equals("deletecollection")).toList()
        : VERBS;
  }

  static List<Subresource> subresources(Kind<?> kind) {
    return kind.subresources().stream().map(name -> switch (name) {
      case "binding" -> new Subresource(name, "", "v1", "Binding", List.of("create"));
      case "scale" -> new Subresource(name, "autoscaling", "v1", "Scale", HALF_VERBS);
      case "finalize" -> new Subresource(name, "", "v1", "Namespace", List.of("update"));
      default -> new Subresource(name, kind.group(), kind.version(), kind.name(), HALF_VERBS);
    }).toList();
  }
}
