package kube.tools.kubectl.cluster;

import java.util.List;

import kube.foundation.api.Json;
import kube.tools.kubectl.flags.Arguments;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The part of a user's entry that names a program which gives credentials.
///
/// It is written for other clients: ours refuses to start programs that a file names.
final class ExecEntry {

  private ExecEntry() {}

  static void change(Arguments arguments, ObjectNode user) {
    List<String> flags = List.of("exec-command", "exec-api-version", "exec-arg", "exec-env");
    if (flags.stream().noneMatch(arguments::given)) return;
    ObjectNode exec = user.withObject("exec");
    exec.put("apiVersion", arguments.find("exec-api-version")
        .orElse(Json.text(exec, "apiVersion")));
    exec.put("command", arguments.find("exec-command").orElse(Json.text(exec, "command")));
    if (arguments.given("exec-arg")) {
      ArrayNode words = exec.putArray("args");
      arguments.raw("exec-arg").forEach(words::add);
    }
    if (!exec.has("args")) exec.putNull("args");
    environment(arguments.raw("exec-env"), exec);
    exec.put("interactiveMode", "IfAvailable");
    exec.put("provideClusterInfo", Json.flag(exec, "provideClusterInfo"));
  }

  private static void environment(List<String> changes, ObjectNode exec) {
    ArrayNode kept = Json.object().putArray("env");
    for (JsonNode variable : exec.path("env")) {
      String name = Json.text(variable, "name");
      boolean isChanged = changes.stream()
          .anyMatch(said -> said.equals(name + "-") || said.startsWith(name + "="));
      if (!isChanged) kept.add(variable);
    }
    for (String said : changes) {
      int equals = said.indexOf('=');
      if (equals < 1) continue;
      kept.addObject().put("name", said.substring(0, equals))
          .put("value", said.substring(equals + 1));
    }
    if (kept.isEmpty()) exec.putNull("env");
    else
      exec.set("env", kept);
  }
}
