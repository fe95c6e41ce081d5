package kube.scenarios.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.TreeMap;

import kube.Cluster;
import kube.Parts;
import kube.Slot;
import kube.controlplane.scheduler.profile.SchedulerConfiguration;
import kube.controlplane.scheduler.slot.Picker;
import kube.foundation.machine.PartFailure;
import kube.tools.kubectl.resource.Yaml;
import org.junit.jupiter.api.Test;

/// Schedulers that are told how to decide, and a choice of nodes that is not ours.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/scheduling/config/
class ProfilesTest {

  private static Parts scheduling(SchedulerConfiguration configuration) {
    return Parts.ours().withOur(Slot.SCHEDULER_CONFIGURATION, () -> configuration);
  }

  private static Theater with(long seed, Parts parts) {
    return Theater.of(Cluster.Plan.standard(seed).withParts(parts));
  }

  private static SchedulerConfiguration configuration(String profiles) {
    return SchedulerConfiguration.of(Yaml.one("{apiVersion: kubescheduler.config.k8s.io/v1, kind:"
        + " KubeSchedulerConfiguration, profiles: [" + profiles + "]}"));
  }

  /// https://kubernetes.io/docs/concepts/scheduling-eviction/resource-bin-packing/#enabling-bin-packing-using-mostallocated-strategy
  @Test
  void a_second_profile_packs_tightly_while_the_first_spreads() {
    Theater theater = with(1, scheduling(configuration("""
        {schedulerName: default-scheduler},
        {schedulerName: packer, pluginConfig: [{name: NodeResourcesFit, args: {
          scoringStrategy: {type: MostAllocated}}}], plugins: {score: {
          disabled: [{name: NodeResourcesBalancedAllocation}]}}}""")));
    for (int i = 1; i <= 3; i++) {
      theater.pod("p-" + i, "cpu: 1", "schedulerName: packer").settle();
    }

    assertThat(theater.seats("p")).hasSize(1);
  }

  /// https://kubernetes.io/docs/reference/scheduling/config/#scheduling-plugins
  @Test
  void a_rule_that_is_switched_off_is_not_asked() {
    Theater theater = with(2, scheduling(configuration("""
        {plugins: {filter: {disabled: [{name: TaintToleration}]},
          postFilter: {disabled: [{name: DefaultPreemption}]}}}""")));
    for (String node : new String[]{"node-a", "node-b", "node-c"}) {
      theater.patch("nodes/" + node, "{spec: {taints: [{key: gpu, effect: NoSchedule}]}}");
    }
    theater.settle().pod("bold", "100m").pod("huge", "40").settle();

    assertThat(theater.seat("bold")).isNotEmpty();
    assertThat(theater.notes("huge"))
        .containsExactly("FailedScheduling: 0/3 nodes are available: 3 Insufficient cpu. no new"
            + " claims to deallocate.");
  }

  /// https://kubernetes.io/docs/reference/scheduling/config/#multiple-profiles
  @Test
  void two_profiles_of_one_name_are_refused() {
    assertThatThrownBy(() -> configuration("{schedulerName: a}, {schedulerName: a}"))
        .hasMessage("profiles[1].schedulerName: Duplicate value: \"a\"");
  }

  @Test
  void another_choice_of_nodes_takes_the_place_of_ours_at_run_time() {
    Theater theater = Theater.open(4);
    theater.cluster().use(Parts.ours().with(Slot.PICKER,
        () -> (pod, nodes, ties) -> new Picker.Chosen("node-c")));
    theater.settle().pod("a", "100m").pod("b", "100m").pod("c", "100m").settle();

    assertThat(theater.seats("")).containsOnlyKeys("node-c");
  }

  @Test
  void where_the_other_choice_fails_ours_decides_and_the_log_says_so() {
    Theater theater = with(5, Parts.ours().with(Slot.PICKER, () -> (pod, nodes, ties) -> {
      throw new PartFailure("the part did not answer within 1 s");
    })).pod("a", "100m").settle();

    assertThat(theater.seat("a")).isNotEmpty();
    assertThat(theater.timeline()).contains("the part did not answer within 1 s",
        "our own part takes the slot");
  }

  @Test
  void a_choice_of_nowhere_is_told_in_its_words() {
    Theater theater = with(6, Parts.ours().with(Slot.PICKER,
        () -> (pod, nodes, ties) -> new Picker.Nowhere(new TreeMap<>(
            Collections.singletonMap("node-a", "node(s) looked tired")))))
        .pod("a", "100m").settle();

    assertThat(theater.notes("a")).first().asString()
        .startsWith("FailedScheduling: 0/3 nodes are available: 1 node(s) looked tired.");
  }
}
