package kube.foundation.api;

import java.util.List;
import java.util.SortedMap;

import tools.jackson.databind.JsonNode;

/// One program of a Pod, as its author wishes it.
///
/// @param requests what the scheduler sets aside for it, by resource name
public record Container(String name, String image, List<String> command, List<String> args,
    SortedMap<String, Quantity> requests) {

  static Container of(JsonNode tree) {
    return new Container(Json.text(tree, "name"), Json.text(tree, "image"),
        Json.list(tree, "command", word -> word.asString("")),
        Json.list(tree, "args", word -> word.asString("")),
        Node.quantities(Json.at(tree, "resources.requests")));
  }
}
