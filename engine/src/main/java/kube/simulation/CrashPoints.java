package kube.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import kube.Cluster;
import kube.foundation.machine.EventLog;

/// Tells a story again and again, each time with a component dying at another of its writes.
///
/// Every write has two crash points: before it, and after it but before the component knows. A
/// component is crash-safe when the story ends well from all of them.
///
/// **Models** the *intermediate states* of Sieve (OSDI '22): what a controller leaves behind between
/// two writes of one pass.
public final class CrashPoints {

  /// From where the story did not end well.
  ///
  /// @param where the crash point, such as `before write 3`
  /// @param said what was wrong at the end
  /// @param timeline the last lines of that run's log
  public record Failure(String where, String said, String timeline) {}

  /// @param explored how many crash points there were
  public record Report(int explored, List<Failure> found) {

    public Report { found = List.copyOf(found); }

    /// One line for each crash point from which the story did not end well.
    public List<String> failures() {
      return found.stream().map(failure -> failure.where() + ": " + failure.said()).toList();
    }

    /// `correct at all 14 crash points of kcm.replicaset`, or what went wrong.
    public String sentence(String component) {
      if (found.isEmpty()) return "correct at all " + explored + " crash points of " + component;
      return found.size() + " of " + explored + " crash points of " + component + " fail:\n"
          + String.join("\n", failures());
    }
  }

  private static final int LINES_SHOWN = 30;

  private final Supplier<Cluster> beginning;
  private final Consumer<Cluster> story;
  private final Function<Cluster, Optional<String>> complaint;

  /// @param beginning a fresh cluster, the same each time
  /// @param story what is done to it, up to its rest
  /// @param complaint what is wrong at the end; empty when all is well
  public CrashPoints(Supplier<Cluster> beginning, Consumer<Cluster> story,
      Function<Cluster, Optional<String>> complaint) {
    this.beginning = beginning;
    this.story = story;
    this.complaint = complaint;
  }

  /// Visits every crash point of the component that a calm run of the story has.
  ///
  /// @throws IllegalStateException when the story fails already without a crash
  public Report explore(String component) {
    return explore(component, (_, _) -> {});
  }

  /// The same, telling `progress` how many crash points of how many are done.
  public Report explore(String component, BiConsumer<Integer, Integer> progress) {
    Cluster calm = beginning.get();
    int writesBefore = calm.simulation().writesOf(component);
    story.accept(calm);
    complaint.apply(calm).ifPresent(said -> {
      throw new IllegalStateException("the story fails without any crash: " + said);
    });
    int writes = calm.simulation().writesOf(component) - writesBefore;
    List<Failure> failures = new ArrayList<>();
    int done = 0;
    for (int write = 1; write <= writes; write++) {
      for (boolean before : List.of(true, false)) {
        visit(component, write, before).ifPresent(failures::add);
        progress.accept(++done, 2 * writes);
      }
    }
    return new Report(2 * writes, failures);
  }

  private Optional<Failure> visit(String component, int write, boolean before) {
    Cluster cluster = beginning.get();
    cluster.simulation().crashAtWrite(component, write, before);
    story.accept(cluster);
    return complaint.apply(cluster).map(said -> new Failure(
        (before ? "before" : "after") + " write " + write, said, timeline(cluster)));
  }

  private static String timeline(Cluster cluster) {
    return String.join("\n",
        cluster.log().last(LINES_SHOWN).stream().map(EventLog.Entry::toLine).toList());
  }
}
