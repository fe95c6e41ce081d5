package kube.tools.kubectl.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.resource.Yaml;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Changes one kubeconfig file: of several that are merged, the one that has the entry already, else
/// the first.
final class ConfigFile {

  private ConfigFile() {}

  /// Changes the file that holds this entry and writes it back.
  static void change(Kubeconfig config, String list, String name, Consumer<ObjectNode> change) {
    Path file = config.files().stream()
        .filter(one -> Files.exists(one)
            && Kubeconfig.find(raw(one).path(list), name).isPresent())
        .findFirst().orElse(first(config));
    write(file, change);
  }

  /// Changes what is said once for all, such as the current context.
  static void change(Kubeconfig config, Consumer<ObjectNode> change) {
    Path file = config.files().stream()
        .filter(one -> !Json.text(raw(one), "current-context").isEmpty())
        .findFirst().orElse(first(config));
    write(file, change);
  }

  private static Path first(Kubeconfig config) {
    List<Path> files = config.files();
    return files.stream().filter(Files::exists).findFirst().orElse(files.getFirst());
  }

  /// The file as it is written, paths not resolved.
  private static ObjectNode raw(Path file) {
    if (!Files.exists(file)) return Kubeconfig.empty();
    try {
      return Yaml.one(Files.readString(file)) instanceof ObjectNode config
          ? config
          : Kubeconfig.empty();
    } catch (IOException | IllegalArgumentException problem) {
      throw CommandFailure.of("error loading config file \"" + file + "\": "
          + problem.getMessage());
    }
  }

  private static void write(Path file, Consumer<ObjectNode> change) {
    ObjectNode config = raw(file);
    change.accept(config);
    for (String list : Kubeconfig.LISTS) sort(config, list);
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) Files.createDirectories(folder);
      Path fresh = file.resolveSibling(file.getFileName() + ".lock");
      Files.writeString(fresh, Yaml.write(config));
      Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException problem) {
      throw CommandFailure.of("the kubeconfig cannot be written: " + problem.getMessage());
    }
  }

  private static void sort(ObjectNode config, String list) {
    List<JsonNode> entries = new java.util.ArrayList<>();
    config.path(list).forEach(entries::add);
    entries.sort(Comparator.comparing(entry -> Json.text(entry, "name")));
    ArrayNode sorted = config.putArray(list);
    entries.forEach(sorted::add);
  }

  /// The inner part of an entry, made when there is none.
  static ObjectNode entry(ObjectNode config, String list, String name) {
    ArrayNode entries = config.path(list) instanceof ArrayNode there
        ? there
        : config.putArray(list);
    ObjectNode entry = Kubeconfig.find(entries, name)
        .orElseGet(() -> entries.addObject().put("name", name));
    return entry.withObject(list.substring(0, list.length() - 1));
  }

  /// Takes an entry away.
  static void remove(ObjectNode config, String list, String name) {
    ArrayNode kept = Json.object().putArray(list);
    config.path(list).forEach(entry -> {
      if (!Json.text(entry, "name").equals(name)) kept.add(entry);
    });
    config.set(list, kept);
  }
}
