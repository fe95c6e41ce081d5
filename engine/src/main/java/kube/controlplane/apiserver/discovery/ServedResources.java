package kube.controlplane.apiserver.discovery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import kube.controlplane.apiserver.catalogue.ForeignGroups;
import kube.controlplane.apiserver.catalogue.ForeignGroups.ForeignVersion;
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
  ///
  /// @param isOurs whether this server serves it; otherwise it hands requests on
  /// @param isFresh whether its server answers
  record Version(String group, String name, List<Kind<?>> kinds, boolean isOurs,
      boolean isFresh) {

    String groupVersion() {
      return group.isEmpty() ? name : group + "/" + name;
    }

    /// The last part of the path where it is served, such as `apis/apps/v1`.
    String path() {
      return (group.isEmpty() ? "api/" : "apis/") + groupVersion();
    }
  }

  private ServedResources() {}

  /// All groups in the order of the catalogue, each once, and then those of others.
  static List<Group> groups(KindCatalogue catalogue, ForeignGroups foreign) {
    Map<String, Map<String, List<Kind<?>>>> found = new LinkedHashMap<>();
    Map<String, List<Version>> versions = new LinkedHashMap<>();
    for (Kind<?> kind : catalogue.kinds()) {
      found.computeIfAbsent(kind.group(), _ -> new LinkedHashMap<>())
          .computeIfAbsent(kind.version(), _ -> new ArrayList<>()).add(kind);
    }
    found.forEach((group, kinds) -> kinds.forEach((version, those) -> versions
        .computeIfAbsent(group, _ -> new ArrayList<>())
        .add(new Version(group, version, those, true, true))));
    for (ForeignVersion theirs : foreign.versions()) {
      versions.computeIfAbsent(theirs.group(), _ -> new ArrayList<>()).add(new Version(
          theirs.group(), theirs.version(), theirs.kinds(), false, theirs.isFresh()));
    }
    List<Group> groups = new ArrayList<>();
    versions.forEach((group, those) -> groups.add(new Group(group, those)));
    return groups;
  }
}
