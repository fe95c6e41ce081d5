package kube.controlplane.apiserver.discovery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import kube.controlplane.apiserver.catalogue.KindCatalogue;
import kube.foundation.api.Kind;

/// The catalogue as discovery tells it: groups, each with its versions, each with its kinds.
final class ServedResources {

  /// A group; the version that clients should prefer comes first.
  record Group(String name, List<Version> versions) {

    boolean isCore() {
      return name.isEmpty();
    }
  }

  /// One version of a group.
  record Version(String group, String name, List<Kind<?>> kinds) {

    String groupVersion() {
      return group.isEmpty() ? name : group + "/" + name;
    }

    /// The last part of the path where it is served, such as `apis/apps/v1`.
    String path() {
      return (group.isEmpty() ? "api/" : "apis/") + groupVersion();
    }
  }

  private ServedResources() {}

  /// All groups in the order of the catalogue, each once.
  static List<Group> groups(KindCatalogue catalogue) {
    Map<String, Map<String, List<Kind<?>>>> found = new LinkedHashMap<>();
    for (Kind<?> kind : catalogue.kinds()) {
      found.computeIfAbsent(kind.group(), _ -> new LinkedHashMap<>())
          .computeIfAbsent(kind.version(), _ -> new ArrayList<>()).add(kind);
    }
    List<Group> groups = new ArrayList<>();
    found.forEach((group, versions) -> groups.add(new Group(group, versions.entrySet().stream()
        .map(version -> new Version(group, version.getKey(), version.getValue())).toList())));
    return groups;
  }

  static List<Version> versions(KindCatalogue catalogue) {
    return groups(catalogue).stream().flatMap(group -> group.versions().stream()).toList();
  }
}
