package kube.controlplane.apiserver.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Request;
import kube.foundation.api.Status;
import kube.foundation.api.Status.Cause;

/// Which piece of which past a list asks for.
///
/// @param revision the revision to show; 0 for the newest
/// @param start where to go on below the collection's folder; empty for the beginning
/// @param limit how many objects at most; 0 for all
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions
public record ListOptions(long revision, String start, int limit) {

  /// All objects as they are now.
  public static final ListOptions EVERYTHING = new ListOptions(0, "", 0);

  private static final String MATCH = "resourceVersionMatch";

  /// Reads `limit`, `continue`, `resourceVersion` and `resourceVersionMatch`.
  ///
  /// @param newest the store's revision
  public static ApiResult<ListOptions> of(Request request, long newest) {
    List<Cause> faults = faults(request);
    if (!faults.isEmpty()) return new Refused<>(invalid(faults));
    ApiResult<Long> patience = Numbers.of(request, "timeoutSeconds");
    return patience.then(_ -> Numbers.of(request, "limit")).then(limit -> {
      int atMost = Math.clamp(limit, 0, Integer.MAX_VALUE);
      String token = request.query("continue").orElse("");
      return token.isEmpty()
          ? revision(request, atMost, newest).map(it -> new ListOptions(it, "", atMost))
          : continued(request, token, atMost);
    });
  }

  public boolean isContinued() {
    return !start.isEmpty();
  }

  private static List<Cause> faults(Request request) {
    List<Cause> faults = new ArrayList<>();
    String asked = request.query("resourceVersion").orElse("");
    String match = request.query(MATCH).orElse("");
    if (!match.isEmpty()) {
      if (asked.isEmpty()) {
        forbid(faults, MATCH,
            "resourceVersionMatch is forbidden unless resourceVersion is provided");
      }
      if (!request.query("continue").orElse("").isEmpty()) {
        forbid(faults, MATCH, "resourceVersionMatch is forbidden when continue is provided");
      }
      if (!match.equals("Exact") && !match.equals("NotOlderThan")) {
        faults.add(new Cause("FieldValueNotSupported", "Unsupported value: \"" + match
            + "\": supported values: \"Exact\", \"NotOlderThan\", \"\"", MATCH));
      }
      if (match.equals("Exact") && asked.equals("0")) {
        forbid(faults, MATCH,
            "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
      }
    }
    if (request.query("sendInitialEvents").isPresent()) {
      forbid(faults, "sendInitialEvents", "sendInitialEvents is forbidden for list");
    }
    return faults;
  }

  private static ApiResult<ListOptions> continued(Request request, String token, int limit) {
    String asked = request.query("resourceVersion").orElse("");
    if (!asked.isEmpty() && !asked.equals("0")) {
      return new Refused<>(Status.badRequest(
          "specifying resource version is not allowed when using continue"));
    }
    return ContinueToken.of(token)
        .map(from -> new ListOptions(Math.max(from.revision(), 0), from.start(), limit));
  }

  /// An exact past, or the newest state, which is never older than asked for.
  private static ApiResult<Long> revision(Request request, int limit, long newest) {
    String match = request.query(MATCH).orElse("");
    return parse(request.query("resourceVersion").orElse("")).then(revision -> {
      if (revision > newest) return new Refused<>(tooLarge(revision, newest));
      boolean exact = match.equals("Exact") || (match.isEmpty() && limit > 0);
      return new Ok<>(exact ? revision : 0L);
    });
  }

  /// Reads a `resourceVersion` that a client sent; 0 when it sent none.
  public static ApiResult<Long> parse(String revision) {
    Optional<Long> number = revision.isEmpty() ? Optional.of(0L) : Numbers.parse(revision);
    return number.filter(it -> it >= 0).<ApiResult<Long>>map(Ok::new)
        .orElseGet(() -> new Refused<>(Status.badRequest("invalid resource version:"
            + " resourceVersion: Invalid value: \"" + revision
            + "\": strconv.ParseUint: parsing \"" + revision + "\": invalid syntax")));
  }

  /// The client has seen a future that this store has not.
  public static Status tooLarge(long asked, long newest) {
    return new Status(504, "Timeout",
        "Timeout: Too large resource version: " + asked + ", current: " + newest, "", "", "",
        List.of(new Cause("ResourceVersionTooLarge", "Too large resource version", "")))
        .retryAfter(1);
  }

  /// Notes that a field may not be there.
  public static void forbid(List<Cause> faults, String field, String why) {
    faults.add(new Cause("FieldValueForbidden", "Forbidden: " + why, field));
  }

  /// The refusal of options with these faults.
  public static Status invalid(List<Cause> faults) {
    List<String> lines = faults.stream().map(it -> it.field() + ": " + it.message()).toList();
    String list = lines.size() == 1
        ? lines.getFirst()
        : "[" + String.join(", ", lines) + "]";
    return new Status(422, "Invalid", "ListOptions.meta.k8s.io \"\" is invalid: " + list, "",
        "meta.k8s.io", "ListOptions", faults);
  }
}
