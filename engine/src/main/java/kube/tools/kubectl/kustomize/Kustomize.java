package kube.tools.kubectl.kustomize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Console;
import kube.tools.kubectl.Session;
import kube.tools.kubectl.Verb;
import kube.tools.kubectl.flags.Flag;
import kube.tools.kubectl.resource.Yaml;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Builds the objects of a folder with a kustomization.
public final class Kustomize {

  private static final List<String> FILES = List.of("kustomization.yaml", "kustomization.yml",
      "Kustomization");
  private static final int DEEPEST = 20;

  private final Console console;

  private Kustomize(Console console) {
    this.console = console;
  }

  public static Verb verb() {
    return Verb.of("kustomize", "DIR", "Build a kustomization target from a directory or URL",
        List.of("kubectl kustomize overlays/test"),
        List.of(Flag.text("output", "", "Write to this file.").withLetter('o')),
        (session, arguments) -> {
          String folder = arguments.words().isEmpty() ? "." : arguments.words().getFirst();
          print(session, build(session.console(), folder), arguments.text("output"));
          return 0;
        });
  }

  private static void print(Session session, List<ObjectNode> objects, String file) {
    String text = String.join("---\n", objects.stream().map(Yaml::write).toList());
    if (file.isEmpty()) {
      session.console().out().print(text);
      return;
    }
    try {
      Files.writeString(session.console().directory().resolve(file), text);
    } catch (IOException problem) {
      throw CommandFailure.of(String.valueOf(problem.getMessage()));
    }
  }

  /// The objects, in the order in which they are to be applied.
  public static List<ObjectNode> build(Console console, String folder) {
    Path path = console.directory().resolve(folder).normalize();
    List<Part> parts = new Kustomize(console).folder(path, folder, 0);
    for (Part part : parts) {
      if (part.isHashed()) part.rename(part.name() + "-" + MapGenerator.hash(part.object()));
    }
    new References(parts).mend();
    return parts.stream().sorted(LegacyOrder.COMPARATOR).map(Part::object).toList();
  }

  private List<Part> folder(Path folder, String said, int depth) {
    if (depth > DEEPEST) throw CommandFailure.of("cycle detected: " + said);
    Path file = FILES.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst()
        .orElseThrow(() -> CommandFailure.of("unable to find one of 'kustomization.yaml', "
            + "'kustomization.yml' or 'Kustomization' in directory '" + folder + "'"));
    JsonNode kustomization = one(text(file));
    List<Part> parts = new ArrayList<>();
    Stream.of("resources", "bases").flatMap(list -> kustomization.path(list).valueStream())
        .forEach(entry -> resource(folder, entry.asString(""), parts, depth));
    JsonNode options = kustomization.path("generatorOptions");
    kustomization.path("configMapGenerator").forEach(entry -> parts.add(
        MapGenerator.make(console, folder, "ConfigMap", entry, options)));
    kustomization.path("secretGenerator").forEach(entry -> parts.add(
        MapGenerator.make(console, folder, "Secret", entry, options)));
    new Patches(folder, parts).apply(kustomization);
    new Changes(kustomization, parts).apply();
    return parts;
  }

  private void resource(Path folder, String name, List<Part> parts, int depth) {
    if (name.contains("://")) {
      throw CommandFailure.of("remote resources are left out by this kubectl: " + name);
    }
    Path path = folder.resolve(name).normalize();
    if (Files.isDirectory(path)) {
      parts.addAll(folder(path, name, depth + 1));
      return;
    }
    if (!Files.exists(path)) {
      throw CommandFailure.of("accumulating resources: accumulation err='accumulating resources"
          + " from '" + name + "': evalsymlink failure on '" + path + "' : lstat " + path
          + ": no such file or directory': must build at directory: not a valid directory: "
          + "evalsymlink failure on '" + path + "' : lstat " + path
          + ": no such file or directory");
    }
    for (JsonNode document : Yaml.all(text(path))) add(document, parts);
  }

  private static void add(JsonNode document, List<Part> parts) {
    boolean isList = Json.text(document, "kind").endsWith("List") && document.has("items");
    if (isList) document.path("items").forEach(item -> add(item, parts));
    else if (document instanceof ObjectNode object) parts.add(new Part(object, false));
  }

  private static JsonNode one(String text) {
    try {
      return Yaml.one(text);
    } catch (IllegalArgumentException malformed) {
      throw CommandFailure.of("invalid Kustomization: " + malformed.getMessage());
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException problem) {
      throw CommandFailure.of("error reading " + file + ": " + problem.getMessage());
    }
  }
}
