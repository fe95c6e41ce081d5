package kube.scenarios.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import kube.Cluster;
import kube.ControlPlanes;
import kube.foundation.api.Key;
import kube.foundation.client.LeaderElector;
import kube.foundation.machine.Actor;
import kube.foundation.machine.EventLog;
import kube.foundation.machine.Fault;
import kube.scenarios.housekeeping.Manor;
import org.junit.jupiter.api.Test;

/// https://kubernetes.io/docs/concepts/architecture/leases/#leader-election: a lease of 15 s, renewed
/// within 10 s, tried every 2 s.
class LeadersTest {

  private static final String LEASE = "coordination.k8s.io/v1/namespaces/kube-system/leases/office";

  private final List<LeaderElector> electors = new ArrayList<>();

  private Manor candidates(long seed, int count) {
    Manor manor = Manor.calm(seed);
    for (int number = 0; number < count; number++) {
      Actor actor = manor.cluster().loop().actor("candidate-" + number);
      LeaderElector elector = new LeaderElector(actor, manor.cluster().client(actor.name()),
          new Key("kube-system", "office"), actor.name(), new LeaderElector.Listener() {
            @Override
            public void startedLeading() {}

            @Override
            public void stoppedLeading() {}
          });
      electors.add(elector);
      elector.start();
    }
    return manor.seconds(5);
  }

  private long leaders() {
    return electors.stream().filter(LeaderElector::mayAct).count();
  }

  private String leader() {
    for (int number = 0; number < electors.size(); number++) {
      if (electors.get(number).mayAct()) return "candidate-" + number;
    }
    return "";
  }

  private void watch(Manor manor, int seconds) {
    for (int tenth = 0; tenth < seconds * 10; tenth++) {
      manor.advance(Duration.ofMillis(100));
      assertThat(leaders()).as(manor::timeline).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void one_of_three_leads_and_the_lease_says_who() {
    Manor manor = candidates(1, 3);

    watch(manor, 60);

    assertThat(leader()).isNotEmpty().isEqualTo(manor.text(LEASE, "spec.holderIdentity"));
    assertThat(manor.notes()).contains("LeaderElection: " + leader() + " became leader");
  }

  @Test
  void a_leader_that_hangs_is_followed_after_15_seconds_and_does_not_act_when_it_wakes() {
    Manor manor = candidates(2, 3);
    String first = leader();
    Fault hang = new Fault.Hang(first);
    manor.cluster().accidents().begin(hang);

    watch(manor, 12);
    assertThat(leader()).as("nobody, but not yet another").isIn("", first);
    watch(manor, 10);
    assertThat(leader()).as(manor::timeline).isNotEmpty().isNotEqualTo(first);

    manor.cluster().accidents().end(hang);
    watch(manor, 30);
    assertThat(leader()).isNotEqualTo(first);
    assertThat(manor.get(LEASE).path("spec").path("leaseTransitions").asInt()).isEqualTo(1);
  }

  /// A candidate whose clock is a minute ahead must not take a living leader's seat.
  @Test
  void a_wrong_clock_steals_no_seat() {
    Manor manor = candidates(3, 3);
    String first = leader();
    for (int number = 0; number < 3; number++) {
      if (first.equals("candidate-" + number)) continue;
      manor.cluster().accidents().begin(
          new Fault.ClockSkew("candidate-" + number, Duration.ofMinutes(1)));
    }

    watch(manor, 120);

    assertThat(leader()).as(manor::timeline).isEqualTo(first);
  }

  @Test
  void without_an_api_server_a_leader_steps_back_in_time() {
    Manor manor = candidates(4, 2);
    manor.cluster().unplug("apiserver");

    watch(manor, 12);
    assertThat(leaders()).isZero();

    manor.cluster().plugIn("apiserver");
    watch(manor, 30);
    assertThat(leaders()).as(manor::timeline).isEqualTo(1);
  }

  @Test
  void who_resigns_is_followed_at_once_and_the_count_of_changes_stays() {
    Manor manor = candidates(5, 2);
    String first = leader();

    electors.get(first.endsWith("0") ? 0 : 1).release();
    watch(manor, 6);

    assertThat(leaders()).as(manor::timeline).isEqualTo(1);
    assertThat(manor.exists(LEASE)).isTrue();
  }

  @Test
  void the_controllers_of_a_lost_machine_go_on_elsewhere() {
    Manor manor = Manor.calm(6);
    ControlPlanes planes = manor.cluster().replicate(3);
    manor.seconds(10);
    String first = planes.leader("kube-controller-manager").orElseThrow();

    planes.fail(first);
    manor.replicaSet("web", 2).seconds(8);
    assertThat(manor.names("namespaces/default/pods")).as("nobody looks").isEmpty();
    manor.seconds(60);

    assertThat(planes.leader("kube-controller-manager").orElseThrow()).isNotEqualTo(first);
    assertThat(manor.text("apps/v1/namespaces/default/replicasets/web", "status.readyReplicas"))
        .as(manor::timeline).isEqualTo("2");
  }

  private static String lease(String office) {
    return "coordination.k8s.io/v1/namespaces/kube-system/leases/" + office;
  }

  private static String holder(Manor manor, String office) {
    return manor.text(lease(office), "spec.holderIdentity");
  }

  @Test
  void scheduler_and_controller_manager_hold_a_lease_each_and_renew_it() {
    Manor manor = Manor.calm(7);

    for (String office : List.of("kube-scheduler", "kube-controller-manager")) {
      assertThat(holder(manor, office)).matches("control-plane_[0-9a-f-]{36}");
      assertThat(manor.text(lease(office), "spec.leaseDurationSeconds")).isEqualTo("15");
      assertThat(manor.text(lease(office), "spec.leaseTransitions")).isEqualTo("0");
      assertThat(manor.notes()).contains(
          "LeaderElection: " + holder(manor, office) + " became leader");
      String renewed = manor.text(lease(office), "spec.renewTime");
      assertThat(manor.seconds(2).text(lease(office), "spec.renewTime")).isNotEqualTo(renewed);
    }
  }

  /// leaderelection.go: who missed the renew deadline exits, and its successor waits for the end of
  /// the lease as it sees it. Queues and back-offs begin anew with it.
  @Test
  void who_cannot_renew_for_ten_seconds_exits_and_a_fresh_process_follows() {
    Manor manor = Manor.calm(8);
    String first = holder(manor, "kube-controller-manager");
    manor.cluster().unplug("kcm.endpoint");
    manor.cluster().unplug("etcd");
    manor.seconds(12);
    assertThat(manor.timeline()).contains("kube-controller-manager exit", "leaderelection lost",
        "kube-scheduler exit");

    manor.cluster().plugIn("etcd");
    manor.replicaSet("web", 2).seconds(12);
    assertThat(manor.names("namespaces/default/pods")).as("nobody leads yet").isEmpty();
    manor.seconds(20);

    assertThat(manor.text("apps/v1/namespaces/default/replicasets/web", "status.readyReplicas"))
        .as(manor::timeline).isEqualTo("2");
    assertThat(holder(manor, "kube-controller-manager")).isNotEqualTo(first);
    assertThat(manor.text(lease("kube-controller-manager"), "spec.leaseTransitions"))
        .isEqualTo("1");
    assertThat(manor.cluster().isPluggedIn("kcm.endpoint")).as("nobody put its plug").isFalse();
  }

  @Test
  void a_scheduler_that_is_told_to_end_gives_its_lease_back() {
    Manor manor = Manor.calm(9);
    String first = holder(manor, "kube-scheduler");

    manor.cluster().unplug("scheduler");
    assertThat(holder(manor, "kube-scheduler")).isEmpty();
    manor.cluster().plugIn("scheduler");

    assertThat(holder(manor, "kube-scheduler")).as("at once").isNotEmpty().isNotEqualTo(first);
  }

  @Test
  void a_fork_goes_on_under_the_same_identity() {
    Manor manor = Manor.calm(10);

    Cluster fork = manor.cluster().simulation().fork(manor.cluster().revision());
    fork.advance(Duration.ofSeconds(3));

    assertThat(fork.log().entries()).extracting(EventLog.Entry::detail)
        .contains(holder(manor, "kube-scheduler") + " became leader");
  }
}
