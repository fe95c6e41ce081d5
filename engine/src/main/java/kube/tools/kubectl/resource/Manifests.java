package kube.tools.kubectl.resource;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Console;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the objects that `-f` names: a file, a folder, an address, or `-` for what is piped in.
public final class Manifests {

  private static final List<String> ENDINGS = List.of(".json", ".yaml", ".yml");

  /// One object, and where it was written.
  public record Manifest(ObjectNode object, String source) {}

  private Manifests() {}

  public static List<Manifest> read(Console console, List<String> names, boolean recursive) {
    List<Manifest> manifests = new ArrayList<>();
    for (String name : names) {
      if (name.equals("-")) {
        parse(standardInput(console), "STDIN", manifests);
      } else if (name.startsWith("http://") || name.startsWith("https://")) {
        parse(fetched(name), name, manifests);
      } else {
        for (Path file : files(console, name, recursive)) {
          parse(text(file, name), shown(name, console.directory().resolve(name), file), manifests);
        }
      }
    }
    return manifests;
  }

  /// What one file holds, or what is piped in when its name is `-`, as it is.
  static byte[] bytes(Console console, String name) {
    try {
      return name.equals("-")
          ? console.in().readAllBytes()
          : Files.readAllBytes(console.directory().resolve(name));
    } catch (IOException _) {
      throw CommandFailure.of("open " + name + ": no such file or directory");
    }
  }

  private static String shown(String name, Path given, Path file) {
    return file.equals(given) ? name : Path.of(name, given.relativize(file).toString()).toString();
  }

  private static List<Path> files(Console console, String name, boolean recursive) {
    Path path = console.directory().resolve(name);
    if (!Files.exists(path)) {
      throw CommandFailure.of("the path \"" + name + "\" does not exist");
    }
    if (!Files.isDirectory(path)) return List.of(path);
    try (Stream<Path> inside = Files.walk(path, recursive ? Integer.MAX_VALUE : 1)) {
      List<Path> files = inside.filter(Files::isRegularFile)
          .filter(file -> ENDINGS.stream().anyMatch(file.toString()::endsWith)).sorted().toList();
      if (files.isEmpty()) {
        throw CommandFailure.of("error reading [" + name + "]: recognized file extensions are "
            + "[.json .yaml .yml]");
      }
      return files;
    } catch (IOException problem) {
      throw CommandFailure.of("error reading [" + name + "]: " + problem.getMessage());
    }
  }

  private static String text(Path file, String name) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException gone) {
      throw CommandFailure.of("the path \"" + name + "\" does not exist");
    } catch (IOException problem) {
      throw CommandFailure.of("error reading [" + file + "]: " + problem.getMessage());
    }
  }

  private static String standardInput(Console console) {
    try {
      return new String(console.in().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException problem) {
      throw CommandFailure.of("error reading STDIN: " + problem.getMessage());
    }
  }

  private static String fetched(String address) {
    try (InputStream stream = URI.create(address).toURL().openStream()) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException | IllegalArgumentException problem) {
      throw CommandFailure.of("unable to read URL \"" + address + "\", " + problem.getMessage());
    }
  }

  private static void parse(String text, String source, List<Manifest> into) {
    List<JsonNode> documents;
    try {
      documents = Yaml.all(text);
    } catch (IllegalArgumentException malformed) {
      throw CommandFailure.of("error parsing " + source + ": error converting YAML to JSON: "
          + malformed.getMessage());
    }
    for (JsonNode document : documents) add(document, source, into);
  }

  private static void add(JsonNode document, String source, List<Manifest> into) {
    if (!(document instanceof ObjectNode object)) {
      throw CommandFailure.of("error parsing " + source + ": json: cannot unmarshal "
          + (document.isArray() ? "array" : "string") + " into Go value of type "
          + "map[string]interface {}");
    }
    boolean isList = Json.text(object, "kind").endsWith("List") && object.path("items").isArray();
    if (isList) {
      object.path("items").forEach(item -> add(item, source, into));
      return;
    }
    for (String field : List.of("kind", "apiVersion")) {
      if (Json.text(object, field).isEmpty()) {
        throw CommandFailure.of("error validating \"" + source
            + "\": error validating data: " + field + " not set; if you choose to ignore these "
            + "errors, turn validation off with --validate=false");
      }
    }
    into.add(new Manifest(object, source));
  }
}
