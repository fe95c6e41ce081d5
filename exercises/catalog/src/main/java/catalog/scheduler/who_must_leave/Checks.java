package catalog.scheduler.who_must_leave;

import static catalog.scheduler.who_must_leave.Night.newcomer;
import static catalog.scheduler.who_must_leave.Night.pod;

import catalog.scheduler.NodeDraft;
import catalog.scheduler.PodDraft;
import grader.check.Task;
import java.util.List;
import java.util.stream.IntStream;
import kube.controlplane.scheduler.slot.Preemptor;

/// The visible checks of X16: one or two full nodes, and one question each.
class Checks {

  // Task 1: whether.

  @Task(1)
  void who_is_lower_leaves(Preemptor preemptor) {
    Night night = new Night("node-1 has 1 CPU, and `low` (900m, priority 1) sits there.")
        .node(NodeDraft.of("node-1", "1", "4Gi"), pod("low", "900m", 1, 0));
    night.ask(preemptor, "`pay` (500m, priority 10) comes.", newcomer("500m", 10))
        .must("node-1", List.of("u-low"), "What is more important goes first.");
  }

  @Task(1)
  void equals_are_spared(Preemptor preemptor) {
    Night.Answer answer = new Night("node-1 has 1 CPU, and `peer` (900m, priority 10) sits there.")
        .node(NodeDraft.of("node-1", "1", "4Gi"), pod("peer", "900m", 10, 0))
        .ask(preemptor, "`pay` (500m, priority 10) comes.", newcomer("500m", 10));
    answer.feedback().weNeeded("We needed: nobody leaves.").read("L14#fact-strictly")
        .named("evicts_equals", "Two Pods of the same rank would evict each other for ever.")
        .failWhen(answer.evicts("u-peer"));
    answer.mustBeNobody("Only strictly lower ones leave.");
    new Night("node-1 has 1 CPU; `low` (400m, 9) and `peer` (500m, 10) sit there.")
        .node(NodeDraft.of("node-1", "1", "4Gi"), pod("low", "400m", 9, 0),
            pod("peer", "500m", 10, 0))
        .ask(preemptor, "`pay` (500m, priority 10) comes.", newcomer("500m", 10))
        .must("node-1", List.of("u-low"), "9 is lower than 10, and 10 is not.");
  }

  @Task(1)
  void who_never_preempts_waits(Preemptor preemptor) {
    Night night = new Night("node-1 has 1 CPU, and `low` (900m, priority 1) sits there.")
        .node(NodeDraft.of("node-1", "1", "4Gi"), pod("low", "900m", 1, 0));
    night.ask(preemptor, "`pay` (500m, priority 10) comes, with the policy Never.",
        newcomer("500m", 10).neverPreempting()).mustBeNobody("It only goes first in the queue.");
    night.ask(preemptor, "`pay` comes again, without that policy.", newcomer("500m", 10))
        .must("node-1", List.of("u-low"), "Now it may.");
  }

  @Task(1)
  void nobody_leaves_for_nothing(Preemptor preemptor) {
    Night.Answer answer = new Night("node-1 has the taint gpu:NoSchedule, and `low` sits there.")
        .node(NodeDraft.of("node-1", "1", "4Gi").tainted("gpu", "", "NoSchedule"),
            pod("low", "900m", 1, 0))
        .ask(preemptor, "`pay` (500m, priority 10) does not tolerate it.", newcomer("500m", 10));
    answer.feedback().weNeeded("We needed: nobody leaves.").read("L14#fact-helps")
        .named("forgets_the_taint", "Victims left, and the Pod still may not run there.")
        .failWhen(answer.evicts("u-low"));
    answer.mustBeNobody("The taint stays when the Pods leave.");
    Night night = new Night("node-1 has 1 CPU: `low` (400m, 1) and `high` (600m, 20) sit there.")
        .node(NodeDraft.of("node-1", "1", "4Gi"), pod("low", "400m", 1, 0),
            pod("high", "600m", 20, 0));
    night.ask(preemptor, "`pay` (500m, priority 10) comes.", newcomer("500m", 10))
        .mustBeNobody("400m are not enough, and nobody else is lower.");
    night.ask(preemptor, "`pay` (400m, priority 10) comes.", newcomer("400m", 10))
        .must("node-1", List.of("u-low"), "400m are enough for this one.");
  }

  // Task 2: who.

  @Task(2)
  void as_few_as_possible(Preemptor preemptor) {
    Night.Answer answer = new Night("node-1 has 1400m, and seven Pods of 200m and priority 1 sit"
        + " there; they started one after the other.")
        .node(NodeDraft.of("node-1", "1400m", "4Gi"), IntStream.range(0, 7)
            .mapToObj(number -> pod("p" + number, "200m", 1, number)).toArray(PodDraft[]::new))
        .ask(preemptor, "`pay` (200m, priority 10) comes.", newcomer("200m", 10));
    answer.feedback().weNeeded("We needed: node-1, where [u-p6] leaves.").read("L14#fact-reprieve")
        .named("evicts_all_lower", "One 200 m Pod was enough; you evicted seven.")
        .failWhen(answer.victims() == 7);
    answer.must("node-1", List.of("u-p6"), "Six of them disturb nobody.");
  }

  // Task 3: where.

  @Task(3)
  void the_least_harm_is_chosen(Preemptor preemptor) {
    new Night("Three nodes of 1 CPU: on node-1 sits `a` (1 CPU, priority 5), on node-2 `b` and `c`"
        + " (500m, 3), on node-3 `d` (500m, 3) and `e` (500m, 2).")
        .node(NodeDraft.of("node-1", "1", "4Gi"), pod("a", "1", 5, 0))
        .node(NodeDraft.of("node-2", "1", "4Gi"), pod("b", "500m", 3, 0), pod("c", "500m", 3, 1))
        .node(NodeDraft.of("node-3", "1", "4Gi"), pod("d", "500m", 3, 2), pod("e", "500m", 2, 3))
        .ask(preemptor, "`pay` (1 CPU, priority 10) comes.", newcomer("1", 10))
        .must("node-3", List.of("u-d", "u-e"),
            "On node-1 a 5 would leave; of the others, 3 + 2 is less than 3 + 3.");
  }

  // Task 4: once.

  @Task(4)
  void one_plan_at_a_time(Preemptor preemptor) {
    Night closing = two().node(NodeDraft.of("node-1", "900m", "4Gi"),
        pod("a", "300m", 1, 0).leavingForAnother(Night.NOON),
        pod("b", "300m", 1, 1).leavingForAnother(Night.NOON),
        pod("c", "300m", 1, 2).leavingForAnother(Night.NOON));
    Night.Answer answer = closing.ask(preemptor, "`pay` (900m, priority 10) was promised node-1,"
        + " where three Pods are just ending.", newcomer("900m", 10).promised("node-1"));
    answer.feedback().weNeeded("We needed: nobody else leaves.").read("L14#fact-nominated")
        .named("plans_again", "The first victims were still closing; you evicted three more.")
        .failWhen(answer.victims() == 3);
    answer.mustBeNobody("Who has been asked to leave needs a moment for it.");
    two().node(NodeDraft.of("node-1", "900m", "4Gi"), pod("king", "300m", 20, 0))
        .ask(preemptor, "`pay` (900m, priority 10) was promised node-1, but meanwhile `king` (20)"
            + " sits there.", newcomer("900m", 10).promised("node-1"))
        .must("node-2", List.of("u-d", "u-e", "u-f"), "A promise is no seat: it has to plan anew.");
  }

  private static Night two() {
    return new Night("On node-2 `d`, `e` and `f` (300m, priority 2) fill 900m.").node(
        NodeDraft.of("node-2", "900m", "4Gi"), pod("d", "300m", 2, 0), pod("e", "300m", 2, 1),
        pod("f", "300m", 2, 2));
  }
}
