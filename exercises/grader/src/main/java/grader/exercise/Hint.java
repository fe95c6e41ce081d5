package grader.exercise;

/// One rung of a task's ladder of hints, as AsciiDoc: 1 where to look, 2 which shape, 3 nearly the
/// code.
public record Hint(int task, int step, String text) {}
