package kube.controlplane.apiserver.registry;

import java.util.Optional;

import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Request;
import kube.foundation.api.Status;

/// Reads the numbers in the query of a request.
public final class Numbers {

  private Numbers() {}

  /// The parameter's number; 0 when it is not there or empty. Refuses with 400 what is none.
  public static ApiResult<Long> of(Request request, String parameter) {
    String text = request.query(parameter).orElse("");
    if (text.isEmpty()) return new Ok<>(0L);
    return parse(text).<ApiResult<Long>>map(Ok::new)
        .orElseGet(() -> new Refused<>(Status.badRequest("strconv.ParseInt: parsing \"" + text
            + "\": " + (text.matches("[+-]?\\d+") ? "value out of range" : "invalid syntax"))));
  }

  static Optional<Long> parse(String text) {
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }
}
