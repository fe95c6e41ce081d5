package site.bench.fuzz;

import java.util.Map;
import java.util.TreeMap;
import kube.foundation.api.Json;
import tools.jackson.databind.JsonNode;

/// What a watch of one collection has told so far, to be compared with its list.
///
/// Guarded by its own lock: one thread listens while another compares.
final class Mirror {

  private final String path;
  private final Judge judge;
  private final Map<String, String> objects = new TreeMap<>();
  private long last;

  Mirror(String path, Judge judge) {
    this.path = path;
    this.judge = judge;
  }

  String path() {
    return path;
  }

  synchronized void event(String type, JsonNode object) {
    String key = key(object);
    long revision = Json.at(object, "metadata.resourceVersion").asLong(0);
    switch (type) {
      case "ADDED", "MODIFIED" -> objects.put(key, Long.toString(revision));
      case "DELETED" -> objects.remove(key);
      default -> {
        judge.find("a watch of " + path + " said " + type + " " + Json.text(object, "message"));
        return;
      }
    }
    if (revision < last) judge.find("a watch went back: " + path);
    last = revision;
  }

  synchronized boolean shows(JsonNode list) {
    Map<String, String> listed = new TreeMap<>();
    list.path("items").forEach(object -> listed.put(key(object),
        Json.text(object, "metadata.resourceVersion")));
    return listed.equals(objects);
  }

  private static String key(JsonNode object) {
    return Json.text(object, "metadata.namespace") + "/" + Json.text(object, "metadata.name");
  }
}
