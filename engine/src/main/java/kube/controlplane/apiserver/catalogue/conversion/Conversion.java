package kube.controlplane.apiserver.catalogue.conversion;

import kube.foundation.api.Kind;

import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Translates objects of one kind between the version that a client speaks and the stored one.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/overview/kubernetes-api/#persistence
public interface Conversion {

  /// Both versions are one.
  Conversion NONE = new Conversion() {};

  /// Rewrites an object from the client's version to the stored one.
  default void toStored(ObjectNode object) {}

  /// Rewrites an object from the stored version to the client's.
  default void toServed(ObjectNode object) {}

  /// Gets ready to rewrite these objects to the client's version: whoever has to ask somebody asks
  /// once for all.
  default void prepare(List<JsonNode> objects) {}

  /// Whether the store may hold objects of other versions than the one that it keeps now.
  default boolean meetsOtherVersions() {
    return false;
  }

  /// Versions that differ in their name only.
  static Conversion renaming(Kind<?> kind, Kind<?> stored) {
    return new Conversion() {
      @Override
      public void toStored(ObjectNode object) {
        object.put("apiVersion", stored.apiVersion());
      }

      @Override
      public void toServed(ObjectNode object) {
        object.put("apiVersion", kind.apiVersion());
      }
    };
  }
}
