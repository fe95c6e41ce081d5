package kube.controlplane.apiserver.admission;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kube.controlplane.apiserver.registry.Registry;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Resource;

/// All objects of one kind, kept at hand for gates that look at them on every write.
///
/// Limits, classes and quotas are few and change rarely, and every Pod is measured against them.
/// What is here is never out of date: the first look after a write reads all of them again.
///
/// Owned by the loop.
public final class Shelf {

  private final Registry registry;
  private final Kind<?> kind;
  private Map<String, List<Resource>> byNamespace = Map.of();
  private long readAt = -1;

  public Shelf(Registry registry, Kind<?> kind) {
    this.registry = registry;
    this.kind = kind;
  }

  /// Those in the namespace, in the order of their names; an empty namespace for kinds without.
  public List<Resource> in(String namespace) {
    long newest = registry.lastWriteTo(kind);
    if (newest != readAt) {
      Map<String, List<Resource>> read = new HashMap<>();
      for (Resource object : registry.all(kind)) {
        read.computeIfAbsent(object.namespace(), _ -> new ArrayList<>()).add(object);
      }
      byNamespace = read;
      readAt = newest;
    }
    return byNamespace.getOrDefault(namespace, List.of());
  }

  public Optional<Resource> find(Key key) {
    for (Resource object : in(key.namespace())) {
      if (object.metadata().name().equals(key.name())) return Optional.of(object);
    }
    return Optional.empty();
  }
}
