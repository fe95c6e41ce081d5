package catalog.controllers.rolling_update;

import static catalog.controllers.rolling_update.Checks.is;
import static grader.check.Feedback.weDid;

import grader.check.Hidden;
import grader.check.Learner;
import grader.check.Lengthy;
import grader.check.Seed;
import grader.check.Task;
import java.time.Duration;
import java.util.List;
import kube.controlplane.controllermanager.deployment.DeploymentController;
import kube.foundation.api.IntOrPercent;

/// The hidden checks of X18 about what is kept and what is said: numbers of versions, the history,
/// the deadline and the conditions.
@Hidden
final class HiddenWorlds {

  // ── Task 4: keep the way back

  @Task(4)
  void versions_are_numbered(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(1));
    for (String version : List.of("v2", "v3", "v1")) {
      fleet.wish().version(version);
      fleet.arrives(60);
      fleet.run(3);
    }
    List<String> numbers = fleet.sets().stream()
        .map(set -> set.version + " is " + set.annotation(Fleet.REVISION)).sorted().toList();
    weDid("We rolled from v1, which was revision 1, to v2, to v3, and back to v1.")
        .youAnswered("The sets' annotations say: " + numbers + "; you reported revision "
            + fleet.reportedRevision() + ".")
        .weNeeded("We needed [v1 is 4, v2 is 2, v3 is 3], and revision 4.")
        .because("`kubectl rollout history` lists them, and `undo` looks for the one before the"
            + " last.")
        .read("L16#fact-back")
        .failUnless(numbers.equals(List.of("v1 is 4", "v2 is 2", "v3 is 3"))
            && fleet.reportedRevision().equals("4"));
  }

  @Task(4)
  void only_so_many_old_sets_are_kept(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(1).keeping(2));
    for (String version : List.of("v2", "v3", "v1", "v4", "v5")) {
      fleet.wish().version(version);
      fleet.arrives(60);
    }
    fleet.run(10);
    List<String> kept = fleet.sets().stream().map(set -> set.version).sorted().toList();
    weDid("Two old sets may be kept. We rolled from v1 to v2, v3, back to v1, to v4 and to v5.")
        .youAnswered("There are the sets of " + kept + "; at least " + fleet.least()
            + " Pods were at work.")
        .weNeeded("We needed [v1, v4, v5]: the two that were present last, and the present one.")
        .because("A thousand old sets are a thousand objects in every list.")
        .read("L16#fact-history")
        .failUnless(kept.equals(List.of("v1", "v4", "v5")) && fleet.least() >= 1);
  }

  @Task(4)
  void a_deletion_may_be_refused(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(3).keeping(1));
    fleet.earlier("v0", 0, 0);
    fleet.run(2);
    fleet.wish().keeping(0);
    HiddenChecks.retried(fleet, "We wished for no old set to be kept");
  }

  @Task(4)
  void a_set_with_pods_is_never_deleted(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(10).keeping(0));
    fleet.wish().version("v2");
    boolean hasArrived = fleet.arrives(100);
    int least = fleet.least();
    fleet.run(10);
    weDid("No old set is to be kept. We rolled 10 Pods from v1 to v2.")
        .youAnswered(Say.asked(fleet) + " " + Say.lines(fleet))
        .weNeeded(
            "We needed at least 8 at work all the time, and then the set of v1 to be deleted.")
        .because("With a set go its Pods, whether or not they serve.").read("L16#fact-history")
        .failUnless(hasArrived && least >= 8 && fleet.sets().size() == 1);
    weDid("The same.").youAnswered(Say.asked(fleet))
        .weNeeded("We needed the set to be empty in truth, not only in its wish, when it goes.")
        .read("L16#fact-history").failUnless(fleet.control.moves.stream()
            .noneMatch(move -> move.verb().equals("delete") && move.before() > 0));
  }

  // ── Task 5: say where it stands

  @Task(5)
  void the_status_keeps_ready_available_and_leaving_apart(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(4).minReady(Duration.ofSeconds(30)));
    fleet.wish().version("v2");
    fleet.run(8);
    fleet.wish().scaled(3);
    fleet.run(1);
    fleet.look();
    int ready = fleet.sum(set -> set.view().status().readyReplicas());
    int leaving = fleet.sum(set -> set.view().status().terminatingReplicas());
    int all = fleet.sum(set -> set.view().status().replicas());
    var said = fleet.status();
    weDid(
        "A Pod counts as available after 30 s. In the middle of a roll-out we wished for 3 Pods in"
            + " place of 4.")
        .youAnswered("Your status says: " + said.replicas() + " replicas, " + said.readyReplicas()
            + " ready, " + said.availableReplicas() + " available, " + said.unavailableReplicas()
            + " unavailable, " + said.terminatingReplicas() + " terminating.")
        .weNeeded("We needed: " + all + " replicas, " + ready + " ready, " + fleet.available()
            + " available, " + (all - fleet.available()) + " unavailable, " + leaving
            + " terminating.")
        .because("Each of these numbers answers another question.").read("L16#fact-status")
        .failUnless(said.replicas() == all && said.readyReplicas() == ready
            && said.availableReplicas() == fleet.available()
            && said.unavailableReplicas() == all - fleet.available()
            && said.terminatingReplicas() == leaving);
  }

  @Task(5)
  void every_step_starts_the_deadline_anew(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(10).deadline(Duration.ofSeconds(60))
        .bounds(IntOrPercent.count(2), IntOrPercent.count(0)));
    fleet.startsIn(Duration.ofSeconds(40));
    fleet.wish().version("v2");
    for (int second = 0; second < 400 && !fleet.hasArrived(); second++) {
      fleet.second();
      weDid("New Pods need 40 s, and a roll-out may stand still for 60 s. We rolled 10 Pods, two at"
          + " a time.").youAnswered("After " + (second + 1) + " s: "
              + Say.condition(fleet, "Progressing"))
          .weNeeded("We needed it to be True until the end.")
          .because("Every new Pod at work, and every old one that goes, is progress.")
          .read("L16#fact-stuck").failUnless(is(fleet, "Progressing", "True", ""));
    }
    fleet.run(100);
    weDid("Then the roll-out had arrived.").youAnswered(Say.condition(fleet, "Progressing"))
        .weNeeded("We needed it to be True, because of NewReplicaSetAvailable.")
        .read("L16#fact-stuck")
        .failUnless(is(fleet, "Progressing", "True", "NewReplicaSetAvailable"));
  }

  @Task(5)
  void the_deadline_is_checked_without_any_event(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(4).deadline(Duration.ofSeconds(30)));
    fleet.breaks("v2");
    for (String version : List.of("v1", "v2")) {
      fleet.wish().version(version);
      fleet.run(100);
    }
    int looks = fleet.pass();
    fleet.run(300);
    weDid("A roll-out that may stand still for 30 s has been stuck for 100 s.")
        .youAnswered(Say.condition(fleet, "Progressing") + " Then you looked " + (fleet.pass()
            - looks) + " times in 300 s.")
        .weNeeded("We needed ProgressDeadlineExceeded, and no more looks without news.")
        .because("No event tells that time has passed: `Result.after` does.")
        .read("L16#fact-stuck")
        .failUnless(is(fleet, "Progressing", "False", "ProgressDeadlineExceeded")
            && fleet.pass() == looks);
    fleet.mend();
    fleet.arrives(60);
    fleet.run(2);
    weDid("Then v2 was mended.").youAnswered(Say.condition(fleet, "Progressing"))
        .weNeeded("We needed it to be True again.").read("L16#fact-stuck")
        .failUnless(is(fleet, "Progressing", "True", "NewReplicaSetAvailable"));
  }

  @Task(5)
  void a_roll_out_that_cannot_begin_is_stuck_too(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(4).deadline(Duration.ofSeconds(30)));
    fleet.run(3);
    fleet.control.refuse(true);
    fleet.wish().version("v2");
    fleet.run(20);
    weDid("We changed the image, and every new set is refused since 20 s; 30 s are allowed.")
        .youAnswered(Say.condition(fleet, "Progressing"))
        .weNeeded("We needed it to be True, because of ReplicaSetUpdated.")
        .because("A roll-out has begun.").read("L16#fact-stuck")
        .failUnless(is(fleet, "Progressing", "True", "ReplicaSetUpdated"));
    fleet.run(30);
    weDid("Then we looked after 50 s.").youAnswered(Say.condition(fleet, "Progressing"))
        .weNeeded("We needed it to be False, because of ProgressDeadlineExceeded.")
        .because("No step was made at all.").read("L16#fact-stuck")
        .failUnless(is(fleet, "Progressing", "False", "ProgressDeadlineExceeded"));
  }

  @Task(5)
  void without_a_deadline_nothing_is_said_of_progress(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(4).withoutDeadline());
    fleet.breaks("v2");
    fleet.wish().version("v2");
    fleet.run(1000);
    weDid("A roll-out that may stand still for ever has been stuck for 1,000 s.")
        .youAnswered(Say.condition(fleet, "Progressing"))
        .weNeeded("We needed no condition `Progressing`.")
        .because("Without a deadline nobody can say that it was missed.").read("L16#fact-stuck")
        .failUnless(fleet.status().condition("Progressing").isEmpty());
  }

  @Task(5)
  void a_pause_takes_no_time_of_the_deadline(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(4).deadline(Duration.ofSeconds(30)));
    fleet.startsIn(Duration.ofSeconds(20));
    fleet.wish().version("v2");
    fleet.run(5);
    fleet.wish().paused(true);
    fleet.run(200);
    weDid("A roll-out has been paused for 200 s; it may stand still for 30 s.")
        .youAnswered(Say.condition(fleet, "Progressing"))
        .weNeeded("We needed it to be Unknown, because of DeploymentPaused.")
        .because("Who waits on purpose is not stuck.").read("L16#fact-pause")
        .failUnless(is(fleet, "Progressing", "Unknown", "DeploymentPaused"));
    fleet.wish().paused(false);
    fleet.run(15);
    weDid("The pause ended 15 s ago.").youAnswered(Say.condition(fleet, "Progressing"))
        .weNeeded("We needed it to be True.").read("L16#fact-pause")
        .failUnless(is(fleet, "Progressing", "True", ""));
  }

  @Task(5)
  void available_says_whether_users_are_served(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(10));
    fleet.run(2);
    fleet.sets().getFirst().fail(2, fleet.now());
    fleet.run(2);
    available(fleet, "2 of 10 Pods failed.", "True", "MinimumReplicasAvailable");
    fleet.sets().getFirst().fail(1, fleet.now());
    fleet.run(2);
    available(fleet, "3 of 10 Pods failed; 25 % may be missing.", "False",
        "MinimumReplicasUnavailable");
    Fleet blunt = Fleet.running(learner, Wish.of(3).recreating());
    blunt.run(2);
    available(blunt, "3 Pods of the strategy Recreate were at work.", "True",
        "MinimumReplicasAvailable");
    blunt.sets().getFirst().fail(1, blunt.now());
    blunt.run(2);
    available(blunt, "One of 3 Pods of the strategy Recreate failed.", "False",
        "MinimumReplicasUnavailable");
  }

  private static void available(Fleet fleet, String told, String status, String reason) {
    weDid(told).youAnswered(Say.condition(fleet, "Available"))
        .weNeeded("We needed it to be " + status + ", because of " + reason + ".")
        .because("It compares the Pods at work with the lower line.").read("L16#fact-status")
        .failUnless(is(fleet, "Available", status, reason));
  }

  @Task(5)
  void what_has_not_changed_is_not_written(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(4));
    fleet.wish().version("v2");
    fleet.arrives(60);
    fleet.run(10);
    int asked = fleet.control.moves.size();
    for (int look = 0; look < 3; look++) fleet.look();
    fleet.restart();
    fleet.look();
    weDid("A roll-out had arrived, and we let you look four times more.")
        .youAnswered(Say.asked(fleet.control.moves.subList(asked, fleet.control.moves.size()))
            + " You sent " + (fleet.control.moves.size() - asked) + " requests.")
        .weNeeded("We needed no request at all.")
        .because("Thousands of Deployments that write without need are a busy API server.")
        .read("L16#fact-status").failUnless(fleet.control.moves.size() == asked);
  }

  @Lengthy
  @Task(5)
  void a_cluster_rolls_with_your_part(Learner<DeploymentController> learner, Seed seed) {
    new WholeCluster(learner, seed).rollsAndComesBack();
  }
}
