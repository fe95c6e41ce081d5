package kube.foundation.client;

import java.time.Duration;

/// How one pass of a reconciler ended.
public sealed interface Result {

  /// Nothing more to do until something changes.
  record Done() implements Result {}

  /// Look again when `delay` has passed, whether or not something changes.
  record After(Duration delay) implements Result {}

  /// It did not work; try again, later each time.
  record Retry(String reason) implements Result {}

  static Result done() {
    return new Done();
  }

  static Result after(Duration delay) {
    return new After(delay);
  }

  static Result retry(String reason) {
    return new Retry(reason);
  }
}
