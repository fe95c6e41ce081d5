package learner;

import java.time.Instant;
import kube.node.kubelet.container.RestartBackoff;

/// Says when a container that has ended may start again.
public class MyRestartBackoff implements RestartBackoff {

  @Override
  public Instant nextStart(String containerKey, int exit, Instant startedAt, Instant endedAt,
      String policy) {
    // Is it wanted again? How often has it crashed in a row?
    return endedAt;
  }
}
