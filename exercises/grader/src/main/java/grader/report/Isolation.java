package grader.report;

import java.util.List;
import java.util.Locale;

/// How far a learner's code is confined: measured on a probe, never assumed.
///
/// @param confines what the probe found closed
/// @param leavesOpen what the probe found open; said on every verdict
/// @param processes what limits the number of processes and threads; empty when nothing does
public record Isolation(Level level, List<String> confines, List<String> leavesOpen,
    String processes) {

  /// An isolation of which nobody says what limits the number of processes.
  public Isolation(Level level, List<String> confines, List<String> leavesOpen) {
    this(level, confines, leavesOpen, "");
  }

  /// From a sandbox that holds everything to none at all.
  public enum Level {
    /// All probes closed: own user, own namespaces, read-only root, limits, no network.
    FULL,
    /// A sandbox runs, and some probe found a gap.
    PARTIAL,
    /// A process of its own with memory, time and flag limits; files and network stay reachable.
    PROCESS,
    /// The learner's code ran inside the grader, for debugging. Worth nothing as a verdict.
    IN_PROCESS
  }

  public Isolation {
    confines = List.copyOf(confines);
    leavesOpen = List.copyOf(leavesOpen);
  }

  /// One line for people, naming what is not confined.
  public String sentence() {
    String name = "isolation " + level.name().toLowerCase(Locale.ROOT)
        + (processes.isEmpty() ? "" : ", " + processes);
    return leavesOpen.isEmpty() ? name : name + ", open: " + String.join(", ", leavesOpen);
  }
}
