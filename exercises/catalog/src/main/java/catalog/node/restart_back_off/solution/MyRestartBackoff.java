package learner;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kube.node.kubelet.container.RestartBackoff;

/// Knows how long each container waited last; the next wait follows from it.
public class MyRestartBackoff implements RestartBackoff {
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration A_GOOD_RUN = Duration.ofMinutes(10);

  private final Map<String, Duration> waits = new HashMap<>();

  @Override
  public Instant nextStart(String containerKey, int exit, Instant startedAt, Instant endedAt,
      String policy) {
    if (isOver(policy, exit)) return NEVER;
    Duration ran = Duration.between(startedAt, endedAt);
    if (ran.compareTo(A_GOOD_RUN) >= 0) waits.remove(containerKey);
    return endedAt.plus(waits.merge(containerKey, Duration.ZERO, (last, _) -> longer(last)));
  }

  private static boolean isOver(String policy, int exit) {
    return policy.equals("Never") || (policy.equals("OnFailure") && exit == 0);
  }

  private static Duration longer(Duration last) {
    return last.isZero() ? FIRST : Collections.min(List.of(last.multipliedBy(2), LONGEST));
  }
}
