package kube.node.kubelet.container;

import java.time.Duration;
import java.time.Instant;

/// Says when a container that has ended may be started again: a part that can be replaced while the
/// cluster runs.
///
/// One instance serves one Pod and is asked each time that a run of one of its containers has ended.
/// It begins anew with the kubelet.
public interface RestartBackoff {

  /// What the waits grow to. A node may set a shorter limit, to which the kubelet holds every answer.
  Duration LONGEST = Duration.ofMinutes(5);

  /// The answer of one who never starts the container again.
  Instant NEVER = Instant.MAX;

  /// The earliest moment for the next run.
  ///
  /// @param containerKey the container's name and its image: another image is another container
  /// @param exit the exit code of the run that has ended
  /// @param startedAt and `endedAt` say how long it lasted
  /// @param policy `Always`, `OnFailure` or `Never`
  Instant nextStart(String containerKey, int exit, Instant startedAt, Instant endedAt,
      String policy);
}
