package kube.foundation.api;

import java.util.List;
import java.util.function.Function;

/// What the API knows of one kind of object: where it is served and how it is called.
///
/// @param group the API group, empty for the core group
/// @param plural the word in the path, such as `replicasets`
/// @param shortNames what people type instead, such as `rs`
/// @param categories groups that `kubectl get` knows, such as `all`
/// @param subresources paths below an object, such as `status`
/// @param reader makes the typed view
public record Kind<T extends KubernetesObject>(String group, String version, String name,
    String plural, List<String> shortNames, List<String> categories, boolean namespaced,
    List<String> subresources, Function<Resource, T> reader) {

  /// `v1` or `apps/v1`.
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  public String singular() {
    return name.toLowerCase(java.util.Locale.ROOT);
  }

  /// How messages name the kind: `pods` or `replicasets.apps`.
  public String qualifiedPlural() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  public T read(Resource resource) {
    return reader.apply(resource);
  }

  /// The path of a collection; an empty namespace means all of them.
  public String path(String namespace) {
    String root = group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
    String scope = namespaced && !namespace.isEmpty() ? "/namespaces/" + namespace : "";
    return root + scope + "/" + plural;
  }

  /// The path of one object.
  public String path(Key key) {
    return path(key.namespace()) + "/" + key.name();
  }

  @Override
  public String toString() {
    return qualifiedPlural();
  }
}
