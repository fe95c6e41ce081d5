package kube.controlplane.apiserver.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;

import org.jspecify.annotations.Nullable;

/// The shapes of all built-in objects, by the names of their types.
///
/// They come from a resource that is derived from the published classes of the Kubernetes Java
/// client; a test compares the two. Fields have their types, their numbers in protobuf and the keys
/// by which lists merge.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/kubernetes-api/
public final class Schema {

  private static final Set<String> GROUPS = Kinds.ALL.stream().map(Kind::group)
      .collect(Collectors.toUnmodifiableSet());
  private static final Schema PUBLISHED = new Schema(read("types.txt"));

  private final Map<String, TypeShape> types = HashMap.newHashMap(700);

  private Schema(String text) {
    int next;
    for (int at = 0; at < text.length(); at = next) {
      int end = text.indexOf('\n', at) + 1;
      next = end;
      while (next < text.length() && text.charAt(next) == ' ') next = text.indexOf('\n', next) + 1;
      TypeShape type = new TypeShape(this, text.substring(at, end - 1), text.substring(end, next));
      types.put(type.id(), type);
    }
  }

  /// The shapes that Kubernetes publishes.
  public static Schema published() {
    return PUBLISHED;
  }

  /// The shape of a type such as `core.v1.Container`.
  public Optional<TypeShape> find(String type) {
    return Optional.ofNullable(types.get(type));
  }

  /// The shape of the objects of a kind; empty when the kind is not a built-in one.
  public Optional<TypeShape> of(Kind<?> kind) {
    String group = groupOf(kind);
    if (group.isEmpty()) return Optional.empty();
    return find(group + "." + kind.version() + "." + kind.name())
        .or(() -> find(group + ".v1." + kind.name()));
  }

  /// The shape of the objects that say this of themselves, such as `policy/v1` and `Eviction`.
  public Optional<TypeShape> of(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    return of(Kind.of(group, apiVersion.substring(slash + 1), kind, ""));
  }

  /// The shape of a type that another one names.
  public TypeShape type(String id) {
    return Objects.requireNonNull(types.get(id), id);
  }

  /// All types, to be read only.
  Iterable<TypeShape> types() {
    return types.values();
  }

  /// The group as types have it: its first word. Groups of others than Kubernetes have none.
  private static String groupOf(Kind<?> kind) {
    String group = kind.group();
    if (group.isEmpty()) return "core";
    if (!GROUPS.contains(group)) return "";
    int dot = group.indexOf('.');
    return dot < 0 ? group : group.substring(0, dot);
  }

  private static String read(String resource) {
    try (@Nullable
    InputStream text = Schema.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(text, resource).readAllBytes(),
          StandardCharsets.US_ASCII);
    } catch (IOException broken) {
      throw new UncheckedIOException("the engine's own jar cannot be read", broken);
    }
  }
}
