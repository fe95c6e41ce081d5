package kube.node.kubelet.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import kube.node.kubelet.probe.ProbeJudge.Kind;
import kube.node.kubelet.probe.ProbeJudge.Probes;
import kube.node.kubelet.probe.ProbeJudge.Timing;
import org.junit.jupiter.api.Test;

/// What our own judge makes of answers that come in an odd order.
class ThresholdJudgeTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final Timing TIMING = new Timing(Duration.ZERO, Duration.ofSeconds(5), 1, 1);

  private final ThresholdJudge judge = new ThresholdJudge();

  @Test
  void an_answer_of_the_run_before_says_nothing_about_this_one() {
    Probes probes = new Probes(Optional.empty(), Optional.of(TIMING), Optional.of(TIMING));
    judge.containerStarted(NOON, probes);
    judge.containerStarted(NOON.plusSeconds(30), probes);

    assertThat(judge.on(Kind.LIVENESS, false, NOON.plusSeconds(29)).restart()).isFalse();
    assertThat(judge.on(Kind.READINESS, true, NOON.plusSeconds(29)).ready()).isFalse();
    assertThat(judge.on(Kind.READINESS, true, NOON.plusSeconds(30)).ready()).isTrue();
    assertThat(judge.on(Kind.LIVENESS, false, NOON.plusSeconds(31)).restart()).isTrue();
  }
}
