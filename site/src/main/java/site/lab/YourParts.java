package site.lab;

import java.util.Set;
import java.util.function.Supplier;

/// Where "yours" comes from: the learner's last passing submissions, ready to run.
///
/// Site.java implements it with the grader and the learners' progress, so that this package needs
/// to know neither.
public interface YourParts {

  /// The slots for which this learner has a passing submission.
  Set<String> ready(String learner);

  /// The exercise that fills a slot, such as `X17`; empty when there is none yet.
  String exerciseOf(String slot);

  /// Starts the learner's part of a slot in a sandboxed worker.
  <S> Start<S> start(String learner, String slot, Class<S> type);

  /// How starting a part ended.
  sealed interface Start<S> {

    /// It runs, until `worker` is closed.
    ///
    /// @param part makes a new instance of it, for each component that needs one
    record Running<S>(Supplier<S> part, AutoCloseable worker) implements Start<S> {}

    /// It does not run; the sentence says why and what to do.
    record Refused<S>(String why) implements Start<S> {}
  }

  /// For a site without exercises: nobody has parts.
  static YourParts none() {
    return new YourParts() {
      @Override
      public Set<String> ready(String learner) {
        return Set.of();
      }

      @Override
      public String exerciseOf(String slot) {
        return "";
      }

      @Override
      public <S> Start<S> start(String learner, String slot, Class<S> type) {
        return new Start.Refused<>("There are no exercises here.");
      }
    };
  }
}
