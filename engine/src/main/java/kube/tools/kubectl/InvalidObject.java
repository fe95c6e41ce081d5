package kube.tools.kubectl;

import java.util.List;

import kube.foundation.api.Status;

/// An object that breaks rules of its kind, told field by field.
final class InvalidObject {

  private InvalidObject() {}

  /// `The Pod "web" is invalid: spec.containers: Required value`, or a list of several.
  static String text(Status status) {
    String said = "The " + status.kind() + " \"" + status.name() + "\" is invalid";
    List<String> faults = status.causes().stream()
        .map(cause -> cause.field().isEmpty()
            ? cause.message()
            : cause.field() + ": " + cause.message())
        .distinct().toList();
    if (faults.isEmpty()) return said;
    if (faults.size() == 1) return said + ": " + faults.getFirst();
    return said + ": \n* " + String.join("\n* ", faults);
  }
}
