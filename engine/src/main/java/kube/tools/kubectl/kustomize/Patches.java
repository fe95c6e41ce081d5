package kube.tools.kubectl.kustomize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import kube.foundation.api.Json;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.resource.Patching;
import kube.tools.kubectl.resource.Yaml;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `patches`, and the two older ways to write them.
final class Patches {

  private final Path folder;
  private final List<Part> parts;

  Patches(Path folder, List<Part> parts) {
    this.folder = folder;
    this.parts = parts;
  }

  void apply(JsonNode kustomization) {
    for (JsonNode said : kustomization.path("patchesStrategicMerge")) {
      String text = said.asString("");
      String body = text.contains("\n") ? text : file(text);
      for (JsonNode patch : Yaml.all(body)) merge(patch, Json.object());
    }
    for (JsonNode said : kustomization.path("patches")) one(said);
    for (JsonNode said : kustomization.path("patchesJson6902")) one(said);
  }

  private void one(JsonNode said) {
    String body = said.has("path") ? file(Json.text(said, "path")) : Json.text(said, "patch");
    for (JsonNode patch : Yaml.all(body)) {
      if (patch.isArray()) steps(patch, said.path("target"));
      else
        merge(patch, said.path("target"));
    }
  }

  private void steps(JsonNode steps, JsonNode target) {
    for (Part part : chosen(target)) part.become(Patching.steps(part.object(), steps));
  }

  private void merge(JsonNode patch, JsonNode target) {
    List<Part> chosen = target.isEmpty() ? List.of(named(patch)) : chosen(target);
    for (Part part : chosen) {
      if (Json.text(patch, "$patch").equals("delete")) {
        parts.remove(part);
        continue;
      }
      String name = part.name();
      String kind = part.kind();
      ObjectNode merged = Patching.mergedByName(part.object(), patch);
      merged.put("kind", kind).withObject("metadata").put("name", name);
      part.become(merged);
    }
  }

  private Part named(JsonNode patch) {
    String name = Json.text(patch, "metadata.name");
    return parts.stream()
        .filter(part -> part.kind().equals(Json.text(patch, "kind")) && part.wasCalled(name))
        .findFirst().orElseThrow(() -> CommandFailure.of("no resource matches strategic merge"
            + " patch \"" + Json.text(patch, "kind") + "." + version(patch) + "/" + name
            + ".[noNs]\": no matches for Id " + Json.text(patch, "kind") + "." + version(patch)
            + "/" + name + ".[noNs]; failed to find unique target for patch "
            + Json.text(patch, "kind") + "." + version(patch) + "/" + name + ".[noNs]"));
  }

  private static String version(JsonNode patch) {
    String[] parts = Json.text(patch, "apiVersion").split("/");
    return parts.length == 2 ? parts[1] + "." + parts[0] : parts[0] + ".[noGrp]";
  }

  private List<Part> chosen(JsonNode target) {
    List<Part> chosen = new ArrayList<>();
    String labels = Json.text(target, "labelSelector");
    for (Part part : parts) {
      String[] version = Json.text(part.object(), "apiVersion").split("/");
      boolean fits = isLike(target, "kind", part.kind())
          && isLike(target, "group", version.length == 2 ? version[0] : "")
          && isLike(target, "version", version[version.length - 1])
          && isLike(target, "namespace", Json.text(part.object(), "metadata.namespace"))
          && (Json.text(target, "name").isEmpty() || part.wasCalled(Json.text(target, "name"))
              || isLike(target, "name", part.name()));
      if (fits && isLabelled(part, labels)) chosen.add(part);
    }
    return chosen;
  }

  /// Whether the object has all of these labels, `a=b,c=d`.
  private static boolean isLabelled(Part part, String labels) {
    return labels.isEmpty() || Stream.of(labels.split(",")).allMatch(pair -> {
      String[] words = pair.split("=+", 2);
      return Json.at(part.object(), "metadata.labels").path(words[0]).asString("")
          .equals(words.length == 2 ? words[1] : "");
    });
  }

  private static boolean isLike(JsonNode target, String field, String value) {
    String pattern = Json.text(target, field);
    return pattern.isEmpty() || pattern.equals(value) || Pattern.matches(pattern, value);
  }

  private String file(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException _) {
      throw CommandFailure.of("failed to get the patch file from path(" + name + "): evalsymlink "
          + "failure on '" + folder.resolve(name) + "' : lstat " + folder.resolve(name)
          + ": no such file or directory");
    }
  }
}
