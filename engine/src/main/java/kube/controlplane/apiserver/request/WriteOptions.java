package kube.controlplane.apiserver.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kube.foundation.api.Printable;
import kube.foundation.api.Quoted;
import kube.foundation.api.Request;
import kube.foundation.api.Status;
import kube.foundation.api.Status.Cause;

/// Checks what a write says beside its object: `dryRun`, `fieldManager`, `fieldValidation`, `force`.
///
/// Handlers run behind this check, so that a `dryRun` that is there means yes.
///
/// **In Kubernetes:**
/// [meta/v1/validation](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go)
public final class WriteOptions {

  private static final String APPLY = "application/apply-patch+yaml";
  private static final int LONGEST_NAME_BYTES = 128;
  private static final List<String> VALIDATIONS = List.of("", "Ignore", "Strict", "Warn");

  private WriteOptions() {}

  /// Why the options are refused, with 422; empty when they are in order or the request writes
  /// nothing.
  public static Optional<Status> check(Request request, RequestInfo info) {
    List<Cause> faults = new ArrayList<>();
    boolean applies = Body.mediaType(request).equals(APPLY);
    return switch (info.verb()) {
      case "create" -> {
        checkCommon(request, faults);
        yield refusal("CreateOptions", faults);
      }
      case "update" -> {
        checkCommon(request, faults);
        yield refusal("UpdateOptions", faults);
      }
      case "patch" -> {
        if (!applies && request.query("force").isPresent()) {
          faults.add(new Cause("FieldValueForbidden",
              "Forbidden: may not be specified for non-apply patch", "force"));
        } else if (applies && request.query("fieldManager").orElse("").isEmpty()) {
          faults.add(new Cause("FieldValueRequired", "Required value: is required for apply patch",
              "fieldManager"));
        }
        checkCommon(request, faults);
        yield refusal("PatchOptions", faults);
      }
      default -> Optional.empty();
    };
  }

  private static void checkCommon(Request request, List<Cause> faults) {
    String manager = request.query("fieldManager").orElse("");
    if (bytes(manager) > LONGEST_NAME_BYTES) {
      faults.add(new Cause("FieldValueTooLong",
          "Too long: may not be more than " + LONGEST_NAME_BYTES + " bytes", "fieldManager"));
    }
    int at = 0;
    for (int letter : manager.codePoints().toArray()) {
      if (!Printable.isPrintable(letter)) {
        faults.add(new Cause("FieldValueInvalid", "Invalid value: " + Quoted.of(manager)
            + ": invalid character " + String.format(java.util.Locale.ROOT, "U+%04X", letter)
            + " (at position " + at + ")", "fieldManager"));
      }
      at += bytes(Character.toString(letter));
    }
    dryRunFault(request.queries("dryRun")).ifPresent(faults::add);
    String validation = request.query("fieldValidation").orElse("");
    if (!VALIDATIONS.contains(validation)) {
      faults.add(new Cause("FieldValueNotSupported", "Unsupported value: " + Quoted.of(validation)
          + ": supported values: \"\", \"Ignore\", \"Strict\", \"Warn\"", "fieldValidation"));
    }
  }

  /// What is wrong with the values of `dryRun`, which may be `All` and nothing else.
  public static Optional<Cause> dryRunFault(List<String> values) {
    if (values.stream().allMatch("All"::equals)) return Optional.empty();
    String shown = "[" + String.join(",", values.stream().map(Quoted::of).toList()) + "]";
    return Optional.of(new Cause("FieldValueNotSupported",
        "Unsupported value: " + shown + ": supported values: \"All\"", "dryRun"));
  }

  /// The refusal of options of this kind; empty when they have no fault.
  public static Optional<Status> refusal(String kind, List<Cause> faults) {
    if (faults.isEmpty()) return Optional.empty();
    List<String> lines = faults.stream().map(it -> it.field() + ": " + it.message()).toList();
    String list = lines.size() == 1
        ? lines.getFirst()
        : "[" + String.join(", ", lines) + "]";
    return Optional.of(new Status(422, "Invalid",
        kind + ".meta.k8s.io \"\" is invalid: " + list, "", "meta.k8s.io", kind, faults));
  }

  private static int bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
  }
}
