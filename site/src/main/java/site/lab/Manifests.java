package site.lab;

import java.util.ArrayList;
import java.util.List;
import kube.foundation.api.EditDistance;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads the YAML that a learner hands in, and says in plain words what is wrong with it.
final class Manifests {
  private static final int LONGEST = 64 * 1024;
  private static final int MOST = 20;
  private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
      .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(50).build())
      .build());

  private Manifests() {}

  /// One object to be applied.
  record Manifest(Kind<?> kind, Key key, ObjectNode object) {}

  /// All objects of a text, separated by `---`. Throws [LabTrouble] with line and remedy.
  static List<Manifest> read(String yaml) {
    if (yaml.length() > LONGEST) {
      throw new LabTrouble("This YAML is longer than 64 KiB. Apply it in parts.");
    }
    List<Manifest> manifests = new ArrayList<>();
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(yaml)) {
      while (documents.hasNext()) {
        JsonNode document = documents.next();
        if (document == null || document.isNull() || document.isMissingNode()) continue;
        manifests.add(manifest(document, manifests.size() + 1));
        if (manifests.size() > MOST) {
          throw new LabTrouble("These are more than " + MOST + " objects. Apply them in parts.");
        }
      }
    } catch (JacksonException malformed) {
      throw new LabTrouble(where(malformed.getLocation()) + "this is not YAML: "
          + String.valueOf(malformed.getOriginalMessage()).lines().findFirst().orElse("unreadable")
          + ". Check indentation and colons.");
    }
    if (manifests.isEmpty()) {
      throw new LabTrouble("There is nothing to apply. Paste an object with apiVersion and kind.");
    }
    return manifests;
  }

  /// The kinds whose names look most like this one; nothing when none is near.
  private static String nearest(String name) {
    List<String> near = Kinds.ALL.stream()
        .filter(kind -> EditDistance.between(name, kind.name()) <= Math.max(1, name.length() / 3))
        .map(kind -> kind.name() + " (" + kind.apiVersion() + ")").distinct().limit(3).toList();
    return near.isEmpty() ? "" : " Did you mean " + String.join(" or ", near) + "?";
  }

  private static Manifest manifest(JsonNode document, int number) {
    if (!(document instanceof ObjectNode object)) {
      throw new LabTrouble("Object " + number + " is no object. It needs lines such as "
          + "\"kind: Pod\".");
    }
    String apiVersion = text(object, "apiVersion", number);
    String name = text(object, "kind", number);
    Kind<?> kind = Kinds.of(apiVersion, name).orElseThrow(() -> new LabTrouble(
        "This cluster has no " + name + " in " + apiVersion + "." + nearest(name)
            + " `kubectl api-resources` lists what it has."));
    String called = Json.text(object, "metadata.name");
    if (called.isEmpty()) {
      throw new LabTrouble("The " + name + " has no name. Add metadata.name.");
    }
    String namespace = Json.text(object, "metadata.namespace");
    if (kind.namespaced() && namespace.isEmpty()) {
      namespace = "default";
      ObjectNode metadata = (ObjectNode) object.get("metadata");
      metadata.put("namespace", namespace);
    }
    return new Manifest(kind, new Key(kind.namespaced() ? namespace : "", called), object);
  }

  private static String text(ObjectNode object, String field, int number) {
    String text = Json.text(object, field);
    if (text.isEmpty()) {
      throw new LabTrouble("Object " + number + " does not say its " + field + ". Add a line such "
          + "as \"" + field + (field.equals("kind") ? ": Pod\"." : ": v1\"."));
    }
    return text;
  }

  private static String where(TokenStreamLocation location) {
    return location == null || location.getLineNr() < 1
        ? ""
        : "Line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
  }
}
