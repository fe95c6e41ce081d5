package kube.controlplane.apiserver.registry;

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

  /// Reads `limit`, `continue`, `resourceVersion` and `resourceVersionMatch`.
  ///
  /// @param newest the store's revision
  public static ApiResult<ListOptions> of(Request request, long newest) {
    Optional<Integer> limit = number(request.query("limit").orElse("0"));
    if (limit.isEmpty()) {
      return new Refused<>(Status.badRequest("invalid limit: " + request.query("limit").get()));
    }
    Optional<String> token = request.query("continue").filter(text -> !text.isEmpty());
    if (token.isPresent()) return continued(token.get(), limit.get());
    return revision(request, limit.get(), newest)
        .map(revision -> new ListOptions(revision, "", limit.get()));
  }

  public boolean isContinued() {
    return !start.isEmpty();
  }

  private static ApiResult<ListOptions> continued(String token, int limit) {
    return ContinueToken.of(token)
        .<ApiResult<ListOptions>>map(
            from -> new Ok<>(new ListOptions(from.revision(), from.start(), limit)))
        .orElseGet(() -> new Refused<>(Status.badRequest("continue key is not valid: " + token)));
  }

  /// An exact past, or the newest state, which is never older than asked for.
  private static ApiResult<Long> revision(Request request, int limit, long newest) {
    String asked = request.query("resourceVersion").orElse("");
    String match = request.query("resourceVersionMatch").orElse("");
    if (asked.isEmpty()) {
      return match.isEmpty()
          ? new Ok<>(0L)
          : forbidden("resourceVersionMatch is forbidden unless resourceVersion is provided");
    }
    if (match.equals("Exact") && asked.equals("0")) {
      return forbidden("resourceVersionMatch \"Exact\" is forbidden for resourceVersion \"0\"");
    }
    return parse(asked).then(revision -> {
      if (revision > newest) return new Refused<>(tooLarge(revision, newest));
      boolean exact = match.equals("Exact") || (match.isEmpty() && limit > 0);
      return new Ok<>(exact ? revision : 0L);
    });
  }

  /// Reads a `resourceVersion` that a client sent.
  public static ApiResult<Long> parse(String revision) {
    try {
      long number = revision.isEmpty() ? 0 : Long.parseLong(revision);
      if (number >= 0) return new Ok<>(number);
    } catch (NumberFormatException _) {
      // Refused below, as a negative number is.
    }
    return invalid("resourceVersion", "FieldValueInvalid",
        "Invalid value: \"" + revision + "\": strconv.ParseUint: parsing \"" + revision
            + "\": invalid syntax");
  }

  /// The client has seen a future that this store has not.
  public static Status tooLarge(long asked, long newest) {
    return new Status(504, "Timeout",
        "Too large resource version: " + asked + ", current: " + newest, "", "", "",
        List.of(new Cause("ResourceVersionTooLarge", "Too large resource version", "")));
  }

  private static <T> ApiResult<T> forbidden(String why) {
    return invalid("resourceVersionMatch", "FieldValueForbidden", "Forbidden: " + why);
  }

  private static <T> ApiResult<T> invalid(String field, String reason, String message) {
    return new Refused<>(new Status(422, "Invalid",
        "ListOptions.meta.k8s.io \"\" is invalid: " + field + ": " + message, "", "meta.k8s.io",
        "ListOptions", List.of(new Cause(reason, message, field))));
  }

  private static Optional<Integer> number(String text) {
    try {
      return Optional.of(Integer.parseInt(text)).filter(number -> number >= 0);
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
