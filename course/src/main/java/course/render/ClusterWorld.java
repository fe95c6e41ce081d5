package course.render;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import kube.Cluster;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A simulated cluster that understands the commands of transcripts.
///
/// `get PATH`, `post PATH {…}`, `put PATH {…}`, `patch PATH {…}` and `delete PATH` are requests of
/// the user; `get PATH | spec.nodeName status.phase` shows only these fields. `wait 40s`, `settle`,
/// `fail NODE`, `recover NODE`, `unplug COMPONENT` and `plug COMPONENT` act on the simulated world.
final class ClusterWorld implements TranscriptWorld {
  private final Cluster cluster;

  ClusterWorld(long seed, int nodes) {
    cluster = new Cluster(Cluster.Plan.standard(seed).withNodes(nodes)).start();
    cluster.settle();
  }

  @Override
  public Reply tell(String command) {
    String verb = command.strip().split("\\s+", 2)[0];
    String rest = command.strip().substring(verb.length()).strip();
    try {
      return switch (verb) {
        case "get", "post", "put", "patch", "delete" -> request(verb, rest);
        case "wait" -> {
          cluster.advance(Duration.parse("PT" + rest));
          yield new Said(List.of());
        }
        case "settle" -> new Said(cluster.settle() ? List.of() : List.of("still busy"));
        case "fail" -> done(() -> cluster.fail(rest));
        case "recover" -> done(() -> cluster.recover(rest));
        case "unplug" -> done(() -> cluster.unplug(rest));
        case "plug" -> done(() -> cluster.plugIn(rest));
        default -> new NotUnderstood("there is no command " + verb);
      };
    } catch (DateTimeParseException malformed) {
      return new NotUnderstood("\"" + rest + "\" is no duration such as 40s or 5m");
    }
  }

  /// The cluster refuses names that it does not know with an IllegalArgumentException.
  private static Reply done(Runnable deed) {
    try {
      deed.run();
      return new Said(List.of());
    } catch (IllegalArgumentException unknown) {
      return new NotUnderstood(String.valueOf(unknown.getMessage()));
    }
  }

  private Reply request(String verb, String rest) {
    String[] halves = rest.split("\\s+\\|\\s+", 2);
    String[] target = halves[0].strip().split("\\s+", 2);
    String[] address = target[0].split("\\?", 2);
    Request request = Request.of(verb.toUpperCase(Locale.ROOT), address[0], "user");
    for (String parameter : address.length > 1 ? address[1].split("&") : new String[0]) {
      String[] pair = parameter.split("=", 2);
      request = request.withQuery(pair[0], pair.length > 1 ? pair[1] : "");
    }
    if (target.length > 1) {
      String type = verb.equals("patch") ? "application/merge-patch+json" : "application/json";
      request = request.withBody(type, target[1].getBytes(StandardCharsets.UTF_8));
    }
    List<String> fields = halves.length > 1 ? List.of(halves[1].strip().split("\\s+")) : List.of();
    return switch (cluster.transport().send(request)) {
      case Response.Answer answer -> new Said(lines(answer, verb, fields));
      case Response.Stream _ -> new NotUnderstood("a watch does not end; use a snippet for it");
      case Response.Flow _,Response.Upgrade _,Response.Later _ ->
        new NotUnderstood("this answer comes bit by bit or later; use a snippet for it");
    };
  }

  private static List<String> lines(Response.Answer answer, String verb, List<String> fields) {
    JsonNode body;
    try {
      body = Json.parse(answer.body());
    } catch (JacksonException notJson) {
      return List.of(answer.code() + " " + new String(answer.body(), StandardCharsets.UTF_8));
    }
    if (!answer.isOk()) {
      return List.of(answer.code() + " " + Json.text(body, "reason") + ": "
          + Json.text(body, "message"));
    }
    List<String> lines = new ArrayList<>();
    lines.add(answer.code() == 201 ? "201 Created" : answer.code() + " OK");
    if (!fields.isEmpty()) {
      objects(body).forEach(object -> lines.add(fields.stream()
          .map(field -> value(Json.at(object, field))).collect(Collectors.joining("  "))));
    } else if (verb.equals("get")) {
      Json.pretty(body).lines().forEach(lines::add);
    }
    return lines;
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

  @Override
  public void close() {
    // A simulated cluster holds nothing but memory.
  }
}
