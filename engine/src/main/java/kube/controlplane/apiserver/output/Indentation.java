package kube.controlplane.apiserver.output;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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
  private static final int STEP = 2;

  private Indentation() {}

  static Answer of(Request request, Answer answer) {
    boolean isJson = answer.contentType().startsWith("application/json");
    if (!isJson || answer.body().length == 0 || !isWanted(request)) return answer;
    return new Answer(answer.code(), answer.contentType(), indented(answer.body()),
        answer.headers());
  }

  private static boolean isWanted(Request request) {
    Optional<String> said = request.query("pretty").filter(text -> !text.isEmpty());
    if (said.isPresent()) return TRUE.contains(said.get());
    String agent = request.header("user-agent");
    return READ_BY_PEOPLE.stream().anyMatch(agent::startsWith);
  }

  static byte[] indented(byte[] json) {
    ByteArrayOutputStream text = new ByteArrayOutputStream(json.length * 2);
    int depth = 0;
    for (int at = 0; at < json.length; at++) {
      byte one = json[at];
      switch (one) {
        case '"' -> {
          int end = endOfText(json, at);
          text.write(json, at, end - at + 1);
          at = end;
        }
        case '{', '[' -> {
          text.write(one);
          boolean isEmpty = json[at + 1] == one + 2;
          if (isEmpty) text.write(json[++at]);
          else
            newLine(text, ++depth);
        }
        case '}', ']' -> {
          newLine(text, --depth);
          text.write(one);
        }
        case ',' -> {
          text.write(one);
          newLine(text, depth);
        }
        case ':' -> text.writeBytes(new byte[]{':', ' '});
        case ' ', '\n', '\r', '\t' -> {} // There is none but at the end.
        default -> text.write(one);
      }
    }
    return text.toByteArray();
  }

  private static int endOfText(byte[] json, int start) {
    int at = start + 1;
    while (json[at] != '"') at += json[at] == '\\' ? 2 : 1;
    return at;
  }

  private static void newLine(ByteArrayOutputStream text, int depth) {
    byte[] line = new byte[1 + depth * STEP];
    Arrays.fill(line, (byte) ' ');
    line[0] = '\n';
    text.writeBytes(line);
  }
}
