package kube.node.kubelet.volume;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.node.kubelet.container.ConfigReader;
import kube.node.kubelet.container.PodFields;
import kube.node.kubelet.wish.EnvironmentWish.Value;
import kube.node.kubelet.wish.VolumeWish.DownwardFile;
import kube.node.kubelet.wish.VolumeWish.Item;
import kube.node.kubelet.wish.VolumeWish.Part;

/// Collects what the files of a projected volume are to hold.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/storage/projected-volumes/
final class Payload {

  /// What came of collecting.
  sealed interface Outcome {
    /// @param tokens asked for when they are read
    record Files(SortedMap<String, byte[]> contents, SortedMap<String, Part.Token> tokens)
        implements
          Outcome {}

    record Missing(String message) implements Outcome {}
  }

  private final ConfigReader config;
  private final PodFields fields;
  private final SortedMap<String, byte[]> contents = new TreeMap<>();
  private final SortedMap<String, Part.Token> tokens = new TreeMap<>();

  private Payload(ConfigReader config, PodFields fields) {
    this.config = config;
    this.fields = fields;
  }

  static Outcome of(List<Part> parts, ConfigReader config, PodFields fields) {
    Payload payload = new Payload(config, fields);
    for (Part part : parts) {
      Optional<String> problem = payload.add(part);
      if (problem.isPresent()) return new Outcome.Missing(problem.get());
    }
    return new Outcome.Files(Collections.unmodifiableSortedMap(payload.contents),
        Collections.unmodifiableSortedMap(payload.tokens));
  }

  private Optional<String> add(Part part) {
    return switch (part) {
      case Part.Keys keys -> addKeys(keys);
      case Part.Downward(List<DownwardFile> files) -> {
        files.forEach(file -> put(file.path(), text(file.value())));
        yield Optional.empty();
      }
      case Part.Token token -> {
        tokens.put(token.path(), token);
        yield Optional.empty();
      }
    };
  }

  private String text(Value value) {
    return switch (value) {
      case Value.Field(String path) -> fields.field(path);
      case Value.Amount amount -> fields.amount(amount, "");
      case Value.Literal(String text) -> text;
      case Value.KeyOf _ -> "";
    };
  }

  private Optional<String> addKeys(Part.Keys wanted) {
    Optional<SortedMap<String, byte[]>> found = config.read(wanted.isSecret(), wanted.name());
    if (found.isEmpty()) {
      return wanted.optional()
          ? Optional.empty()
          : Optional.of(config.notFound(wanted.isSecret(), wanted.name()));
    }
    if (wanted.items().isEmpty()) {
      contents.putAll(found.get());
      return Optional.empty();
    }
    for (Item item : wanted.items()) {
      byte[] content = found.get().get(item.key());
      if (content != null) {
        contents.put(item.path(), content);
      } else if (!wanted.optional()) {
        return Optional.of((wanted.isSecret() ? "secret" : "configmap")
            + " references non-existent " + (wanted.isSecret() ? "secret" : "config") + " key: "
            + item.key());
      }
    }
    return Optional.empty();
  }

  private void put(String path, String text) {
    contents.put(path, text.getBytes(StandardCharsets.UTF_8));
  }
}
