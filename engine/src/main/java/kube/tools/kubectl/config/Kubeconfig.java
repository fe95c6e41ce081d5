package kube.tools.kubectl.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Console;
import kube.tools.kubectl.resource.Yaml;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One or several kubeconfig files as one: in each list the first entry of a name wins, and so does
/// the first file that says which context is the current one.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
public final class Kubeconfig {

  /// The lists of a kubeconfig and what one entry of each is called inside.
  static final List<String> LISTS = List.of("clusters", "contexts", "users");

  private final List<Path> files;
  private final ObjectNode merged;

  private Kubeconfig(List<Path> files, ObjectNode merged) {
    this.files = List.copyOf(files);
    this.merged = merged;
  }

  /// The files that are meant: by `--kubeconfig`, else by `KUBECONFIG`, else `~/.kube/config`.
  ///
  /// Fails when the file that `--kubeconfig` names is not there; others may be absent.
  public static Kubeconfig load(Console console, String flag) {
    return load(console, flag, true);
  }

  /// @param mustExist whether the file of `--kubeconfig` must be there already
  public static Kubeconfig load(Console console, String flag, boolean mustExist) {
    if (!flag.isEmpty()) {
      Path file = console.directory().resolve(flag);
      if (mustExist && !Files.exists(file)) {
        throw CommandFailure.of("stat " + flag + ": no such file or directory");
      }
      return of(List.of(file));
    }
    String variable = console.variable("KUBECONFIG");
    if (variable.isEmpty()) {
      return of(List.of(Path.of(console.variable("HOME"), ".kube", "config")));
    }
    return of(List.of(variable.split(java.io.File.pathSeparator)).stream()
        .filter(name -> !name.isEmpty()).map(console.directory()::resolve).toList());
  }

  private static Kubeconfig of(List<Path> files) {
    ObjectNode merged = empty();
    for (Path file : files) merge(merged, read(file));
    return new Kubeconfig(files, merged);
  }

  static ObjectNode empty() {
    ObjectNode config = Json.object().put("apiVersion", "v1");
    config.putArray("clusters");
    config.putArray("contexts");
    config.put("current-context", "").put("kind", "Config").putObject("preferences");
    config.putArray("users");
    return config;
  }

  /// One file; an empty configuration when there is none.
  static ObjectNode read(Path file) {
    try {
      JsonNode tree = Yaml.one(Files.readString(file));
      if (tree.isMissingNode() || tree.isNull()) return empty();
      if (tree instanceof ObjectNode config) return anchored(config, file);
      throw CommandFailure.of("error loading config file \"" + file + "\": it holds no mapping");
    } catch (NoSuchFileException _) {
      return empty();
    } catch (IOException | IllegalArgumentException problem) {
      throw CommandFailure.of("error loading config file \"" + file + "\": "
          + problem.getMessage());
    }
  }

  /// Files named in a kubeconfig lie beside it, unless their path is absolute.
  private static ObjectNode anchored(ObjectNode config, Path file) {
    Path folder = file.toAbsolutePath().getParent();
    for (JsonNode entry : config.path("clusters"))
      anchor(entry.path("cluster"), folder,
          "certificate-authority");
    for (JsonNode entry : config.path("users")) {
      for (String field : List.of("client-certificate", "client-key", "tokenFile")) {
        anchor(entry.path("user"), folder, field);
      }
    }
    return config;
  }

  private static void anchor(JsonNode entry, @org.jspecify.annotations.Nullable Path folder,
      String field) {
    String path = Json.text(entry, field);
    if (!path.isEmpty() && folder != null && entry instanceof ObjectNode object) {
      object.put(field, folder.resolve(path).normalize().toString());
    }
  }

  private static void merge(ObjectNode into, ObjectNode from) {
    for (String list : LISTS) {
      ArrayNode ours = into.withArray(list);
      for (JsonNode entry : from.path(list)) {
        if (find(ours, Json.text(entry, "name")).isEmpty()) ours.add(entry);
      }
    }
    if (Json.text(into, "current-context").isEmpty()) {
      into.put("current-context", Json.text(from, "current-context"));
    }
  }

  static Optional<ObjectNode> find(JsonNode list, String name) {
    for (JsonNode entry : list) {
      if (Json.text(entry, "name").equals(name) && entry instanceof ObjectNode object) {
        return Optional.of(object);
      }
    }
    return Optional.empty();
  }

  public ObjectNode merged() {
    return merged;
  }

  public String currentContext() {
    return Json.text(merged, "current-context");
  }

  List<Path> files() {
    return files;
  }

  /// The names in one of the lists, sorted.
  public List<String> names(String list) {
    List<String> names = new ArrayList<>(Json.list(merged, list, entry -> Json.text(entry,
        "name")));
    names.sort(null);
    return names;
  }

  /// The inner part of an entry: of `contexts` the `context`, and so on.
  public Optional<JsonNode> entry(String list, String name) {
    return find(merged.path(list), name)
        .map(entry -> entry.path(list.substring(0, list.length() - 1)));
  }
}
