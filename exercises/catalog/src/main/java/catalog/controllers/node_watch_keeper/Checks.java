package catalog.controllers.node_watch_keeper;

import catalog.controllers.node_watch_keeper.Machine.Tenant;
import grader.check.Feedback;
import grader.check.Learner;
import grader.check.Task;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kube.controlplane.controllermanager.node.NodeAction.MarkPodsNotReady;
import kube.controlplane.controllermanager.node.NodeAction.MarkUnknown;
import kube.controlplane.controllermanager.node.NodeAction.Taint;
import kube.controlplane.controllermanager.node.NodeAction.Untaint;
import kube.controlplane.controllermanager.node.NodeLifecycle;

/// The visible checks of X19: a cable, a zone, a switch.
final class Checks {

  static final Tenant WEB = new Tenant("web", Optional.of(Duration.ofMinutes(5)));
  private static final Tenant HASTY = new Tenant("hasty", Optional.of(Duration.ofMinutes(1)));
  private static final Tenant DAEMON = new Tenant("daemon", Optional.empty());

  // ── Task 1: measure silence with your own clock

  @Task(1)
  void silence_makes_a_node_unknown(Learner<NodeLifecycle> learner) {
    Rack rack = Rack.of(learner, 3).until(10);
    rack.machine("a-01").cut();
    rack.until(60).every(20).until(300);
    rack.after("Three nodes were well. After the tick at 5 s, a-01 was never heard again.")
        .weNeeded("We needed MarkUnknown for it, once, at 55 s.")
        .because("It has told nothing new for 50 s.").read("L17#fact-silence")
        .failUnless(rack.seconds(MarkUnknown.class).equals(List.of(55L))
            && rack.seconds(MarkUnknown.class, "a-01").equals(List.of(55L)));
  }

  @Task(1)
  void a_wrong_clock_is_no_death(Learner<NodeLifecycle> learner) {
    Rack rack = Rack.of(learner, 3);
    rack.machine("a-00").clockOff(Duration.ofMinutes(-10)).has(WEB);
    rack.machine("a-02").clockOff(Duration.ofMinutes(10)).has(WEB);
    rack.every(10).until(500);
    Feedback wrong = rack.after("The clock of a-00 is 10 minutes slow, and that of a-02 fast."
        + " Both renew their leases.").weNeeded("We needed: nothing is done.")
        .because("Two clocks never agree. What you can trust is that something changed.")
        .read("L17#fact-clock");
    wrong.named("compares_the_leases_time", "This node's clock is 10 minutes slow and you evicted a"
        + " healthy machine. Remember when **you** saw the lease change.")
        .failWhen(!rack.evicted().isEmpty());
    wrong.failUnless(rack.deeds().isEmpty());
  }

  @Task(1)
  void pods_of_a_lost_node_get_no_traffic(Learner<NodeLifecycle> learner) {
    Rack rack = Rack.of(learner, 3).until(10);
    rack.machine("a-00").cut();
    rack.machine("a-01").says("False");
    rack.until(60).every(20).until(200);
    rack.after("After the tick at 5 s, a-00 was never heard again, and a-01 says that it is not"
        + " ready.").weNeeded("We needed MarkPodsNotReady once for each: at 55 s and at 10 s.")
        .because("Nobody knows how those Pods are, so no new customers for them.")
        .read("L17#fact-silence")
        .failUnless(rack.seconds(MarkPodsNotReady.class, "a-00").equals(List.of(55L))
            && rack.seconds(MarkPodsNotReady.class, "a-01").equals(List.of(10L))
            && rack.seconds(MarkPodsNotReady.class).size() == 2);
  }

  // ── Task 2: suspect, and forgive

  @Task(2)
  void a_silent_node_is_given_up_and_its_pods_leave_one_by_one(Learner<NodeLifecycle> learner) {
    Rack rack = Rack.of(learner, 3).until(10);
    rack.machine("a-01").cut().has(WEB).has(HASTY).has(DAEMON);
    rack.until(80);
    Feedback early = rack.after("After the tick at 5 s, a-01 was never heard again. On it are"
        + " Pods that bear this for 300 s, for 60 s, and for ever.")
        .weNeeded("We needed Taint with node.kubernetes.io/unreachable at 55 s, and no Pod deleted"
            + " until 80 s.")
        .read("L17#fact-taints");
    early.named("evicts_at_50_s",
        "Silence is first a suspicion. Taint now, evict when tolerations run out.")
        .failWhen(!rack.evicted().isEmpty());
    early.because("Pods say for how long they bear that word, and no other.")
        .failUnless(rack.seconds(Taint.class).equals(List.of(55L))
            && rack.machine("a-01").givenUp().equals(Machine.UNREACHABLE));
    rack.every(20).until(340);
    rack.after("Then we waited until 340 s.")
        .weNeeded("We needed `hasty` to be gone, and `web` not yet; but these went: "
            + rack.evicted() + ".")
        .because("The taint stays as it is, with its time.").read("L17#fact-taints")
        .failUnless(rack.evicted().equals(List.of("hasty")));
    rack.until(400);
    rack.after("Then we waited until 400 s.")
        .weNeeded("We needed `hasty` and `web` to be gone; these went: " + rack.evicted() + ".")
        .because("300 s after the taint, its Pods begin anew elsewhere.").read("L17#fact-taints")
        .failUnless(rack.evicted().equals(List.of("hasty", "web")));
  }

  @Task(2)
  void who_comes_back_keeps_its_pods(Learner<NodeLifecycle> learner) {
    Rack rack = Rack.of(learner, 3).until(10);
    rack.machine("a-01").cut().has(WEB);
    rack.until(75).every(20).until(295);
    rack.machine("a-01").plug();
    rack.until(600);
    Feedback back = rack.after("a-01 was given up at 55 s, and came back four minutes later, at"
        + " 295 s.").weNeeded("We needed Untaint at 295 s, and its Pod to stay.")
        .read("L17#fact-back");
    back.named("never_cancels", "It came back at 4:00 and you evicted at 5:00.")
        .failWhen(rack.evicted().contains("web"));
    back.because("The suspicion was wrong.")
        .failUnless(rack.seconds(Untaint.class).equals(List.of(295L)));
  }

  @Task(2)
  void who_says_no_is_not_ready(Learner<NodeLifecycle> learner) {
    Rack rack = Rack.of(learner, 3).until(10);
    rack.machine("a-01").says("False");
    rack.until(30);
    rack.after("At 10 s, the kubelet of a-01 says that it is not ready.")
        .weNeeded("We needed Taint with node.kubernetes.io/not-ready at 10 s.")
        .because("It speaks, so it is not unreachable.").read("L17#fact-taints")
        .failUnless(rack.seconds(Taint.class).equals(List.of(10L))
            && rack.machine("a-01").givenUp().equals(Machine.NOT_READY));
  }

  // ── Task 3: one by one

  @Task(3)
  void one_node_in_ten_seconds(Learner<NodeLifecycle> learner) {
    Rack rack = Rack.of(learner, 10).until(10);
    rack.some("a", 4).forEach(Machine::cut);
    rack.until(120);
    rack.after("After the tick at 5 s, four of ten nodes were never heard again.")
        .weNeeded("We needed Taint for one of them each at 55, 65, 75 and 85 s.")
        .because("Whoever hurries empties half a cluster before anybody has looked.")
        .read("L17#fact-pace")
        .failUnless(rack.seconds(Taint.class).equals(List.of(55L, 65L, 75L, 85L)));
  }

  // ── Task 4: is it they, or is it us?

  @Task(4)
  void most_of_a_small_zone_dark_is_no_reason_to_hurry(Learner<NodeLifecycle> learner) {
    Rack rack = Rack.of(learner, 10).until(10);
    rack.some("a", 6).forEach(Machine::cut);
    rack.until(60).every(10).until(150);
    rack.after("After the tick at 5 s, six of ten nodes were never heard again.")
        .weNeeded("We needed no Taint at all.")
        .because("So many machines do not die at once; a cable does.").read("L17#fact-stop")
        .failUnless(rack.seconds(Taint.class).isEmpty());
    rack.machine("a-00").plug();
    rack.until(210);
    rack.after("At 150 s, one of the six came back.")
        .weNeeded("We needed a Taint every 10 s from then on, for the five others.")
        .because("Now half of the zone works.").read("L17#fact-stop")
        .failUnless(rack.seconds(Taint.class).equals(List.of(150L, 160L, 170L, 180L, 190L)));
  }

  @Task(4)
  void when_all_are_dark_it_is_us(Learner<NodeLifecycle> learner) {
    Rack rack = new Rack(learner).with("", "a", 10).with("", "b", 10).with("", "c", 10);
    rack.all().forEach(machine -> IntStream.range(0, 100).forEach(number -> machine
        .has(new Tenant(machine.name + "-web-" + number, Checks.WEB.patience()))));
    rack.every(10).until(10);
    rack.all().forEach(Machine::cut);
    rack.every(20).until(310).every(100).until(610);
    Feedback dark = rack.after("All 30 nodes, with 100 Pods each, fell silent in the same second.")
        .weNeeded("We needed no Taint.").read("L17#fact-stop");
    dark.named("evicts_all_when_all_are_silent",
        "You deleted 3,000 Pods because *our* switch was rebooting.")
        .failWhen(rack.evicted().size() == 3_000);
    dark.because("It is likelier that you are deaf.")
        .failUnless(rack.seconds(Taint.class).isEmpty());
  }
}
