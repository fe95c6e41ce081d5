package kube.scenarios.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;

import kube.Cluster;
import kube.foundation.machine.Fault;
import kube.foundation.machine.Faults.Line;
import kube.scenarios.housekeeping.Manor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every fault is recorded, and a replay suffers it at the same moment: byte for byte.
class FaultsReplayTest {

  static Stream<Fault> every_kind_of_fault() {
    return Stream.of(new Fault.NodeCrash("node-b"), new Fault.Hang("kubelet/node-b"),
        new Fault.ClockSkew("node-b", Duration.ofSeconds(-90)),
        new Fault.Partition("node-b", "apiserver"), new Fault.Partition("node-a", "node-b"),
        new Fault.SlowLink("kcm", "apiserver", Duration.ofSeconds(2)),
        new Fault.SlowLink("node-a", "node-b", Duration.ofMillis(80)),
        new Fault.LossyLink("scheduler", "apiserver", 0.3),
        new Fault.LossyLink("node-a", "node-b", 0.3), new Fault.DiskFull(),
        new Fault.EtcdMemberLoss(1), new Fault.ApiErrors(0.2),
        new Fault.WebhookDown("checker.default.svc:443"));
  }

  private static void thenTheReplayIsTheSame(Manor manor) {
    Cluster again = manor.cluster().simulation().recording().replay();
    assertThat(again.log().digest()).as(manor::timeline)
        .isEqualTo(manor.cluster().log().digest());
  }

  @ParameterizedTest
  @MethodSource("every_kind_of_fault")
  void a_fault_is_replayed(Fault fault) {
    Manor manor = Manor.recorded(4);
    manor.replicaSet("web", 2).seconds(3);
    manor.cluster().accidents().begin(fault);
    manor.seconds(15);
    manor.cluster().accidents().end(fault);
    manor.seconds(15);

    thenTheReplayIsTheSame(manor);
  }

  @Test
  void what_is_done_to_cables_and_lines_by_hand_is_replayed_too() {
    Manor manor = Manor.recorded(5);
    manor.replicaSet("web", 2);
    manor.cluster().network().links().slow("node-a", "node-b", Duration.ofMillis(50));
    manor.cluster().network().links().lossy("node-a", "node-b", 0.5);
    manor.cluster().faults().disturb("scheduler", new Line(true, Duration.ZERO, 0));
    manor.seconds(8);
    manor.cluster().faults().disturb("scheduler", Line.SOUND);
    manor.cluster().network().links().mend("node-a", "node-b");
    manor.seconds(8);

    thenTheReplayIsTheSame(manor);
    Cluster again = manor.cluster().simulation().recording().replay();
    assertThat(again.network().links().between("node-a", "node-b").isNone()).isTrue();
  }
}
