package kube.controlplane.apiserver.about;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import kube.foundation.api.Response.Answer;

/// Answers that are words and no object.
public final class PlainText {

  /// What every Go server says of a path behind which there is nothing. The API server says it too,
  /// of all that is neither its own nor of a group that it serves.
  public static final Answer NO_SUCH_PAGE = of(404, "404 page not found\n");

  private PlainText() {}

  static Answer of(int code, String text) {
    return new Answer(code, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8),
        new TreeMap<>(Map.of("x-content-type-options", "nosniff")));
  }
}
