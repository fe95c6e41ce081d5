package kube.controlplane.apiserver.catalogue;

import java.util.List;
import java.util.Optional;

import kube.foundation.api.Kind;

import tools.jackson.databind.JsonNode;

/// What other API servers serve behind this one, as far as they have told.
///
/// Discovery and the schemas show it beside our own kinds; nothing of it is stored here.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/apiserver-aggregation/
public final class ForeignGroups {

  /// One version of such a group.
  ///
  /// @param isFresh whether its server answers; otherwise this is what it said last
  /// @param kinds what it serves
  /// @param schemas its document of OpenAPI v3
  /// @param swagger its document of OpenAPI v2, which may tell of more than this group
  public record ForeignVersion(String group, String version, boolean isFresh,
      List<Kind<?>> kinds, Optional<JsonNode> schemas, Optional<JsonNode> swagger) {

    public ForeignVersion { kinds = List.copyOf(kinds); }

    /// The last part of the path where it is served, such as `apis/shop.example.com/v1`.
    public String path() {
      return "apis/" + group + "/" + version;
    }
  }

  private List<ForeignVersion> versions = List.of();
  private long changes;

  /// All of them, the preferred version of each group first.
  public List<ForeignVersion> versions() {
    return versions;
  }

  /// Puts these in place of all before.
  public void set(List<ForeignVersion> newVersions) {
    if (versions.equals(newVersions)) return;
    versions = List.copyOf(newVersions);
    changes++;
  }

  /// Counts the changes: who derives something from them learns when to do it anew.
  public long changes() {
    return changes;
  }
}
