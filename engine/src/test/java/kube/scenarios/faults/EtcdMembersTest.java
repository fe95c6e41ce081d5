package kube.scenarios.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kube.Cluster;
import kube.Roster;
import kube.controlplane.etcd.Members;
import kube.foundation.machine.Fault;
import kube.scenarios.housekeeping.Manor;
import org.junit.jupiter.api.Test;

/// Three members keep the memory: a majority of all of them has to have what is written.
///
/// https://etcd.io/docs/v3.6/faq/#what-is-failure-tolerance
class EtcdMembersTest {

  private static Members members(Manor manor) {
    return manor.cluster().accidents().etcdMembers();
  }

  @Test
  void a_minority_is_not_missed_and_gets_the_rest_when_it_comes_back() {
    Manor manor = Manor.calm(1);
    Fault loss = new Fault.EtcdMemberLoss(3);
    manor.cluster().accidents().begin(loss);
    manor.configMap("written-without-it").seconds(5);
    long then = members(manor).position(3);

    assertThat(members(manor).position(1)).isGreaterThan(then);
    assertThat(manor.cluster().etcd().range("", "\uffff", then, 0).entries())
        .as("what the lost member has").noneMatch(entry -> entry.key().contains("written-without"));

    manor.cluster().accidents().end(loss);
    manor.seconds(1);
    assertThat(members(manor).position(3)).as(manor::timeline)
        .isEqualTo(members(manor).position(1));
    assertThat(manor.timeline()).contains("catch-up members/3 — from revision " + then);
  }

  @Test
  void without_a_leader_and_without_a_majority_etcd_says_so_in_its_own_words() {
    Manor manor = Manor.calm(2);
    manor.cluster().accidents().begin(new Fault.EtcdMemberLoss(1));
    assertThatThrownBy(() -> manor.configMap("more")).hasMessageContaining("etcdserver: no leader");
    manor.seconds(3);
    assertThat(members(manor).leader()).isPresent().get().isNotEqualTo(1);
    assertThat(members(manor).term()).isEqualTo(2);
    manor.configMap("after-the-election");

    manor.cluster().accidents().begin(new Fault.EtcdMemberLoss(2));
    assertThatThrownBy(() -> manor.configMap("even-more"))
        .hasMessageContaining("etcdserver: request timed out");
    assertThat(manor.exists("nodes/node-a")).as("not read either").isFalse();
  }

  /// The member that missed a write must not lead: what was committed would be lost.
  @Test
  void only_a_member_that_has_everything_can_lead() {
    Manor manor = Manor.calm(3);
    manor.cluster().accidents().begin(new Fault.EtcdMemberLoss(3));
    manor.configMap("missed-by-three");
    manor.cluster().accidents().begin(new Fault.EtcdMemberLoss(1));
    manor.cluster().accidents().end(new Fault.EtcdMemberLoss(3));
    manor.seconds(3);

    assertThat(members(manor).leader()).contains(2);
    assertThat(manor.exists("namespaces/default/configmaps/missed-by-three"))
        .as(manor::timeline).isTrue();
  }

  @Test
  void five_members_bear_the_loss_of_two_and_one_bears_none() {
    Members five = new Members(5);
    five.lose(4);
    five.lose(5);
    assertThat(five.refusal()).isEmpty();
    five.lose(3);
    assertThat(five.refusal()).contains("etcdserver: request timed out");

    Members one = new Members(1);
    one.lose(1);
    assertThat(one.refusal()).contains("etcdserver: request timed out");
  }

  private static Manor around(int members, long seed) {
    return Manor.of(Cluster.Plan.standard(seed)
        .running(Roster.whole().withEtcdMembers(members)));
  }

  /// "A cluster of 5 nodes can tolerate 2 failures", the leader among them.
  @Test
  void a_cluster_may_be_planned_around_five_members() {
    Manor manor = around(5, 5);
    manor.cluster().accidents().begin(new Fault.EtcdMemberLoss(1));
    manor.cluster().accidents().begin(new Fault.EtcdMemberLoss(5));
    manor.seconds(5).replicaSet("web", 2).seconds(20);
    assertThat(manor.names("namespaces/default/pods")).as(manor::timeline).hasSize(2);

    manor.cluster().accidents().begin(new Fault.EtcdMemberLoss(2));
    assertThatThrownBy(() -> manor.configMap("more"))
        .hasMessageContaining("etcdserver: request timed out");
    manor.cluster().accidents().end(new Fault.EtcdMemberLoss(1));
    manor.seconds(5).configMap("again");
  }

  @Test
  void a_cluster_around_one_member_stands_still_without_it_and_goes_on_with_it() {
    Manor manor = around(1, 6);
    Fault loss = new Fault.EtcdMemberLoss(1);
    manor.cluster().accidents().begin(loss);
    assertThatThrownBy(() -> manor.configMap("more"))
        .hasMessageContaining("etcdserver: request timed out");

    manor.cluster().accidents().end(loss);
    manor.seconds(5).configMap("again");
    assertThat(members(manor).leader()).contains(1);
  }
}
