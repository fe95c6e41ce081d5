package grader.sandbox;

import grader.worker.WorkerMain;
import java.util.List;

/// How submissions come, which decides what a worker does while it waits.
public enum Pace {
  /// Now and then, each awaited by somebody: a waiting worker rehearses, so that the verdict comes
  /// sooner.
  ONE_BY_ONE,
  /// A whole class at once: rehearsing would take the processor from those that are graded.
  MANY;

  /// What a worker is told.
  List<String> arguments() {
    return this == MANY ? List.of(WorkerMain.UNREHEARSED) : List.of();
  }
}
