package kube.tools.kubectl.describe;

import java.util.ArrayList;
import java.util.List;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

/// The containers of a Pod or of a template, one below the other.
final class ContainerText {

  private final Sheet sheet;
  private final JsonNode statuses;
  /// Templates set their containers one space less far in.
  private final String indent;

  private ContainerText(Sheet sheet, JsonNode statuses, String indent) {
    this.sheet = sheet;
    this.statuses = statuses;
    this.indent = indent;
  }

  static void write(Sheet sheet, String heading, JsonNode containers, JsonNode statuses,
      String indent) {
    if (containers.isEmpty()) return;
    ContainerText text = new ContainerText(sheet, statuses, indent);
    sheet.line(indent + heading + ":");
    containers.forEach(text::container);
  }

  /// Fields stand four spaces in, both in a Pod and in a template.
  private void put(String line) {
    sheet.line("  " + line);
  }

  private void container(JsonNode container) {
    String name = Json.text(container, "name");
    sheet.line((indent.isEmpty() ? "  " : "   ") + name + ":");
    JsonNode status = statuses.valueStream()
        .filter(one -> Json.text(one, "name").equals(name)).findFirst().orElse(Json.object());
    boolean alive = !statuses.isMissingNode() && !status.isEmpty();
    if (alive) put("  Container ID:\t" + Json.text(status, "containerID"));
    put("  Image:\t" + Json.text(container, "image"));
    if (alive) put("  Image ID:\t" + Json.text(status, "imageID"));
    ports(container);
    words("Command", container.path("command"));
    words("Args", container.path("args"));
    if (alive) state(status);
    resources(container);
    for (String probe : List.of("liveness", "readiness", "startup")) probe(container, probe);
    environment(container);
    mounts(container);
  }

  private void ports(JsonNode container) {
    List<String> ports = new ArrayList<>();
    List<String> hostPorts = new ArrayList<>();
    for (JsonNode port : container.path("ports")) {
      String protocol = Json.text(port, "protocol").isEmpty()
          ? "TCP"
          : Json.text(port, "protocol");
      ports.add(Json.number(port, "containerPort", 0) + "/" + protocol);
      hostPorts.add(Json.number(port, "hostPort", 0) + "/" + protocol);
    }
    String plural = ports.size() > 1 ? "s" : "";
    put("  Port" + plural + ":\t" + (ports.isEmpty() ? Sheet.NONE : String.join(", ", ports)));
    put("  Host Port" + plural + ":\t"
        + (ports.isEmpty() ? Sheet.NONE : String.join(", ", hostPorts)));
  }

  private void words(String name, JsonNode words) {
    if (words.isEmpty()) return;
    put("  " + name + ":");
    words.forEach(word -> word.asString("").lines().forEach(line -> put("    " + line)));
  }

  private void state(JsonNode status) {
    oneState("State", status.path("state"));
    if (!status.path("lastState").isEmpty()) oneState("Last State", status.path("lastState"));
    put("  Ready:\t" + (Json.flag(status, "ready") ? "True" : "False"));
    put("  Restart Count:\t" + Json.number(status, "restartCount", 0));
  }

  private void oneState(String name, JsonNode state) {
    if (state.has("running")) {
      put("  " + name + ":\tRunning");
      put("    Started:\t" + Sheet.time(state, "running.startedAt"));
    } else if (state.has("terminated")) {
      JsonNode end = state.path("terminated");
      put("  " + name + ":\tTerminated");
      if (!Json.text(end, "reason").isEmpty()) put("    Reason:\t" + Json.text(end, "reason"));
      if (!Json.text(end, "message").isEmpty()) put("    Message:\t" + Json.text(end, "message"));
      put("    Exit Code:\t" + Json.number(end, "exitCode", 0));
      if (end.has("signal")) put("    Signal:\t" + Json.number(end, "signal", 0));
      put("    Started:\t" + Sheet.time(end, "startedAt"));
      put("    Finished:\t" + Sheet.time(end, "finishedAt"));
    } else {
      put("  " + name + ":\tWaiting");
      String reason = Json.text(state, "waiting.reason");
      if (!reason.isEmpty()) put("    Reason:\t" + reason);
    }
  }

  private void resources(JsonNode container) {
    for (String kind : List.of("limits", "requests")) {
      JsonNode amounts = container.path("resources").path(kind);
      if (amounts.isEmpty()) continue;
      put("  " + (kind.equals("limits") ? "Limits" : "Requests") + ":");
      Json.texts(container, "resources." + kind)
          .forEach((name, amount) -> put("    " + name + ":\t" + amount));
    }
  }

  private void probe(JsonNode container, String name) {
    JsonNode probe = container.path(name + "Probe");
    if (probe.isMissingNode()) return;
    String word = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    put("  " + word + ":\t" + Probes.text(probe));
  }

  private void environment(JsonNode container) {
    JsonNode sources = container.path("envFrom");
    if (!sources.isEmpty()) {
      put("  Environment Variables from:");
      for (JsonNode source : sources) {
        boolean map = source.has("configMapRef");
        JsonNode reference = source.path(map ? "configMapRef" : "secretRef");
        put("    " + Json.text(reference, "name") + "\t" + (map ? "ConfigMap" : "Secret")
            + "\tOptional: " + Json.flag(reference, "optional"));
      }
    }
    JsonNode env = container.path("env");
    put("  Environment:" + (env.isEmpty() ? "\t" + Sheet.NONE : ""));
    for (JsonNode item : env) put("    " + Json.text(item, "name") + ":\t" + value(item));
  }

  private static String value(JsonNode item) {
    JsonNode from = item.path("valueFrom");
    if (from.has("fieldRef")) {
      return " (" + version(Json.text(from, "fieldRef.apiVersion")) + ":"
          + Json.text(from, "fieldRef.fieldPath") + ")";
    }
    if (from.has("resourceFieldRef")) {
      return " (" + Json.text(from, "resourceFieldRef.resource") + ")";
    }
    for (String kind : List.of("secretKeyRef", "configMapKeyRef")) {
      if (!from.has(kind)) continue;
      JsonNode reference = from.path(kind);
      return "<set to the key '" + Json.text(reference, "key") + "' "
          + (kind.startsWith("secret") ? "in secret" : "of config map") + " '"
          + Json.text(reference, "name") + "'>" + "  Optional: "
          + Json.flag(reference, "optional");
    }
    return Json.text(item, "value").replace("\n", "\n\t");
  }

  private static String version(String version) {
    return version.isEmpty() ? "v1" : version;
  }

  private void mounts(JsonNode container) {
    List<String> lines = new ArrayList<>();
    for (JsonNode mount : container.path("volumeMounts")) {
      List<String> flags = new ArrayList<>();
      flags.add(Json.flag(mount, "readOnly") ? "ro" : "rw");
      String sub = Json.text(mount, "subPath");
      if (!sub.isEmpty()) flags.add("path=\"" + sub + "\"");
      lines.add(Json.text(mount, "mountPath") + " from " + Json.text(mount, "name") + " ("
          + String.join(",", flags) + ")");
    }
    lines.sort(null);
    put("  Mounts:" + (lines.isEmpty() ? "\t" + Sheet.NONE : ""));
    lines.forEach(line -> put("    " + line));
  }
}
