package kube.node.kubelet.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Judges a container by what its probes answer: a part that can be replaced while the cluster runs.
///
/// One instance serves one container, for one run or for one run after the other. It is told when a run
/// began, asked from time to time which questions are due, and told each answer.
public interface ProbeJudge {

  /// The three questions.
  enum Kind {
    STARTUP("Startup"), READINESS("Readiness"), LIVENESS("Liveness");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /// When a question is asked, and how many answers in a row count.
  record Timing(Duration initialDelay, Duration period, int successThreshold,
      int failureThreshold) {}

  /// Which questions the author wants asked.
  record Probes(Optional<Timing> startup, Optional<Timing> readiness, Optional<Timing> liveness) {

    public Optional<Timing> of(Kind kind) {
      return switch (kind) {
        case STARTUP -> startup;
        case READINESS -> readiness;
        case LIVENESS -> liveness;
      };
    }
  }

  /// What is known now.
  ///
  /// @param started whether the startup probe has succeeded, or there is none
  /// @param ready whether it may get traffic
  /// @param restart whether it is to be started again
  /// @param due the questions to ask now; only [#tick] names any
  record Verdict(boolean started, boolean ready, boolean restart, List<Kind> due) {

    public Verdict { due = List.copyOf(due); }
  }

  /// A run has begun: whatever was counted before belongs to a container that is dead.
  void containerStarted(Instant at, Probes probes);

  /// One more answer. What was asked before the run began was answered by a container that is dead.
  ///
  /// @param ok false also when the answer did not come in time
  /// @param at when the question was asked
  Verdict on(Kind kind, boolean ok, Instant at);

  /// What is known now, and what to ask now.
  Verdict tick(Instant now);
}
