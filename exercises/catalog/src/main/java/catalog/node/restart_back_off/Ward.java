package catalog.node.restart_back_off;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import kube.node.kubelet.container.RestartBackoff;

/// Containers of one Pod that end, and a kubelet that starts each of them when the part says so.
final class Ward {
  static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final RestartBackoff backoff;
  private final SortedMap<String, Instant> starts = new TreeMap<>();
  private String policy = "Always";
  private Duration limit = RestartBackoff.LONGEST;

  Ward(RestartBackoff backoff) {
    this.backoff = backoff;
  }

  /// What is asked from now on is asked under this policy.
  Ward under(String restartPolicy) {
    policy = restartPolicy;
    return this;
  }

  /// The node was told to make nobody wait longer than that, and its kubelet sees to it.
  Ward nodeLimit(Duration longest) {
    limit = longest;
    return this;
  }

  /// Its image is slow, or somebody sets the clock: it starts so much later than was said, or sooner.
  Ward startsLaterBy(String container, Duration delay) {
    starts.put(container, start(container).plus(delay));
    return this;
  }

  /// The container starts at its time, runs so long by its node's clock, and ends.
  End runs(String container, Duration length, int exit) {
    Instant startedAt = start(container);
    Instant endedAt = startedAt.plus(length);
    Instant next = backoff.nextStart(container, exit, startedAt, endedAt, policy);
    boolean isNever = next.equals(RestartBackoff.NEVER);
    Duration wait = isNever ? limit : Duration.between(endedAt, next);
    starts.put(container, endedAt.plus(wait.compareTo(limit) > 0 ? limit : wait));
    return new End(isNever ? "never" : text(wait), wait);
  }

  /// It crashes after a second, so often.
  List<Duration> crashes(String container, int times) {
    List<Duration> waits = new ArrayList<>();
    for (int crash = 0; crash < times; crash++) {
      waits.add(runs(container, Duration.ofSeconds(1), 1).delay);
    }
    return waits;
  }

  private Instant start(String container) {
    return starts.getOrDefault(container, NOON);
  }

  static List<Duration> seconds(int... waits) {
    List<Duration> durations = new ArrayList<>();
    for (int wait : waits) durations.add(Duration.ofSeconds(wait));
    return durations;
  }

  static String text(Duration wait) {
    return wait.toSeconds() + " s";
  }

  /// These waits, as a learner reads them.
  static Feedback about(String story, List<Duration> waits) {
    return weDid(story).youAnswered("You let it wait " + waits.stream().map(Ward::text).toList()
        + ".").read("L23#fact-waits");
  }

  /// What the part said about one end.
  ///
  /// @param said the wait in words; `never` when it is not to start again
  record End(String said, Duration delay) {

    Feedback about(String story) {
      return weDid(story).youAnswered("You said: " + said + ".").read("L23#fact-waits");
    }

    /// @param needed such as `10 s` or `never`
    void mustBe(String needed, String story, String because) {
      about(story).weNeeded("We needed: " + needed + ".").because(because)
          .failUnless(said.equals(needed));
    }
  }
}
