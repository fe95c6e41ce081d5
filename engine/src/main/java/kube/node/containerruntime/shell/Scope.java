package kube.node.containerruntime.shell;

import org.jspecify.annotations.Nullable;

/// What runs until somebody ends it: a script, one side of a pipe, a line that a person typed.
///
/// Owned by the loop.
final class Scope {

  private final @Nullable Scope outer;
  private boolean over;

  private Scope(@Nullable Scope outer) {
    this.outer = outer;
  }

  static Scope fresh() {
    return new Scope(null);
  }

  Scope inner() {
    return new Scope(this);
  }

  void end() {
    over = true;
  }

  boolean isOver() {
    return over || (outer != null && outer.isOver());
  }
}
