package kube.controlplane.apiserver.output;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;

/// Writes JSON for people: one field a line. Whoever asks with `?pretty=true` gets it, and so does
/// a browser, `curl` or `wget` that does not say otherwise.
///
/// **In Kubernetes:**
/// [writers.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiserver/pkg/endpoints/handlers/negotiation/negotiate.go)
final class Indentation {

  private static final List<String> READ_BY_PEOPLE = List.of("curl", "Wget", "Mozilla/5.0");
  private static final List<String> TRUE = List.of("1", "t", "T", "true", "TRUE", "True");

  private Indentation() {}

  static Answer of(Request request, Answer answer) {
    boolean isJson = answer.contentType().startsWith("application/json");
    if (!isJson || answer.body().length == 0 || !isWanted(request)) return answer;
    byte[] text = Json.pretty(Json.parse(answer.body())).getBytes(StandardCharsets.UTF_8);
    return new Answer(answer.code(), answer.contentType(), text, answer.headers());
  }

  private static boolean isWanted(Request request) {
    Optional<String> said = request.query("pretty").filter(text -> !text.isEmpty());
    if (said.isPresent()) return TRUE.contains(said.get());
    String agent = request.header("user-agent");
    return READ_BY_PEOPLE.stream().anyMatch(agent::startsWith);
  }
}
