package site.bench.fuzz;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.api.Response.Answer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Holds the answers to what the server promises, and collects what it finds.
///
/// Guarded by its own lock, because many clients report to it.
final class Judge {

  private static final int FINDINGS_SHOWN = 20;
  private static final int LONGEST_SHOWN = 600;
  private static final YAMLMapper YAML = YAMLMapper.builder().build();

  private final PrintWriter out;
  private final Excuses excuses = new Excuses();
  private final Map<String, Integer> findings = new TreeMap<>();
  private final int[] codes = new int[600];
  private final long start = System.nanoTime();
  private long requests;

  Judge(PrintWriter out) {
    this.out = out;
  }

  /// Why the server may fail, and how often it has.
  Excuses excuses() {
    return excuses;
  }

  private boolean isExcused(Request request, Answer answer) {
    return excuses.of(request, answer.code(), message(answer)).isPresent();
  }

  /// @param ask how to read from the same server
  void check(RequestMill.Made made, Answer answer, Function<Request, Response> ask) {
    Request request = made.request();
    count(answer.code());
    if (answer.code() >= 500 && !isExcused(request, answer)) {
      find("answered " + answer.code() + " " + message(answer), request);
    }
    boolean writes = List.of("POST", "PUT", "PATCH").contains(request.method())
        && answer.isOk() && request.query("dryRun").isEmpty();
    if (writes && answer.contentType().equals("application/json")) {
      checkWritten(made.target(), request, answer, ask);
    }
  }

  private void checkWritten(Target target, Request request, Answer answer,
      Function<Request, Response> ask) {
    JsonNode object = Json.parse(answer.body());
    long revision = Json.at(object, "metadata.resourceVersion").asLong(0);
    String name = Json.text(object, "metadata.name");
    boolean isStored = Json.text(object, "kind").equals(target.kind()) && revision > 0;
    if (!isStored || request.path().endsWith("/" + name + "/scale")) return;
    String path = target.collection(Json.text(object, "metadata.namespace")) + "/" + name;
    boolean goes = !Json.text(object, "metadata.deletionTimestamp").isEmpty();
    Request again = Request.of("GET", path, "fuzz");
    Response read = ask.apply(again);
    if (!(read instanceof Answer found)) return;
    if (!found.isOk()) {
      if (!goes && !isExcused(again, found)) {
        find("acknowledged and not readable: " + target.plural(), request);
      }
    } else if (Json.at(Json.parse(found.body()), "metadata.resourceVersion")
        .asLong(0) != revision) {
      find("read another revision than was acknowledged: " + target.plural(), request);
    }
  }

  private synchronized void count(int code) {
    codes[code]++;
    requests++;
  }

  synchronized void find(String what, Request request) {
    if (!find(what)) return;
    String body = new String(request.body(), StandardCharsets.UTF_8);
    out.println("    " + request.method() + " " + request.path() + " " + request.query()
        + " " + request.headers() + "\n    "
        + body.substring(0, Math.min(body.length(), LONGEST_SHOWN)));
    out.flush();
  }

  /// Returns whether this is to be shown: the first of its kind, and not one of too many.
  synchronized boolean find(String what) {
    boolean isNew = !findings.containsKey(what);
    findings.merge(what, 1, Integer::sum);
    if (!isNew || findings.size() > FINDINGS_SHOWN) return false;
    out.println("FOUND " + what);
    out.flush();
    return true;
  }

  synchronized void report(String about) {
    List<String> counts = new ArrayList<>();
    for (int code = 0; code < codes.length; code++) {
      if (codes[code] > 0) counts.add(code + ": " + codes[code]);
    }
    out.printf("%,d answers, %.0f s, %d findings, %s, %s%n", requests,
        (System.nanoTime() - start) / 1e9, findings.size(), about, counts);
    excuses.accepted().forEach((why, often) -> out.printf("  %,d answered %s%n", often, why));
    out.flush();
  }

  /// What was found, each finding once, with how often.
  synchronized Map<String, Integer> findings() {
    return new TreeMap<>(findings);
  }

  static String text(Answer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  static String message(Answer answer) {
    boolean isYaml = text(answer).startsWith("kind: Status\n");
    try {
      return Json.text(isYaml ? YAML.readTree(answer.body()) : Json.parse(answer.body()),
          "message");
    } catch (JacksonException notJson) {
      return text(answer);
    }
  }
}
