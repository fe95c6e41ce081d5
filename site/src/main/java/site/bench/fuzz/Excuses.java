package site.bench.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kube.foundation.api.Request;

/// Knows for which answers of the 500s the server has an excuse, and why.
///
/// Kubernetes answers so when somebody else fails it. An excuse holds only in the very words, for a
/// request that can have met that trouble, and, where a webhook is blamed, only as often as that
/// webhook has really made trouble.
///
/// Guarded by its own lock: webhooks tell it what they did, clients ask it.
final class Excuses {

  /// The webhooks of the [Scenery]: who stands in the way of a write, and who translates.
  static final String JUDGE = "judge.example.com";
  static final String PAINTER = "painter.example.com";
  static final String CONVERTER = "converter.example.com";

  private static final String UNREACHABLE = "(connection refused|context deadline exceeded)";

  /// @param words the whole message
  /// @param blamed the webhook whose fault it is; empty when it is nobody's
  private record Excuse(int code, Pattern words, String blamed, String because,
      Predicate<Request> fits) {

    static Excuse of(int code, String words, String blamed, String because,
        Predicate<Request> fits) {
      return new Excuse(code, Pattern.compile(words), blamed, because, fits);
    }
  }

  private static final List<Excuse> KNOWN = List.of(
      Excuse.of(500, "Internal error occurred: failed calling webhook \"judge\\.example\\.com\": "
          + "(failed to call webhook: " + UNREACHABLE + "|webhook response was absent"
          + "|expected webhook response of admission\\.k8s\\.io/v1, Kind=AdmissionReview, got .*"
          + "|validating webhook may not return response\\.patch)",
          JUDGE, "judge.example.com failed, and its failurePolicy is Fail",
          request -> !request.method().equals("GET")),
      Excuse.of(500, "conversion webhook for example\\.com/\\w+, "
          + "Kind=Sprocket (failed: (<nil>|" + UNREACHABLE + ")"
          + "|returned (\\d+ objects, expected \\d+|invalid (object at index|metadata).*))",
          CONVERTER, "converter.example.com did not translate a Sprocket",
          request -> request.path().contains("/sprockets")),
      Excuse.of(504,
          "Timeout: Too large resource version: (?<asked>\\d+), current: (?<newest>\\d+)",
          "", "a revision was asked for that is still to come",
          request -> request.query("resourceVersion").isPresent()),
      Excuse.of(500, "Internal error occurred: the spec replicas field \"\\.spec\\.replicas\" does "
          + "not exist", "", "the custom object has no number to scale by",
          request -> request.path().endsWith("/scale")));

  private final Map<String, Integer> troubles = new TreeMap<>();
  private final Map<String, Integer> accepted = new TreeMap<>();
  private String painted = "";
  private boolean hasPainterDenied;

  /// A webhook fails whoever asked it.
  synchronized void troubled(String webhook) {
    troubles.merge(webhook, 1, Integer::sum);
  }

  /// Forgets what the painter did to the requests so far.
  synchronized void watchPainter() {
    painted = "";
    hasPainterDenied = false;
  }

  synchronized void painted(String patch) {
    painted = patch;
  }

  synchronized void painterDenied() {
    hasPainterDenied = true;
  }

  synchronized boolean hasPainterDenied() {
    return hasPainterDenied;
  }

  /// Whether the painter may have changed what a schema judges: anything but the labels.
  synchronized boolean mayHaveRepainted() {
    return !painted.isEmpty() && !painted.contains("/metadata/labels");
  }

  /// Why the server may answer so; empty when it may not.
  synchronized Optional<String> of(Request request, int code, String message) {
    for (Excuse excuse : KNOWN) {
      Matcher words = excuse.words.matcher(message);
      boolean holds = excuse.code == code && words.matches() && excuse.fits.test(request)
          && (code != 504 || isToCome(words)) && isToBlame(excuse.blamed);
      if (!holds) continue;
      if (!excuse.blamed.isEmpty()) troubles.merge(excuse.blamed, -1, Integer::sum);
      accepted.merge(code + " because " + excuse.because, 1, Integer::sum);
      return Optional.of(excuse.because);
    }
    return Optional.empty();
  }

  private boolean isToBlame(String webhook) {
    return webhook.isEmpty() || troubles.getOrDefault(webhook, 0) > 0;
  }

  private static boolean isToCome(Matcher words) {
    return Long.parseLong(words.group("asked")) > Long.parseLong(words.group("newest"));
  }

  /// Each excuse that held, with how often.
  synchronized Map<String, Integer> accepted() {
    return new TreeMap<>(accepted);
  }
}
