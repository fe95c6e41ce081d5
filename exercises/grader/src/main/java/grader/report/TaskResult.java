package grader.report;

import grader.exercise.Task;
import java.util.List;

/// What became of one task: its checks in source order. All pass, or the task scores nothing.
public record TaskResult(Task task, List<CheckResult> checks) {
  public TaskResult { checks = List.copyOf(checks); }

  public boolean isPassed() {
    return !checks.isEmpty() && checks.stream().allMatch(CheckResult::isPassed);
  }

  public int scored() { return isPassed() ? task.points() : 0; }
}
