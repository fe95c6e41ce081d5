package kube.controlplane.apiserver.admission.podsecurity;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The Pod Security Standards, from everything goes to what is known to be safe.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/security/pod-security-standards/
enum Level {
  PRIVILEGED, BASELINE, RESTRICTED;

  static Optional<Level> of(String text) {
    return Stream.of(values()).filter(level -> level.text().equals(text)).findFirst();
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
