package kube.controlplane.apiserver.output;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import kube.foundation.api.Response.Answer;

/// The header by which a client hears of what did not keep its request from success.
///
/// **In Kubernetes:** https://kubernetes.io/blog/2020/09/03/warnings/
public final class WarningHeader {

  private static final String NAME = "Warning";

  private WarningHeader() {}

  /// The answer with these warnings after those that it has.
  public static Answer addTo(Answer answer, List<String> texts) {
    if (texts.isEmpty()) return answer;
    String more = texts.stream()
        .map(text -> "299 - \"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
        .collect(Collectors.joining(", "));
    String before = answer.headers().getOrDefault(NAME, "");
    return answer.withHeaders(Map.of(NAME, before.isEmpty() ? more : before + ", " + more));
  }
}
