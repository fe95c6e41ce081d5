package kube.foundation.api;

/// Names one object of a kind: its namespace (empty for kinds without) and its name.
public record Key(String namespace, String name) implements Comparable<Key> {

  @Override
  public int compareTo(Key other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }

  /// `namespace/name`, or the name alone.
  @Override
  public String toString() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }
}
