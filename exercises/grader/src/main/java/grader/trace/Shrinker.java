package grader.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Makes a failing story as short as it still fails, by leaving out ever smaller parts of it.
///
/// The same story gives the same result on any machine: the bound is a number of runs, not a time.
/// See Zeller and Hildebrandt, *Simplifying and Isolating Failure-Inducing Input* (2002).
///
/// @param <T> one step of the story
public final class Shrinker<T> {

  private final Predicate<List<T>> fails;
  private final int mostRuns;
  private int runs;

  /// @param fails tells a story from its beginning, and whether it fails
  /// @param mostRuns after so many the shortest one so far has to do
  public Shrinker(Predicate<List<T>> fails, int mostRuns) {
    this.fails = fails;
    this.mostRuns = mostRuns;
  }

  /// The shortest failing part that was found, in the order of the story.
  public List<T> shrink(List<T> failing) {
    List<T> shortest = List.copyOf(failing);
    for (int size = Math.max(1, shortest.size() / 2); size > 0; size /= 2) {
      shortest = without(shortest, size);
    }
    List<T> again = without(shortest, 1);
    while (again.size() < shortest.size() && runs < mostRuns) {
      shortest = again;
      again = without(shortest, 1);
    }
    return again;
  }

  /// How often the story was told.
  public int runs() {
    return runs;
  }

  /// Leaves out each part of this size without which it still fails, from the end to the beginning:
  /// what comes last was often only noticed late.
  private List<T> without(List<T> story, int size) {
    List<T> shortest = story;
    for (int end = story.size(); end > 0 && runs < mostRuns; end -= size) {
      List<T> shorter = new ArrayList<>(shortest);
      shorter.subList(Math.max(0, end - size), Math.min(end, shorter.size())).clear();
      runs++;
      if (fails.test(List.copyOf(shorter))) shortest = List.copyOf(shorter);
    }
    return shortest;
  }
}
