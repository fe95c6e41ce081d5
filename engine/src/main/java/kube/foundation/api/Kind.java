package kube.foundation.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/// What the API knows of one kind of object in one version: where it is served and how it is called.
///
/// Made by [#of] and then told what is unusual about it, so that a table of kinds reads as a table.
///
/// @param group the API group, empty for the core group
/// @param plural the word in the path, such as `replicasets`
/// @param singular the word for one of them, which people may type too
/// @param shortNames what people type instead, such as `rs`
/// @param categories groups that `kubectl get` knows, such as `all`
/// @param verbs what the API lets clients do with it, in the order of the alphabet
/// @param subresources paths below an object, such as `status`
/// @param folder where the store keeps its objects, below `/registry/`
/// @param reader makes the typed view, sharing with others what it says alike
public record Kind<T extends KubernetesObject>(String group, String version, String name,
    String plural, String singular, List<String> shortNames, List<String> categories,
    boolean namespaced, List<String> verbs, List<Subresource> subresources, String folder,
    BiFunction<Resource, Interner, T> reader) {

  /// What can be done with an ordinary kind.
  public static final List<String> ALL_VERBS = List.of("create", "delete", "deletecollection",
      "get",
      "list", "patch", "update", "watch");

  public Kind {
    shortNames = List.copyOf(shortNames);
    categories = List.copyOf(categories);
    verbs = List.copyOf(verbs);
    subresources = List.copyOf(subresources);
  }

  /// An ordinary kind: namespaced, with all verbs, nothing below it, and no typed view of its own.
  public static Kind<AnyObject> of(String group, String version, String name, String plural) {
    return new Kind<>(group, version, name, plural, name.toLowerCase(Locale.ROOT), List.of(),
        List.of(), true, ALL_VERBS, List.of(), plural, (resource, _) -> AnyObject.of(resource));
  }

  /// The same kind with a typed view.
  public <S extends KubernetesObject> Kind<S> readAs(Function<Resource, S> view) {
    return readSharing((resource, _) -> view.apply(resource));
  }

  /// The same kind with a typed view that shares what it says alike with others.
  public <S extends KubernetesObject> Kind<S> readSharing(
      BiFunction<Resource, Interner, S> view) {
    return new Kind<>(group, version, name, plural, singular, shortNames, categories, namespaced,
        verbs, subresources, folder, view);
  }

  public Kind<T> withSingular(String word) {
    return new Kind<>(group, version, name, plural, word, shortNames, categories, namespaced, verbs,
        subresources, folder, reader);
  }

  public Kind<T> withShortNames(String... words) {
    return new Kind<>(group, version, name, plural, singular, List.of(words), categories,
        namespaced, verbs, subresources, folder, reader);
  }

  public Kind<T> inCategories(String... words) {
    return new Kind<>(group, version, name, plural, singular, shortNames, List.of(words),
        namespaced, verbs, subresources, folder, reader);
  }

  /// The same kind, of objects that lie in no namespace.
  public Kind<T> clusterScoped() {
    return new Kind<>(group, version, name, plural, singular, shortNames, categories, false, verbs,
        subresources, folder, reader);
  }

  public Kind<T> withVerbs(String... words) {
    return new Kind<>(group, version, name, plural, singular, shortNames, categories, namespaced,
        List.of(words), subresources, folder, reader);
  }

  /// The same kind with a further path below each object.
  public Kind<T> with(Subresource more) {
    return new Kind<>(group, version, name, plural, singular, shortNames, categories, namespaced,
        verbs, Stream.concat(subresources.stream(), Stream.of(more)).toList(), folder, reader);
  }

  /// The same kind with a further path whose body is the object itself, such as `status`.
  public Kind<T> withPart(String path) {
    return with(new Subresource(path, group, version, name, Subresource.PART_VERBS));
  }

  public Kind<T> withScale() {
    return with(
        new Subresource("scale", "autoscaling", "v1", "Scale", Subresource.PART_VERBS));
  }

  /// The same kind with its objects elsewhere in the store.
  public Kind<T> keptIn(String place) {
    return new Kind<>(group, version, name, plural, singular, shortNames, categories, namespaced,
        verbs, subresources, place, reader);
  }

  /// `v1` or `apps/v1`.
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /// How messages name the kind: `pods` or `replicasets.apps`.
  public String qualifiedPlural() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  public Optional<Subresource> subresource(String path) {
    return subresources.stream().filter(below -> below.name().equals(path)).findFirst();
  }

  public boolean hasSubresource(String path) {
    return subresource(path).isPresent();
  }

  /// Whether objects of the kind are kept; a review, for instance, is only answered.
  public boolean isStored() {
    return verbs.contains("delete");
  }

  public T read(Resource resource) {
    return read(resource, Interner.NONE);
  }

  /// The same, sharing what it says alike with what was read by the same interner.
  public T read(Resource resource, Interner interner) {
    return reader.apply(resource, interner);
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
