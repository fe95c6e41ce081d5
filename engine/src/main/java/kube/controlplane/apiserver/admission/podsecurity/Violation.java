package kube.controlplane.apiserver.admission.podsecurity;

import java.util.List;
import java.util.stream.Collectors;

/// What a Pod does that its level does not allow.
///
/// @param reason which check, in a few words
/// @param detail which fields of which containers
record Violation(String reason, String detail) {

  @Override
  public String toString() {
    return detail.isEmpty() ? reason : reason + " (" + detail + ")";
  }

  static String text(List<Violation> violations) {
    return violations.stream().map(Violation::toString).collect(Collectors.joining(", "));
  }

  static String reasons(List<Violation> violations) {
    return violations.stream().map(Violation::reason).collect(Collectors.joining(", "));
  }

  /// `container "a"` or `containers "a", "b"`.
  static String named(String one, List<String> names) {
    return plural(one, one + "s", names.size()) + " " + quoted(names);
  }

  static String plural(String one, String many, int count) {
    return count == 1 ? one : many;
  }

  static String quoted(List<String> names) {
    return names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
  }
}
