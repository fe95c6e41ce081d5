package kube.node.containerruntime;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/// Work that is done once, by whoever asks first.
///
/// Owned by the loop.
final class Once<T> {

  private final Supplier<T> work;
  private @Nullable T outcome;

  Once(Supplier<T> work) {
    this.work = work;
  }

  boolean isDone() {
    return outcome != null;
  }

  T done() {
    T known = outcome;
    if (known == null) {
      known = work.get();
      outcome = known;
    }
    return known;
  }
}
