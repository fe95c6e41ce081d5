package kube.node.kubelet.wish;

import java.util.List;
import java.util.Optional;

import kube.foundation.api.Interner;
import kube.foundation.api.Json;
import kube.foundation.api.Quantity;
import tools.jackson.databind.JsonNode;

/// A directory that the containers of a Pod share, and what is in it.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/storage/volumes/
public record VolumeWish(String name, Source source) {

  /// What a volume is made of.
  public sealed interface Source {

    /// Empty at first, and gone with the Pod.
    record EmptyDir(boolean inMemory, Optional<Quantity> limit) implements Source {}

    /// Files that the API knows: one part for each object that they come from.
    record Projected(List<Part> parts) implements Source {
      public Projected { parts = List.copyOf(parts); }
    }

    /// A directory of the machine.
    ///
    /// @param type such as `DirectoryOrCreate`; empty for no check
    record HostPath(String path, String type) implements Source {}

    /// A PersistentVolumeClaim.
    record Claim(String name, boolean readOnly) implements Source {}

    /// A kind of volume that nothing here knows.
    record Unknown(String type) implements Source {}
  }

  /// One origin of the files in a projected volume.
  public sealed interface Part {

    /// @param items the keys that are wanted and the paths they get; empty for all under their names
    record Keys(boolean isSecret, String name, List<Item> items, boolean optional) implements Part {
      public Keys { items = List.copyOf(items); }
    }

    record Downward(List<DownwardFile> files) implements Part {
      public Downward { files = List.copyOf(files); }
    }

    record Token(String audience, long expirationSeconds, String path) implements Part {}
  }

  public record Item(String key, String path) {}

  /// A file with what the Pod says of itself.
  public record DownwardFile(String path, EnvironmentWish.Value value) {}

  static VolumeWish of(JsonNode tree, Interner interner) {
    return new VolumeWish(Json.text(tree, "name"), interner.one(source(tree)));
  }

  private static Source source(JsonNode tree) {
    if (tree.has("configMap")) {
      return new Source.Projected(List.of(keys(false, tree.path("configMap"), "name")));
    }
    if (tree.has("secret")) {
      return new Source.Projected(List.of(keys(true, tree.path("secret"), "secretName")));
    }
    if (tree.has("downwardAPI")) {
      return new Source.Projected(List.of(downward(tree.path("downwardAPI"))));
    }
    if (tree.has("projected")) {
      return new Source.Projected(Json.list(tree, "projected.sources", VolumeWish::part));
    }
    if (tree.has("hostPath")) {
      return new Source.HostPath(Json.text(tree, "hostPath.path"),
          Json.text(tree, "hostPath.type"));
    }
    if (tree.has("persistentVolumeClaim")) {
      return new Source.Claim(Json.text(tree, "persistentVolumeClaim.claimName"),
          Json.flag(tree, "persistentVolumeClaim.readOnly"));
    }
    if (tree.has("ephemeral")) return new Source.Claim("", false);
    return tree.has("emptyDir") || tree.size() <= 1
        ? emptyDir(tree.path("emptyDir"))
        : new Source.Unknown(tree.propertyNames().stream()
            .filter(name -> !name.equals("name")).findFirst().orElse(""));
  }

  private static Source emptyDir(JsonNode tree) {
    String limit = tree.path("sizeLimit").asString("");
    return new Source.EmptyDir(Json.text(tree, "medium").equals("Memory"),
        limit.isEmpty() ? Optional.empty() : Optional.of(Quantity.parse(limit)));
  }

  private static Part part(JsonNode tree) {
    if (tree.has("secret")) return keys(true, tree.path("secret"), "name");
    if (tree.has("downwardAPI")) return downward(tree.path("downwardAPI"));
    if (tree.has("serviceAccountToken")) {
      JsonNode token = tree.path("serviceAccountToken");
      return new Part.Token(Json.text(token, "audience"),
          token.path("expirationSeconds").asLong(3_600), Json.text(token, "path"));
    }
    return keys(false, tree.path("configMap"), "name");
  }

  private static Part keys(boolean isSecret, JsonNode tree, String nameField) {
    return new Part.Keys(isSecret, Json.text(tree, nameField),
        Json.list(tree, "items",
            item -> new Item(Json.text(item, "key"), Json.text(item, "path"))),
        Json.flag(tree, "optional"));
  }

  private static Part downward(JsonNode tree) {
    return new Part.Downward(Json.list(tree, "items",
        file -> new DownwardFile(Json.text(file, "path"), file.has("fieldRef")
            ? new EnvironmentWish.Value.Field(Json.text(file, "fieldRef.fieldPath"))
            : EnvironmentWish.amount(file.path("resourceFieldRef")))));
  }
}
