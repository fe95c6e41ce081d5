package grader.sandbox;

import grader.compile.CompilerMain;
import grader.worker.WorkerMain;

/// Made-up work, done once while the cache of parsed classes is written. No learner's class is
/// near.
final class Rehearsal {
  private Rehearsal() {}

  public static void main(String[] arguments) {
    if (arguments[0].equals(WorkerMain.class.getName())) {
      WorkerMain.rehearse();
    } else {
      CompilerMain.rehearse();
    }
  }
}
