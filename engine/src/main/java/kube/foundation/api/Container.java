package kube.foundation.api;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

/// One program of a Pod, as its author wishes it.
///
/// @param requests what the scheduler sets aside for it, by resource name
/// @param environment the variables whose value the author wrote down, by name
/// @param terminal how it wants its standard streams
public record Container(String name, String image, List<String> command, List<String> args,
    SortedMap<String, Quantity> requests, SortedMap<String, String> environment,
    String workingDirectory, Terminal terminal) {

  /// @param stdin whether its standard input stays open; `once` closes it after the first who attaches
  /// @param tty whether it believes to talk to a terminal
  public record Terminal(boolean stdin, boolean once, boolean tty) {}

  static Container of(JsonNode tree) {
    return new Container(Json.text(tree, "name"), Json.text(tree, "image"),
        Json.list(tree, "command", word -> word.asString("")),
        Json.list(tree, "args", word -> word.asString("")),
        Node.quantities(Json.at(tree, "resources.requests")), environment(tree),
        Json.text(tree, "workingDir"), new Terminal(Json.flag(tree, "stdin"),
            Json.flag(tree, "stdinOnce"), Json.flag(tree, "tty")));
  }

  private static SortedMap<String, String> environment(JsonNode tree) {
    SortedMap<String, String> variables = new TreeMap<>();
    for (JsonNode variable : tree.path("env")) {
      if (!variable.has("valueFrom")) {
        variables.put(Json.text(variable, "name"), Json.text(variable, "value"));
      }
    }
    return Collections.unmodifiableSortedMap(variables);
  }
}
