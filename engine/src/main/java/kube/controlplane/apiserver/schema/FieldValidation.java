package kube.controlplane.apiserver.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import kube.controlplane.apiserver.catalogue.ServedKind;
import kube.controlplane.apiserver.custom.schema.Pruning;
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
  ///
  /// A custom kind has a schema of its own; the rules that it makes for values come later.
  public static ApiResult<Warnings> check(Request request, ServedKind served, ObjectNode object) {
    if (served.schema().isEmpty()) return check(request, served.kind(), object);
    ShapeCheck check = new ShapeCheck();
    check.walkMetadata(object);
    if (check.fault().isPresent()) return refuse(served.kind(), check.fault().get());
    List<String> unknown = new ArrayList<>(check.unknown());
    unknown.addAll(Pruning.prune(object, served.schema().get()));
    return judge(request, served.kind(), unknown);
  }

  private static ApiResult<Warnings> check(Request request, Kind<?> kind, ObjectNode object) {
    ShapeCheck check = new ShapeCheck();
    check.walk(object, kind.name());
    if (check.fault().isPresent()) return refuse(kind, check.fault().get());
    return judge(request, kind, check.unknown());
  }

  private static ApiResult<Warnings> judge(Request request, Kind<?> kind, List<String> paths) {
    List<String> unknown = paths.stream().map(path -> "unknown field \"" + path + "\"").toList();
    return switch (request.query("fieldValidation").orElse("Warn")) {
      case "Strict" -> unknown.isEmpty()
          ? new Ok<>(new Warnings(List.of()))
          : refuse(kind, "strict decoding error: " + String.join(", ", unknown));
      case "Ignore" -> new Ok<>(new Warnings(List.of()));
      default -> new Ok<>(new Warnings(unknown));
    };
  }

  /// The same for what a patch made of an object.
  public static ApiResult<Warnings> checkPatched(Request request, ServedKind served,
      ObjectNode object) {
    if (served.schema().isPresent()) return check(request, served, object);
    ShapeCheck check = new ShapeCheck();
    check.walk(object.deepCopy(), served.kind().name());
    if (check.fault().isEmpty()) return check(request, served, object);
    String why = "Invalid value: " + object + ": " + check.fault().get();
    return new Refused<>(new Status(422, "Invalid", " \"\" is invalid: patch: " + why, "", "", "",
        List.of(new Status.Cause("FieldValueInvalid", why, "patch"))));
  }

  private static <T> ApiResult<T> refuse(Kind<?> kind, String why) {
    return new Refused<>(Status.badRequest(kind.name() + " in version \"" + kind.version()
        + "\" cannot be handled as a " + kind.name() + ": " + why));
  }
}
