package site.lab.own;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import kube.Cluster;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import site.lab.Lab;
import site.lab.LabTrouble;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The words of the lessons' transcripts, understood in a lab too: plain requests, and what can
/// happen to machines and plugs.
final class LessonWords {
  private static final Set<String> REQUESTS = Set.of("get", "post", "put", "patch", "delete");
  private static final Set<String> DEEDS = Set.of("fail", "recover", "unplug", "plug");
  private static final Set<String> WAITS = Set.of("wait", "settle");

  private LessonWords() {}

  static boolean knows(String word) {
    return REQUESTS.contains(word) || DEEDS.contains(word) || WAITS.contains(word);
  }

  /// What may begin a line, in order.
  static Set<String> all() {
    Set<String> words = new TreeSet<>(Set.of("kubectl", "help", "clear"));
    words.addAll(REQUESTS);
    words.addAll(DEEDS);
    return words;
  }

  /// Does what the line says and returns what is to be printed.
  static String run(Lab lab, String line) {
    String verb = line.split("\\s+", 2)[0];
    String rest = line.substring(verb.length()).strip();
    if (REQUESTS.contains(verb)) {
      Request request = request(verb, rest.split("\\s+\\|\\s+", 2)[0].strip());
      List<String> fields = rest.matches(".*\\s\\|\\s.*")
          ? List.of(rest.split("\\s+\\|\\s+", 2)[1].strip().split("\\s+"))
          : List.of();
      return lab.ask(cluster -> answer(cluster, request, verb, fields));
    }
    if (WAITS.contains(verb)) return "Time passes here as it does for you; just wait.\n";
    return lab.ask(cluster -> deed(cluster, verb, rest));
  }

  private static String deed(Cluster cluster, String verb, String name) {
    switch (verb) {
      case "fail" -> cluster.fail(name);
      case "recover" -> cluster.recover(name);
      case "unplug" -> cluster.unplug(name);
      case "plug" -> cluster.plugIn(name);
      default -> throw new IllegalArgumentException("there is no word " + verb);
    }
    return "";
  }

  private static Request request(String verb, String rest) {
    String[] target = rest.split("\\s+", 2);
    String[] address = target[0].split("\\?", 2);
    if (!address[0].startsWith("/")) {
      throw new LabTrouble("After " + verb + " stands a path of the API, such as /api/v1/pods. "
          + "For kubectl's own " + verb + ", begin with kubectl.");
    }
    Request request = Request.of(verb.toUpperCase(Locale.ROOT), address[0], "user");
    for (String parameter : address.length > 1 ? address[1].split("&") : new String[0]) {
      String[] pair = parameter.split("=", 2);
      request = request.withQuery(pair[0], pair.length > 1 ? pair[1] : "");
    }
    if (target.length == 1) return request;
    return request.withBody(
        verb.equals("patch") ? "application/merge-patch+json" : "application/json",
        target[1].getBytes(StandardCharsets.UTF_8));
  }

  private static String answer(Cluster cluster, Request request, String verb,
      List<String> fields) {
    return switch (cluster.transport().send(request)) {
      case Response.Answer answer -> lines(answer, verb, fields);
      case Response.Stream _,Response.Flow _,Response.Upgrade _,Response.Later _ ->
        throw new LabTrouble("This answer comes bit by bit. Ask for it with kubectl.");
    };
  }

  private static String lines(Response.Answer answer, String verb, List<String> fields) {
    JsonNode body;
    try {
      body = Json.parse(answer.body());
    } catch (JacksonException notJson) {
      return answer.code() + " " + new String(answer.body(), StandardCharsets.UTF_8) + "\n";
    }
    if (!answer.isOk()) {
      return answer.code() + " " + Json.text(body, "reason") + ": " + Json.text(body, "message")
          + "\n";
    }
    List<String> lines = new ArrayList<>();
    lines.add(answer.code() == 201 ? "201 Created" : answer.code() + " OK");
    if (!fields.isEmpty()) {
      objects(body).forEach(object -> lines.add(fields.stream()
          .map(field -> value(Json.at(object, field))).collect(Collectors.joining("  "))));
    } else if (verb.equals("get")) {
      Json.pretty(body).lines().forEach(lines::add);
    }
    return String.join("\n", lines) + "\n";
  }

  private static List<JsonNode> objects(JsonNode body) {
    JsonNode items = body.path("items");
    return items.isArray()
        ? StreamSupport.stream(items.spliterator(), false).toList()
        : List.of(body);
  }

  private static String value(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) return "-";
    return node.isValueNode() ? node.asString() : node.toString();
  }
}
