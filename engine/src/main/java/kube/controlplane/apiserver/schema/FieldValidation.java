package kube.controlplane.apiserver.schema;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Kind;
import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;
import kube.foundation.api.Status;

import tools.jackson.databind.node.ObjectNode;

/// Compares what a client sent with the shape of its kind.
///
/// A value of a wrong type is always refused. A field that nobody knows, which is often a slip of
/// the pen, is refused, warned of or ignored, as the client asks with `fieldValidation`; it is
/// never stored.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation
public final class FieldValidation {

  private FieldValidation() {}

  /// What the client should be warned of.
  public record Warnings(List<String> texts) {

    /// The answer with a header for the warnings, if there are any.
    public Answer addTo(Answer answer) {
      if (texts.isEmpty()) return answer;
      return answer.withHeaders(Map.of("Warning", texts.stream()
          .map(text -> "299 - \"" + text.replace("\"", "\\\"") + "\"")
          .collect(Collectors.joining(", "))));
    }
  }

  /// Removes unknown fields from the object and says what to warn of, or refuses with 400.
  public static ApiResult<Warnings> check(Request request, Kind<?> kind, ObjectNode object) {
    ShapeCheck check = new ShapeCheck();
    check.walk(object, kind.name());
    if (check.fault().isPresent()) return refuse(kind, check.fault().get());
    List<String> unknown = check.unknown().stream()
        .map(path -> "unknown field \"" + path + "\"").toList();
    return switch (request.query("fieldValidation").orElse("Warn")) {
      case "Strict" -> unknown.isEmpty()
          ? new Ok<>(new Warnings(List.of()))
          : refuse(kind, "strict decoding error: " + String.join(", ", unknown));
      case "Ignore" -> new Ok<>(new Warnings(List.of()));
      default -> new Ok<>(new Warnings(unknown));
    };
  }

  /// The same for what a patch made of an object.
  public static ApiResult<Warnings> checkPatched(Request request, Kind<?> kind,
      ObjectNode object) {
    ShapeCheck check = new ShapeCheck();
    check.walk(object.deepCopy(), kind.name());
    if (check.fault().isEmpty()) return check(request, kind, object);
    String why = "Invalid value: " + object + ": " + check.fault().get();
    return new Refused<>(new Status(422, "Invalid", " \"\" is invalid: patch: " + why, "", "", "",
        List.of(new Status.Cause("FieldValueInvalid", why, "patch"))));
  }

  private static <T> ApiResult<T> refuse(Kind<?> kind, String why) {
    return new Refused<>(Status.badRequest(kind.name() + " in version \"" + kind.version()
        + "\" cannot be handled as a " + kind.name() + ": " + why));
  }
}
