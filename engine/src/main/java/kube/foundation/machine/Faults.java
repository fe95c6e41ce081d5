package kube.foundation.machine;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Decides what goes wrong on the wires between components, by a plan and by seeded chance.
///
/// **Models** slow watch streams, streams that fall silent and lose what they carried, and requests
/// that fail; and lines between one party and the API server that are cut, slow or lossy. Faults of
/// machines, programs and disks are [Fault]s of their own.
public final class Faults {

  /// What may go wrong, as probabilities from 0.0 to 1.0 and times of the simulated world.
  ///
  /// @param shortestDelay and `longestDelay` bound how late a watch event reaches a client
  /// @param watchSilenced chance, for each event, that the stream loses it and all later ones
  ///   until the client notices
  /// @param silenceNoticed how long a client takes to notice a silent stream
  /// @param requestFailed chance that a request gets a 500 before it did anything
  public record Plan(Duration shortestDelay, Duration longestDelay, double watchSilenced,
      Duration silenceNoticed, double requestFailed) {

    /// Nothing goes wrong; events take one to five milliseconds.
    public static Plan calm() {
      return new Plan(Duration.ofMillis(1), Duration.ofMillis(5), 0, Duration.ofSeconds(30), 0);
    }

    public Plan withWatchSilenced(double probability) {
      return new Plan(shortestDelay, longestDelay, probability, silenceNoticed, requestFailed);
    }

    public Plan withRequestFailed(double probability) {
      return new Plan(shortestDelay, longestDelay, watchSilenced, silenceNoticed, probability);
    }

    public Plan withDelays(Duration shortest, Duration longest) {
      return new Plan(shortest, longest, watchSilenced, silenceNoticed, requestFailed);
    }
  }

  /// What is wrong with the way between one party and the API server.
  ///
  /// @param delay added to what a watch takes
  /// @param loss the share of requests and watch events that is lost
  public record Line(boolean isCut, Duration delay, double loss) {

    public static final Line SOUND = new Line(false, Duration.ZERO, 0);
  }

  private final TreeMap<String, Line> lines = new TreeMap<>();
  private final EnumMap<ApiFailure, Double> failures = new EnumMap<>(ApiFailure.class);
  private final Randomness randomness;
  private Plan plan;
  private Consumer<Plan> listener = changed -> {};
  private BiConsumer<String, Line> lineListener = (party, line) -> {};

  public Faults(Randomness randomness, Plan plan) {
    this.randomness = randomness;
    this.plan = plan;
  }

  public Plan plan() {
    return plan;
  }

  /// Changes what may go wrong from now on.
  public void follow(Plan newPlan) {
    this.plan = newPlan;
    listener.accept(newPlan);
  }

  /// Calls `newListener` whenever what may go wrong changes.
  public void onChange(Consumer<Plan> newListener) {
    listener = newListener;
  }

  /// Calls `newListener` whenever the way between a party and the API server changes.
  public void onLineChange(BiConsumer<String, Line> newListener) {
    lineListener = newListener;
  }

  /// Disturbs the way between a party and the API server; [Line#SOUND] mends it.
  public void disturb(String party, Line line) {
    Line before = line.equals(Line.SOUND) ? lines.remove(party) : lines.put(party, line);
    boolean isNews = !line.equals(before == null ? Line.SOUND : before);
    if (isNews) lineListener.accept(party, line);
  }

  /// The way between this program and the API server.
  public Line line(String actor) {
    if (lines.isEmpty()) return Line.SOUND;
    return lines.entrySet().stream()
        .filter(line -> Party.covers(line.getKey(), actor))
        .map(Map.Entry::getValue).findFirst().orElse(Line.SOUND);
  }

  /// Whether this request of a program is lost on its way.
  public boolean losesRequest(String actor) {
    Line line = line(actor);
    return line.isCut || randomness.chance(line.loss);
  }

  /// How late the next watch event arrives at a program.
  public Duration watchDelay(String actor) {
    return randomness.between(plan.shortestDelay, plan.longestDelay).plus(line(actor).delay);
  }

  /// Whether a watch stream of a program falls silent at this event.
  public boolean silencesWatch(String actor) {
    Line line = line(actor);
    return line.isCut || randomness.chance(plan.watchSilenced) || randomness.chance(line.loss);
  }

  /// Lets a share of all requests fail in this way, from 0.0 to 1.0.
  public void failRequests(ApiFailure failure, double share) {
    if (share > 0) {
      failures.put(failure, share);
    } else {
      failures.remove(failure);
    }
  }

  /// How this request fails; empty when it does not.
  public Optional<ApiFailure> failureOfRequest() {
    if (randomness.chance(plan.requestFailed)) return Optional.of(ApiFailure.INTERNAL_ERROR);
    return failures.entrySet().stream().filter(failure -> randomness.chance(failure.getValue()))
        .map(Map.Entry::getKey).findFirst();
  }
}
