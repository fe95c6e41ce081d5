package grader.trace;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import kube.foundation.machine.Randomness;

/// Which faults a world shall meet, and how often; the seed decides when.
///
/// A small value, composed word by word: `FaultPlan.calm().conflict().restart().every(4)`.
///
/// @param faults those that may come
/// @param every one fault in so many steps, on average
public record FaultPlan(List<Fault> faults, int every) {

  public FaultPlan {
    faults = List.copyOf(faults);
    if (every < 1) throw new IllegalArgumentException("every must be 1 or more, not " + every);
  }

  /// Nothing goes wrong.
  public static FaultPlan calm() {
    return new FaultPlan(List.of(), 4);
  }

  /// Everything goes wrong at some time.
  public static FaultPlan everything() {
    return new FaultPlan(List.of(Fault.values()), 4);
  }

  public FaultPlan staleCache() {
    return and(Fault.STALE_CACHE);
  }

  public FaultPlan lostEvent() {
    return and(Fault.LOST_EVENT);
  }

  public FaultPlan repeatedEvent() {
    return and(Fault.REPEATED_EVENT);
  }

  public FaultPlan reorderedEvent() {
    return and(Fault.REORDERED_EVENT);
  }

  public FaultPlan conflict() {
    return and(Fault.CONFLICT);
  }

  public FaultPlan gone() {
    return and(Fault.GONE);
  }

  public FaultPlan serverError() {
    return and(Fault.SERVER_ERROR);
  }

  public FaultPlan timeoutThatWorked() {
    return and(Fault.TIMEOUT_THAT_WORKED);
  }

  public FaultPlan restart() {
    return and(Fault.RESTART);
  }

  public FaultPlan partition() {
    return and(Fault.PARTITION);
  }

  public FaultPlan clockSkew() {
    return and(Fault.CLOCK_SKEW);
  }

  public FaultPlan slowWatcher() {
    return and(Fault.SLOW_WATCHER);
  }

  /// The same faults, one in so many steps.
  public FaultPlan every(int steps) {
    return new FaultPlan(faults, steps);
  }

  /// Whether a fault comes at the next step.
  public boolean strikes(Randomness chance) {
    return !faults.isEmpty() && chance.below(every) == 0;
  }

  /// The fault that comes.
  public Fault draw(Randomness chance) {
    return chance.pick(faults);
  }

  private FaultPlan and(Fault fault) {
    List<Fault> all = new ArrayList<>(faults);
    Set<Fault> known = faults.isEmpty() ? EnumSet.noneOf(Fault.class) : EnumSet.copyOf(faults);
    if (known.add(fault)) all.add(fault);
    return new FaultPlan(all, every);
  }
}
