package kube.tools.kubectl.resource;

import java.util.List;

/// One kind of object as the server says that it serves it.
///
/// @param plural the word in paths, such as `deployments`
/// @param subresources paths below an object, such as `scale`
public record ApiResource(String group, String version, String kind, String plural,
    String singular, List<String> shortNames, List<String> categories, boolean namespaced,
    List<String> verbs, List<String> subresources) {

  /// `v1` or `apps/v1`.
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /// `pods` or `deployments.apps`.
  public String qualified() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  /// How messages name the kind: `pod` or `deployment.apps`.
  public String label() {
    String name = kind.toLowerCase(java.util.Locale.ROOT);
    return group.isEmpty() ? name : name + "." + group;
  }

  public boolean can(String verb) {
    return verbs.contains(verb);
  }

  /// The path of the collection; an empty namespace means all of them.
  public String path(String namespace) {
    String root = group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
    String scope = namespaced && !namespace.isEmpty() ? "/namespaces/" + namespace : "";
    return root + scope + "/" + plural;
  }

  /// The path of one object.
  public String path(String namespace, String name) {
    return path(namespace) + "/" + name;
  }

  boolean answersTo(String word) {
    return plural.equals(word) || singular.equals(word) || shortNames.contains(word)
        || kind.equalsIgnoreCase(word);
  }
}
