package kube.foundation.client;

import java.util.Optional;

/// What an informer's copy learnt: an object came (no `before`), changed, or went (no `after`).
///
/// Changes in between may have been missed; a controller compares levels and must not count these.
public record Change<T>(Optional<T> before, Optional<T> after) {

  /// The newest view of the object, which may be gone.
  public T object() {
    return after.or(() -> before).orElseThrow();
  }

  public boolean isDeletion() {
    return after.isEmpty();
  }
}
