package kube.controlplane.apiserver.schema.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import kube.controlplane.apiserver.catalogue.ServedKind;
import kube.controlplane.apiserver.custom.schema.Pruning;
import kube.controlplane.apiserver.output.WarningHeader;
import kube.controlplane.apiserver.request.Body;
import kube.controlplane.apiserver.request.RequestInfo;
import kube.controlplane.apiserver.schema.Schema;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Json;
import kube.foundation.api.Kind;
import kube.foundation.api.Quoted;
import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;
import kube.foundation.api.Status;

import tools.jackson.databind.node.ObjectNode;

/// Compares what a client sent with the shape of its kind.
///
/// A value of a wrong type is always refused. A field that nobody knows or that is there twice,
/// which is often a slip of the pen, is refused, warned of or ignored, as the client asks with
/// `fieldValidation`; what nobody knows is never stored.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation
public final class FieldValidation {

  private static final int FAULTS_TOLD = 100;
  private static final String DECODING = "strict decoding error: ";

  private FieldValidation() {}

  /// What the client should be warned of.
  public record Warnings(List<String> texts) {

    public boolean isEmpty() {
      return texts.isEmpty();
    }

    /// The answer with a header for the warnings, if there are any.
    public Answer addTo(Answer answer) {
      return WarningHeader.addTo(answer, texts);
    }
  }

  /// Removes unknown fields from the object and says what to warn of, or refuses with 400.
  ///
  /// A custom kind has a schema of its own; the rules that it makes for values come later.
  public static ApiResult<Warnings> check(Request request, RequestInfo info, ObjectNode object) {
    Kind<?> kind = info.served();
    Found found = examine(request, info, object);
    if (!found.fault.isEmpty()) return refuse(kind, found.fault);
    return switch (mode(request)) {
      case "Strict" -> found.slips.isEmpty() ? ok(List.of()) : refuse(kind, found.strictly());
      case "Warn" -> ok(found.slips);
      default -> ok(List.of());
    };
  }

  /// The same for a configuration to apply, whose fields are all known.
  public static ApiResult<Warnings> checkApplied(Request request, RequestInfo info,
      ObjectNode config) {
    Found found = examine(request, info, config);
    if (!found.fault.isEmpty()) return refuse(info.served(), found.fault);
    return switch (mode(request)) {
      case "Strict" -> found.slips.isEmpty()
          ? ok(List.of())
          : new Refused<>(Status.badRequest("error strict decoding YAML: error converting YAML to"
              + " JSON: " + found.strictly().substring(DECODING.length())));
      case "Warn" -> ok(found.slips);
      default -> ok(List.of());
    };
  }

  /// Whether the metadata has the right types and says nothing unknown.
  public static boolean isMetadataClean(ObjectNode object) {
    ShapeCheck check = new ShapeCheck();
    check.walkMetadata(object);
    return check.fault().isEmpty() && check.unknown().isEmpty();
  }

  /// The same for what a patch made of an object; refuses with 422, and shows the patch.
  public static ApiResult<Warnings> checkPatched(Request request, RequestInfo info,
      ObjectNode object) {
    Supplier<String> shown = shown(request, object);
    Found found = examine(request, info, object);
    if (!found.fault.isEmpty()) return refusePatch(shown.get(), found.fault);
    return switch (mode(request)) {
      case "Strict" -> found.slips.isEmpty()
          ? ok(List.of())
          : refusePatch(shown.get(), found.strictly());
      case "Warn" -> ok(found.slips);
      default -> ok(List.of());
    };
  }

  /// @param fault the first value of a wrong type; empty when there is none
  /// @param slips what is unknown or repeated
  private record Found(String fault, List<String> slips) {
    String strictly() {
      List<String> lines = slips.stream().filter(slip -> slip.startsWith("line ")).toList();
      List<String> fields = slips.subList(lines.size(), slips.size());
      String ofYaml = lines.isEmpty()
          ? ""
          : "yaml: unmarshal errors:\n  " + String.join("\n  ", lines);
      return DECODING + ofYaml + (ofYaml.isEmpty() || fields.isEmpty() ? "" : ", ")
          + String.join(", ", fields);
    }
  }

  private static Found examine(Request request, RequestInfo info, ObjectNode object) {
    ServedKind served = info.resource();
    ShapeCheck check = new ShapeCheck();
    List<String> unknown = new ArrayList<>();
    if (served.schema().isPresent()) {
      check.walkMetadata(object);
      if (check.fault().isEmpty()) {
        unknown.addAll(Pruning.prune(object, served.schema().get()));
      }
    } else {
      Schema.published().of(served.kind()).ifPresent(shape -> check.walk(object, shape));
    }
    unknown.addAll(check.unknown());
    List<String> repeated = repeated(request, info);
    if (repeated.isEmpty() && unknown.isEmpty()) {
      return new Found(check.fault().orElse(""), List.of());
    }
    return new Found(check.fault().orElse(""), Stream.concat(repeated.stream(),
        unknown.stream().map(path -> "unknown field \"" + path + "\""))
        .limit(FAULTS_TOLD).toList());
  }

  private static String mode(Request request) {
    return request.query("fieldValidation").filter(mode -> !mode.isEmpty()).orElse("Warn");
  }

  private static List<String> repeated(Request request, RequestInfo info) {
    String type = Body.mediaType(request);
    if (mode(request).equals("Ignore")) return List.of();
    if (Body.isYaml(type)) return DuplicateFields.inYaml(request.body());
    boolean isJson = type.isEmpty() || type.endsWith("json");
    return isJson && info.context().mayRepeat()
        ? DuplicateFields.in(request.body())
        : List.of();
  }

  /// The patch as Kubernetes shows it: a strategic one as it came, the others by what they made.
  private static Supplier<String> shown(Request request, ObjectNode patched) {
    if (Body.mediaType(request).equals("application/strategic-merge-patch+json")) {
      return () -> GoText.of(Json.parse(request.body()));
    }
    String text = Json.text(patched); // Now, because unknown fields are about to go.
    return () -> text;
  }

  private static ApiResult<Warnings> ok(List<String> warnings) {
    return new Ok<>(new Warnings(warnings));
  }

  private static <T> ApiResult<T> refuse(Kind<?> kind, String why) {
    return new Refused<>(Status.badRequest(kind.name() + " in version \"" + kind.version()
        + "\" cannot be handled as a " + kind.name() + ": " + why));
  }

  private static <T> ApiResult<T> refusePatch(String shown, String fault) {
    String why = "Invalid value: " + Quoted.of(shown) + ": " + fault;
    return new Refused<>(new Status(422, "Invalid", " \"\" is invalid: patch: " + why, "", "", "",
        List.of(new Status.Cause("FieldValueInvalid", why, "patch"))));
  }
}
