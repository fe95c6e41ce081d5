package catalog.controllers.rolling_update;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import grader.check.Learner;
import grader.check.Task;
import java.time.Duration;
import java.util.List;
import kube.controlplane.controllermanager.deployment.DeploymentController;

/// The visible checks of X18: one roll-out each.
final class Checks {

  // ── Task 1: one set for each template

  @Task(1)
  void a_new_deployment_gets_its_set(Learner<DeploymentController> learner) {
    Fleet fleet = new Fleet(learner, Wish.of(3));
    fleet.run(10);
    weDid("We made a Deployment of 3 Pods.").youAnswered(Say.asked(fleet) + " " + Say.sets(fleet))
        .weNeeded("We needed one ReplicaSet with 3 replicas.")
        .because("A Deployment makes no Pods; its ReplicaSets do.").read("L16#fact-template")
        .failUnless(fleet.sets().size() == 1 && fleet.hasArrived());
  }

  @Task(1)
  void a_new_number_makes_no_new_set(Learner<DeploymentController> learner) {
    Fleet fleet = new Fleet(learner, Wish.of(3));
    fleet.run(10);
    fleet.wish().scaled(5);
    fleet.run(20);
    Feedback scaled = weDid("We made a Deployment of 3 Pods, and then wished for 5.")
        .youAnswered(Say.asked(fleet) + " " + Say.sets(fleet))
        .weNeeded("We needed the same set, with 5 replicas.").read("L16#fact-scaling");
    scaled.named("new_set_on_scale", "Same template, new ReplicaSet: a needless roll-out at 3 a.m.")
        .failWhen(fleet.sets().size() == 2);
    scaled.failUnless(fleet.sets().size() == 1 && fleet.hasArrived());
  }

  @Task(1)
  void a_new_image_gets_a_set_of_its_own(Learner<DeploymentController> learner) {
    Fleet fleet = new Fleet(learner, Wish.of(4));
    fleet.run(10);
    fleet.wish().version("v2");
    fleet.arrives(60);
    weDid("We made a Deployment of 4 Pods, and then changed the image to v2.")
        .youAnswered(Say.asked(fleet) + " " + Say.sets(fleet))
        .weNeeded("We needed another set, which has all 4 in the end; the first has none.")
        .because("Each version of the template has its own ReplicaSet.").read("L16#fact-template")
        .failUnless(fleet.hasArrived() && fleet.size("v1") == 0);
  }

  // ── Task 2: between two lines

  @Task(2)
  void the_lines_hold(Learner<DeploymentController> learner) {
    Fleet ten = Fleet.running(learner, Wish.of(10));
    ten.startsIn(Duration.ofSeconds(20));
    ten.wish().version("v2");
    boolean haveTenArrived = ten.arrives(400);
    Fleet three = Fleet.running(learner, Wish.of(3));
    three.wish().version("v2");
    boolean haveThreeArrived = three.arrives(100);

    Feedback ofTen = weDid("10 Pods of v1 were at work, 25 % may be too many and 25 % missing. We"
        + " changed the image; new Pods are ready after 20 s.")
        .youAnswered(Say.lines(ten) + " " + Say.asked(ten))
        .weNeeded("We needed at most 13 Pods, at least 8 at work, and all of v2 in the end.")
        .because("More Pods than that find no nodes, and fewer cannot bear the load.")
        .read("L16#fact-lines");
    Feedback ofThree = weDid("3 Pods of v1 were at work, 25 % may be too many and 25 % missing. We"
        + " changed the image.").youAnswered(Say.lines(three) + " " + Say.asked(three))
        .weNeeded("We needed at most 4 Pods, always 3 at work, and all of v2 in the end.")
        .because("A share that is no whole number is rounded to the careful side.")
        .read("L16#fact-rounding");
    ofTen.named("moves_everything_at_once", "Total reached 20; the line says 13.")
        .failWhen(ten.most() == 20);
    ofTen.named("counts_running", "You killed old Pods while the new ones were not ready: 0 of 10"
        + " served.").failWhen(ten.least() == 0 && ten.most() <= 13);
    ofThree.named("rounds_both_ways_alike", "With 3 replicas you allowed 1 unavailable: 25 % of 3"
        + " is 0.75 and rounds **down**.").failWhen(three.least() == 2);
    ofTen.failUnless(ten.most() <= 13 && ten.least() >= 8 && haveTenArrived);
    ofThree.failUnless(three.most() <= 4 && three.least() >= 3 && haveThreeArrived);
  }

  @Task(2)
  void a_broken_version_stops_by_itself(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(10));
    fleet.breaks("v2");
    fleet.wish().version("v2");
    fleet.run(60);
    weDid("10 Pods of v1 were at work. We changed the image to v2, whose Pods never get ready.")
        .youAnswered(Say.lines(fleet) + " " + Say.sets(fleet))
        .weNeeded("We needed 8 of v1 to stay at work, and some of v2 to be tried.")
        .because("Users of a shop do not care that its new version does not start.")
        .read("L16#fact-stuck")
        .failUnless(fleet.least() >= 8 && fleet.most() <= 13 && fleet.size("v2") > 0);
  }

  // ── Task 3: not every change is a roll-out

  @Task(3)
  void a_paused_deployment_stands_still(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(4));
    fleet.wish().paused(true).version("v2");
    fleet.run(20);
    weDid("We paused a Deployment of 4 Pods, and then changed its image.")
        .youAnswered(Say.asked(fleet) + " " + Say.sets(fleet))
        .weNeeded("We needed no new set, and 4 Pods of v1 as before.")
        .because("Who pauses wants to change more before anything moves.").read("L16#fact-pause")
        .failUnless(fleet.sets().size() == 1 && fleet.size("v1") == 4);
    fleet.wish().paused(false);
    weDid("Then we ended the pause.").youAnswered(Say.sets(fleet))
        .weNeeded("We needed the roll-out to v2.").read("L16#fact-pause")
        .failUnless(fleet.arrives(60));
  }

  @Task(3)
  void with_recreate_the_old_leave_first(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(3).recreating());
    fleet.wish().version("v2");
    Feedback both = weDid("3 Pods of v1 were at work, with the strategy Recreate. We changed the"
        + " image.")
        .weNeeded("We needed the last Pod of v1 to be gone before the first of v2 comes.")
        .because("Who chooses this cannot bear two versions at once: a lock, a database's schema.")
        .read("L16#fact-recreate");
    for (int second = 0; second < 60 && !fleet.hasArrived(); second++) {
      fleet.second();
      both.youAnswered(Say.asked(fleet)).failWhen(isPresent(fleet, "v1") && isPresent(fleet, "v2"));
    }
    both.youAnswered(Say.asked(fleet) + " " + Say.sets(fleet)).failUnless(fleet.hasArrived());
  }

  private static boolean isPresent(Fleet fleet, String version) {
    return fleet.sets().stream()
        .anyMatch(set -> set.version.equals(version) && set.present() > 0);
  }

  // ── Task 4: keep the way back

  @Task(4)
  void an_old_set_stays_without_pods(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(4));
    fleet.wish().version("v2");
    fleet.arrives(60);
    fleet.run(10);
    Feedback stays = weDid("We rolled 4 Pods from v1 to v2; 10 old sets may be kept.")
        .youAnswered(Say.asked(fleet) + " " + Say.sets(fleet))
        .weNeeded("We needed the set of v1 to stay, with 0 replicas.")
        .because("It costs almost nothing, and holds the template to go back to.")
        .read("L16#fact-history");
    stays.named("deletes_the_old_set", "Nothing to roll back to.")
        .failWhen(fleet.control.moves.stream().anyMatch(move -> move.verb().equals("delete")));
    stays.failUnless(fleet.sets().size() == 2 && fleet.size("v1") == 0);
  }

  @Task(4)
  void the_way_back_finds_the_old_set(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(4));
    for (String version : List.of("v2", "v1")) {
      fleet.wish().version(version);
      weDid("We rolled 4 Pods from v1 to v2, and then back to v1.").youAnswered(Say.sets(fleet))
          .weNeeded("We needed the roll-out to " + version + ".").read("L16#fact-back")
          .failUnless(fleet.arrives(60));
    }
    weDid("We rolled 4 Pods from v1 to v2, and then back to v1.")
        .youAnswered(Say.asked(fleet) + " " + Say.sets(fleet))
        .weNeeded("We needed two sets in all: the first one grew again.")
        .because("Its template says the same as the wish, whatever its name.").read("L16#fact-back")
        .failUnless(fleet.sets().size() == 2);
  }

  // ── Task 5: say where it stands

  @Task(5)
  void the_status_counts_what_is_there(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(10));
    fleet.breaks("v2");
    fleet.wish().version("v2");
    fleet.run(30);
    var said = fleet.status();
    int updated = fleet.size("v2");
    int all = updated + fleet.size("v1");
    weDid("10 Pods of v1 were at work, and v2 never gets ready.")
        .youAnswered("Your status says: " + said.replicas() + " replicas, " + said.updatedReplicas()
            + " updated, " + said.readyReplicas() + " ready, " + said.availableReplicas()
            + " available, " + said.unavailableReplicas() + " unavailable, generation "
            + said.observedGeneration() + ".")
        .weNeeded("We needed " + all + " replicas, " + updated + " updated, " + fleet.available()
            + " ready and available, " + (all - fleet.available()) + " unavailable, generation "
            + fleet.wish().generation() + ".")
        .because("`kubectl rollout status` waits for these numbers.").read("L16#fact-status")
        .failUnless(said.replicas() == all && said.updatedReplicas() == updated
            && said.readyReplicas() == fleet.available()
            && said.availableReplicas() == fleet.available()
            && said.unavailableReplicas() == all - fleet.available()
            && said.observedGeneration() == fleet.wish().generation());
  }

  @Task(5)
  void a_stalled_roll_out_is_reported(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(10).deadline(Duration.ofSeconds(60)));
    fleet.breaks("v2");
    fleet.wish().version("v2");
    fleet.run(50);
    int tried = fleet.size("v2");
    weDid("v2 never gets ready, and a roll-out may stand still for 60 s. We looked after 50 s.")
        .youAnswered(Say.condition(fleet, "Progressing") + " " + Say.sets(fleet))
        .weNeeded("We needed some Pods of v2, and `Progressing` to be True still.")
        .because("Slow is not stuck.").read("L16#fact-stuck")
        .failUnless(is(fleet, "Progressing", "True", "") && tried > 0);
    fleet.run(60);
    fleet.look();
    fleet.run(5);
    Feedback stalled = weDid("Then we looked after 110 s.")
        .youAnswered(Say.condition(fleet, "Progressing") + " " + Say.asked(fleet))
        .weNeeded("We needed `Progressing` False, because of ProgressDeadlineExceeded, and the sets"
            + " as they were.")
        .read("L16#fact-stuck");
    stalled.named("undoes_on_its_own", "The deadline passed: *report* it. Whether to go back is a"
        + " human's or a pipeline's choice.").failWhen(fleet.control.moves.stream()
            .anyMatch(move -> move.version().equals("v2") && move.after() < move.before()));
    stalled.because("Somebody waits for this word before they act.")
        .failUnless(is(fleet, "Progressing", "False", "ProgressDeadlineExceeded")
            && fleet.size("v2") == tried);
  }

  /// @param reason empty when any will do
  static boolean is(Fleet fleet, String type, String status, String reason) {
    return fleet.status().condition(type)
        .filter(
            it -> it.status().equals(status) && (reason.isEmpty() || it.reason().equals(reason)))
        .isPresent();
  }
}
