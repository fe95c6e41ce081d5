package learner;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kube.node.kubelet.container.RestartBackoff;

/// Counts crashes in a row and reads the wait from a list.
public class MyRestartBackoff implements RestartBackoff {
  private static final List<Duration> LADDER = Stream.of(
      Stream.of(Duration.ZERO),
      IntStream.of(10, 20, 40, 80, 160).mapToObj(Duration::ofSeconds),
      Stream.of(LONGEST)).flatMap(steps -> steps).toList();

  private final TreeMap<String, Integer> crashes = new TreeMap<>();

  @Override
  public Instant nextStart(String containerKey, int exit, Instant startedAt, Instant endedAt,
      String policy) {
    boolean isWantedAgain = switch (policy) {
      case "Always" -> true;
      case "OnFailure" -> exit != 0;
      default -> false;
    };
    if (!isWantedAgain) return NEVER;
    boolean ranWell = !endedAt.isBefore(startedAt.plus(Duration.ofMinutes(10)));
    int before = ranWell ? 0 : crashes.getOrDefault(containerKey, 0);
    crashes.put(containerKey, before + 1);
    return endedAt.plus(LADDER.get(Math.min(before, LADDER.size() - 1)));
  }
}
