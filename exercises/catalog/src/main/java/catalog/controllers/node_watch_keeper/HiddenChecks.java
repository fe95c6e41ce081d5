package catalog.controllers.node_watch_keeper;

import catalog.controllers.node_watch_keeper.Rack.Deed;
import grader.check.Feedback;
import grader.check.Hidden;
import grader.check.Learner;
import grader.check.Seed;
import grader.check.Task;
import java.util.List;
import java.util.Optional;
import kube.controlplane.controllermanager.node.NodeAction.MarkPodsNotReady;
import kube.controlplane.controllermanager.node.NodeAction.MarkUnknown;
import kube.controlplane.controllermanager.node.NodeAction.Taint;
import kube.controlplane.controllermanager.node.NodeAction.Untaint;
import kube.controlplane.controllermanager.node.NodeLifecycle;

/// The hidden checks of X19: odd nodes, restarts, borders, and random racks.
@Hidden
final class HiddenChecks {

  private static final int RANDOM_RACKS = 3;

  // ── Task 1: measure silence with your own clock

  @Task(1)
  void any_news_is_a_sign_of_life(Learner<NodeLifecycle> learner) {
    Rack rack = Rack.of(learner, 3);
    rack.machine("a-01").withoutLease();
    for (int time = 0; time < 5; time++) {
      rack.machine("a-00").cut();
      rack.until(rack.second() + 45);
      rack.machine("a-00").plug();
      rack.machine("a-01").says(time % 2 == 0 ? "False" : "True");
      rack.tick();
    }
    rack.after(
        "a-00 was heard only every 50 s. a-01 has no Lease; every 50 s it said something else"
            + " about being ready.")
        .weNeeded("We needed no MarkUnknown.")
        .because("Both told something new in time.").read("L17#fact-silence")
        .failUnless(rack.seconds(MarkUnknown.class).isEmpty());
  }

  @Task(1)
  void a_new_node_has_a_minute(Learner<NodeLifecycle> learner) {
    Rack rack = Rack.of(learner, 2);
    rack.add("fresh").isNew();
    rack.until(100);
    rack.after("The node `fresh` has registered, and its kubelet has never reported: it has no"
        + " condition Ready.").weNeeded("We needed MarkUnknown at 60 s, and no MarkPodsNotReady.")
        .because("A machine that starts may take longer, and it was never ready.")
        .read("L17#fact-silence")
        .failUnless(rack.seconds(MarkUnknown.class).equals(List.of(60L))
            && rack.seconds(MarkPodsNotReady.class).isEmpty());
  }

  @Task(1)
  void a_restart_gives_everybody_the_whole_time_again(Learner<NodeLifecycle> learner) {
    Rack rack = Rack.of(learner, 4);
    rack.machine("a-03").isDark();
    rack.until(10);
    rack.machine("a-00").cut();
    rack.until(50);
    rack.restart();
    rack.until(150);
    rack.after("a-00 was heard last at 5 s. Before the tick at 50 s your process was replaced by a"
        + " new one. a-03 was known to be silent all the time.")
        .weNeeded("We needed MarkUnknown and MarkPodsNotReady for a-00 alone, at 100 s.")
        .because("The new one has listened for 0 s.").read("L17#fact-restart")
        .failUnless(rack.seconds(MarkUnknown.class).equals(List.of(100L))
            && rack.seconds(MarkPodsNotReady.class).equals(List.of(100L))
            && rack.seconds(MarkPodsNotReady.class, "a-00").size() == 1);
  }

  @Task(1)
  void who_was_deleted_is_forgotten(Learner<NodeLifecycle> learner) {
    Rack rack = Rack.of(learner, 2);
    Machine other = rack.add("other").cut();
    rack.until(40);
    rack.remove(other.name);
    rack.every(20).until(200).every(5);
    rack.add(other.name).cut();
    rack.until(245);
    rack.after(
        "The node `other` was deleted at 40 s. At 200 s another one with its name registered,"
            + " and has not been heard since.")
        .weNeeded("We needed no MarkUnknown for it until 245 s.")
        .because("It is another machine, and has its time.").read("L17#fact-silence")
        .failUnless(rack.seconds(MarkUnknown.class, other.name).isEmpty());
  }

  // ── Task 2: suspect, and forgive

  @Task(2)
  void who_has_never_reported_is_not_ready(Learner<NodeLifecycle> learner) {
    Rack rack = Rack.of(learner, 2);
    rack.add("fresh").isNew();
    rack.until(100);
    rack.after("The node `fresh` has registered, and its kubelet has never reported.")
        .weNeeded("We needed Taint with not-ready at 0 s, and with unreachable at 60 s.")
        .because("Nothing shall wait there for a kubelet that may never come.")
        .read("L17#fact-taints").failUnless(rack.seconds(Taint.class).equals(List.of(0L, 60L))
            && rack.machine("fresh").givenUp().equals(Machine.UNREACHABLE));
  }

  @Task(2)
  void what_is_wrong_may_change(Learner<NodeLifecycle> learner) {
    Rack rack = Rack.of(learner, 10).until(10);
    rack.some("a", 2).forEach(machine -> machine.says("False"));
    rack.until(40);
    rack.some("a", 2).forEach(Machine::cut);
    rack.until(120);
    rack.after(
        "a-00 and a-01 said that they are not ready, at 10 s. After the tick at 35 s they were"
            + " never heard again.")
        .weNeeded("We needed Taint with not-ready at 10 and 20 s, and with unreachable for both at"
            + " 85 s.")
        .because("They are given up already; only the word is another.").read("L17#fact-taints")
        .failUnless(rack.seconds(Taint.class).equals(List.of(10L, 20L, 85L, 85L))
            && rack.some("a", 2).stream()
                .allMatch(machine -> machine.givenUp().equals(Machine.UNREACHABLE)));
  }

  @Task(2)
  void what_is_done_is_not_done_again(Learner<NodeLifecycle> learner) {
    Rack rack = Rack.of(learner, 4);
    rack.machine("a-01").isDark();
    rack.machine("a-02").says("False");
    rack.until(60);
    int before = rack.deeds().size();
    rack.restart();
    rack.every(20).until(300);
    rack.after("a-01 is silent, a-02 says that it is not ready, and you have given them up. Then"
        + " your process was replaced by a new one.")
        .weNeeded("We needed nothing more after 60 s.")
        .because("Every write wakes all who watch nodes.").read("L17#fact-taints")
        .failUnless(rack.deeds().size() == before && before > 0);
  }

  @Task(2)
  void taints_of_others_are_left_alone(Learner<NodeLifecycle> learner) {
    Rack rack = Rack.of(learner, 4);
    taint(rack.machine("a-00"), "example.com/repair", "NoExecute");
    taint(rack.machine("a-01"), Machine.UNREACHABLE, "NoSchedule");
    taint(rack.machine("a-02"), "example.com/repair", "NoExecute");
    taint(rack.machine("a-02"), Machine.UNREACHABLE, "NoSchedule");
    rack.machine("a-02").isDark();
    rack.until(30);
    rack.after("a-00 is ready, with a NoExecute taint for a repair. a-01 is ready, with unreachable"
        + " for NoSchedule. a-02 is silent, and has both.")
        .weNeeded("We needed one Taint, for a-02, and no Untaint.")
        .because("Only unreachable and not-ready with the effect NoExecute are yours.")
        .read("L17#fact-taints")
        .failUnless(rack.seconds(Untaint.class).isEmpty()
            && rack.seconds(Taint.class).equals(List.of(0L))
            && rack.seconds(Taint.class, "a-02").size() == 1);
  }

  private static void taint(Machine machine, String key, String effect) {
    machine.has(new kube.foundation.api.Taint(key, "", effect, Optional.empty()));
  }

  // ── Task 3: one by one

  @Task(3)
  void each_zone_has_a_pace_of_its_own(Learner<NodeLifecycle> learner) {
    Rack rack = new Rack(learner).with("north-", "a", 5).with("north-", "b", 5)
        .with("south-", "a", 5).with("", "", 5);
    for (String zone : List.of("north-a", "north-b", "south-a", "x")) {
      rack.some(zone, 2).forEach(Machine::isDark);
    }
    rack.until(40);
    rack.after(
        "Two of five nodes were dark in each of four zones: a and b of the region north, a of"
            + " the region south, and those without a zone.")
        .weNeeded("We needed four Taints at 0 s, and four at 10 s.")
        .because("A fire in one house is no reason to wait in another.").read("L17#fact-pace")
        .failUnless(rack.seconds(Taint.class)
            .equals(List.of(0L, 0L, 0L, 0L, 10L, 10L, 10L, 10L)));
  }

  @Task(3)
  void who_comes_back_in_time_is_not_given_up(Learner<NodeLifecycle> learner) {
    Rack rack = Rack.of(learner, 10);
    List<Machine> four = rack.some("a", 4);
    four.forEach(Machine::isDark);
    rack.until(15);
    List<Machine> waiting = four.stream().filter(it -> it.givenUp().isEmpty()).toList();
    waiting.forEach(Machine::plug);
    rack.until(60);
    rack.after("Four of ten nodes were dark. At 15 s, those came back that you had not given up: "
        + waiting.stream().map(it -> it.name).toList() + ".")
        .weNeeded("We needed two Taints, at 0 and 10 s, and no more.")
        .because("Who is well again has left the queue.").read("L17#fact-pace")
        .failUnless(rack.seconds(Taint.class).equals(List.of(0L, 10L)));
  }

  // ── Task 4: is it they, or is it us?

  @Task(4)
  void the_borders_are_exact(Learner<NodeLifecycle> learner) {
    border(learner, 3, 2, List.of(0L, 10L), "Two are too few to speak of a zone.");
    border(learner, 5, 3, List.of(), "60 % are most of them.");
    border(learner, 20, 10, List.of(0L, 10L, 20L), "50 % are not 55 %.");
    border(learner, 20, 11, List.of(), "11 of 20 are 55 %.");
  }

  private static void border(Learner<NodeLifecycle> learner, int size, int dark, List<Long> taints,
      String because) {
    Rack rack = Rack.of(learner, size);
    rack.some("a", dark).forEach(Machine::isDark);
    rack.until(25);
    rack.after("Of " + size + " nodes in one zone, " + dark + " were dark. We looked until 25 s.")
        .weNeeded("We needed Taints at these seconds: " + taints + ".").because(because)
        .read("L17#fact-stop").failUnless(rack.seconds(Taint.class).equals(taints));
  }

  @Task(4)
  void a_large_zone_is_emptied_slowly(Learner<NodeLifecycle> learner) {
    large(learner, 50, List.of());
    large(learner, 51, List.of(0L, 100L));
  }

  private static void large(Learner<NodeLifecycle> learner, int size, List<Long> taints) {
    Rack rack = Rack.of(learner, size).every(50);
    rack.some("a", 40).forEach(Machine::isDark);
    rack.until(200);
    rack.after("Of " + size + " nodes in one zone, 40 were dark. We called you every 50 s, until"
        + " 200 s.").weNeeded("We needed Taints at these seconds: " + taints + ".")
        .because("A zone of more than 50 nodes goes on, one node in 100 s; a smaller one stops.")
        .read("L17#fact-stop").failUnless(rack.seconds(Taint.class).equals(taints));
  }

  @Task(4)
  void one_zone_may_be_lost_as_a_whole(Learner<NodeLifecycle> learner) {
    Rack rack = new Rack(learner).with("", "a", 3).with("", "b", 3);
    rack.some("a", 3).forEach(Machine::isDark);
    rack.until(40);
    rack.after("All three nodes of the zone a were dark, and all three of b were well.")
        .weNeeded("We needed Taints at 0, 10 and 20 s.")
        .because("You hear the others, so you are not deaf: that house has burnt down.")
        .read("L17#fact-stop")
        .failUnless(rack.seconds(Taint.class).equals(List.of(0L, 10L, 20L)));
  }

  @Task(4)
  void when_all_are_dark_those_given_up_are_forgiven(Learner<NodeLifecycle> learner) {
    Rack rack = Rack.of(learner, 3).until(10);
    rack.machine("a-00").cut().has(Checks.WEB);
    rack.until(60).every(15).until(195).every(5).until(200);
    rack.all().forEach(Machine::cut);
    rack.until(260).every(20).until(600);
    rack.after("a-00 was given up at 55 s. After the tick at 195 s nobody was heard any more.")
        .weNeeded("We needed Untaint for it at 245 s, and its Pod to stay.")
        .because("Perhaps it was our switch from the beginning.").read("L17#fact-stop")
        .failUnless(rack.seconds(Untaint.class).equals(List.of(245L)) && rack.evicted().isEmpty());
    rack.all().forEach(Machine::plug);
    rack.until(700);
    rack.after("At 600 s all came back.").weNeeded("We needed nothing more after that.")
        .because("They are all well.").read("L17#fact-stop")
        .failUnless(rack.deeds().stream().map(Deed::second).noneMatch(second -> second >= 600));
  }

  @Task(4)
  void a_dead_machine_still_counts(Learner<NodeLifecycle> learner) {
    Rack rack = Rack.of(learner, 10).every(10).until(10);
    rack.some("a", 3).forEach(Machine::cut);
    rack.until(100).every(50).until(600);
    rack.some("a", 6).forEach(Machine::cut);
    rack.until(800);
    Feedback dead = rack.after("Three of ten nodes have been silent since the start. Ten minutes"
        + " later, three more fell silent.")
        .weNeeded("We needed three Taints in all: six of ten nodes are dark, and that is too much.")
        .read("L17#fact-stop");
    dead.named("writes_the_node_off",
        "Only the cloud controller, or a person, knows that the machine is really gone.")
        .failWhen(rack.seconds(Taint.class).size() == 6);
    dead.because("As long as its object is there, it is a node.")
        .failUnless(rack.seconds(Taint.class).size() == 3);
  }

  @Task(4)
  void an_empty_cluster_is_no_trouble(Learner<NodeLifecycle> learner) {
    Rack rack = new Rack(learner).until(15);
    rack.after("There is no node.").weNeeded("We needed nothing to be decided.")
        .because("Every cluster starts like that.").read("L17#fact-stop")
        .failUnless(rack.deeds().isEmpty());
  }

  @Task(4)
  void random_racks_are_watched_well(Learner<NodeLifecycle> learner, Seed seed) {
    for (int number = 0; number < RANDOM_RACKS; number++) {
      new RandomRack(new Rack(learner), seed.world(number).random()).tell();
    }
  }
}
