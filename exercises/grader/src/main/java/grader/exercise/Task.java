package grader.exercise;

/// One step of an exercise, a heading of its statement: all its checks pass, or it scores nothing.
public record Task(int number, String title, int points) {
  public Task {
    if (number < 1)
      throw new IllegalArgumentException("Tasks are numbered from 1, not " + number);
    if (points < 0)
      throw new IllegalArgumentException("Task " + number + " has negative points");
  }
}
