package catalog.controllers.rolling_update;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import grader.check.Hidden;
import grader.check.Learner;
import grader.check.Lengthy;
import grader.check.Seed;
import grader.check.Task;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import kube.controlplane.controllermanager.deployment.DeploymentController;
import kube.foundation.api.IntOrPercent;
import kube.foundation.client.Result;

/// The hidden checks of X18 about roll-outs: haste, collisions, stale numbers, shares, and dozens of
/// random ones. What is kept and reported is asked by [HiddenWorlds].
@Hidden
final class HiddenChecks {

  private static final int ROLL_OUTS = 30;

  // ── Task 1: one set for each template

  @Task(1)
  void other_words_for_the_same_template_are_no_version(Learner<DeploymentController> learner) {
    Fleet made = new Fleet(learner, Wish.of(3));
    made.run(10);
    for (Fleet fleet : List.of(made, Fleet.running(learner, Wish.of(3)))) {
      fleet.wish().reordered();
      fleet.run(20);
      weDid("We wrote the template's fields and labels in another order.")
          .youAnswered(Say.asked(fleet) + " " + Say.sets(fleet))
          .weNeeded("We needed no second set: it still says the same.")
          .because("JSON has no order of fields, and every client writes them as it likes.")
          .read("L16#fact-hash").failUnless(fleet.sets().size() == 1);
    }
  }

  @Task(1)
  void the_same_words_give_the_same_hash(Learner<DeploymentController> learner) {
    List<String> names = IntStream.range(0, 2).mapToObj(number -> {
      Fleet fleet = new Fleet(learner, number == 0 ? Wish.of(3) : Wish.of(3).reordered());
      fleet.run(10);
      return fleet.sets().stream().map(set -> set.key.name()).toList().toString();
    }).toList();
    weDid("We made the same Deployment twice, with the fields in another order.")
        .youAnswered("Your sets are called " + names + ".").weNeeded("We needed one name.")
        .because("Whoever asks twice for the same set gets to know that it is there.")
        .read("L16#fact-hash").failUnless(names.getFirst().equals(names.getLast()));
  }

  @Task(1)
  void a_taken_name_is_avoided(Learner<DeploymentController> learner) {
    Fleet fleet = new Fleet(learner, Wish.of(3));
    fleet.control.takeNames(2);
    fleet.run(20);
    weDid("The names of your first two tries belonged to sets of somebody else.")
        .youAnswered(Say.asked(fleet) + " Your status counts " + fleet.status().collisionCount()
            + " collisions.")
        .weNeeded("We needed a third name, and `collisionCount` 2.")
        .because("A hash is short, and two templates may share one.").read("L16#fact-hash")
        .failUnless(fleet.hasArrived() && fleet.status().collisionCount() == 2);
  }

  @Task(1)
  void a_refusal_is_tried_again(Learner<DeploymentController> learner) {
    Fleet fleet = new Fleet(learner, Wish.of(3));
    fleet.control.refuse(true);
    fleet.run(5);
    int asked = fleet.control.moves.size();
    fleet.control.refuse(false);
    fleet.run(10);
    weDid("Your set was refused for 5 s, because of a quota.").youAnswered(Say.asked(fleet)
        + " Your status counts " + fleet.status().collisionCount() + " collisions.")
        .weNeeded("We needed you to try again, `Result.retry`, and no collision.")
        .because("A refusal is an answer about now.").read("L16#fact-template")
        .failUnless(asked > 0 && fleet.hasArrived() && fleet.status().collisionCount() == 0);
  }

  @Task(1)
  void every_request_may_be_refused(Learner<DeploymentController> learner) {
    Desk desk = new Desk(learner);
    Fleet scaled = Fleet.running(desk, Wish.of(3));
    scaled.run(2);
    scaled.wish().scaled(5);
    retried(scaled, "We wished for 5 Pods in place of 3");
    Fleet back = Fleet.running(desk, Wish.of(3));
    back.earlier("v0", 0, 0);
    back.run(2);
    back.wish().version("v0");
    retried(back, "We went back to a version whose set is there");
    retried(new Fleet(desk, Wish.of(3)), "We made a Deployment");
    Fleet silent = new Fleet(desk, Wish.of(0).paused(true));
    silent.control.refuseReports(true);
    retried(silent, "We made a paused Deployment of no Pods");
  }

  static void retried(Fleet fleet, String told) {
    fleet.control.refuse(true);
    Result result = fleet.look();
    fleet.control.refuse(false);
    weDid(told + ", and refused what your next pass asked for.")
        .youAnswered("Your pass ended with " + Say.result(result) + ".")
        .weNeeded("We needed `Result.retry`.")
        .because("Nobody else remembers what was refused.").read("L16#fact-template")
        .failUnless(result instanceof Result.Retry retry && !retry.reason().isEmpty());
  }

  @Task(1)
  void another_template_has_another_hash(Learner<DeploymentController> learner) {
    Fleet fleet = new Fleet(learner, Wish.of(2));
    for (String version : List.of("v1", "v2", "v3")) {
      fleet.wish().version(version);
      fleet.arrives(60);
      fleet.run(2);
    }
    weDid("We made a Deployment, and rolled it to v2 and to v3.")
        .youAnswered(Say.asked(fleet) + " Your status counts " + fleet.status().collisionCount()
            + " collisions.")
        .weNeeded("We needed v3 without a collision.")
        .because("A hash that forgets the image names all versions alike.").read("L16#fact-hash")
        .failUnless(fleet.hasArrived() && fleet.status().collisionCount() == 0);
  }

  @Task(1)
  void sets_of_others_are_left_alone(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(4));
    fleet.stranger("theirs");
    fleet.wish().version("v2");
    boolean hasArrived = fleet.arrives(60);
    weDid("Beside yours there is a set of somebody else, with the same labels.")
        .youAnswered(Say.asked(fleet)).weNeeded("We needed you to ask nothing about `theirs`.")
        .because("`control.claim` says which are yours.").read("L16#fact-template")
        .failUnless(hasArrived && fleet.control.moves.stream()
            .noneMatch(move -> move.version().equals("theirs")));
  }

  // ── Task 2: between two lines

  @Task(2)
  void any_bounds_are_kept(Learner<DeploymentController> learner) {
    Desk desk = new Desk(learner);
    bounds(desk, 4, IntOrPercent.count(1), IntOrPercent.count(0), 5, 4);
    bounds(desk, 4, IntOrPercent.count(0), IntOrPercent.count(1), 4, 3);
    bounds(desk, 4, IntOrPercent.percent(0), IntOrPercent.percent(40), 4, 3);
    bounds(desk, 3, IntOrPercent.percent(0), IntOrPercent.percent(25), 3, 2);
    bounds(desk, 2, IntOrPercent.percent(100), IntOrPercent.percent(0), 4, 2);
    bounds(desk, 5, IntOrPercent.count(2), IntOrPercent.count(3), 7, 2);
    bounds(desk, 1, IntOrPercent.percent(25), IntOrPercent.percent(25), 2, 1);
  }

  private static void bounds(Desk desk, int replicas,
      IntOrPercent surge, IntOrPercent unavailable, int most, int least) {
    Fleet fleet = Fleet.running(desk, Wish.of(replicas).bounds(surge, unavailable));
    fleet.wish().version("v2");
    boolean hasArrived = fleet.arrives(100);
    weDid("Of " + replicas + " Pods, " + surge + " may be too many and " + unavailable
        + " missing. We changed the image.").youAnswered(Say.lines(fleet) + " " + Say.sets(fleet))
        .weNeeded(
            "We needed at most " + most + ", at least " + least + " at work, and v2 in the end.")
        .because("If both come out as 0, one may be missing: else nothing could ever move.")
        .read("L16#fact-rounding")
        .failUnless(hasArrived && fleet.most() <= most && fleet.least() >= least);
  }

  @Task(2)
  void both_lines_are_used(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(10));
    fleet.startsIn(Duration.ofSeconds(20));
    fleet.wish().version("v2");
    fleet.run(10);
    weDid("10 Pods of v1 were at work; new ones need 20 s. We looked after 10 s.")
        .youAnswered(Say.sets(fleet))
        .weNeeded("We needed 5 of v2 under way and 8 of v1: as many as the lines allow.")
        .because("A roll-out that goes one by one takes all night.").read("L16#fact-lines")
        .failUnless(fleet.size("v2") == 5 && fleet.size("v1") == 8);
  }

  @Task(2)
  void old_pods_that_do_not_work_go_first(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(10));
    fleet.breaks("v2");
    fleet.wish().version("v2");
    fleet.run(30);
    fleet.wish().version("v3");
    boolean hasArrived = fleet.arrives(200);
    weDid("A roll-out to v2, which never gets ready, is stuck. We changed the image to v3.")
        .youAnswered(Say.lines(fleet) + " " + Say.sets(fleet))
        .weNeeded("We needed the broken Pods of v2 to make room, and v3 in the end.")
        .because("Nobody misses a Pod that does not work, and all places were taken.")
        .read("L16#fact-broken-first")
        .failUnless(hasArrived && fleet.least() >= 8 && fleet.most() <= 13);
  }

  @Task(2)
  void who_has_been_sent_away_counts_no_more(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(10));
    fleet.wish().version("v2");
    for (int look = 0; look < 5; look++) fleet.look();
    fleet.tick();
    weDid("We changed the image, and let you look five times before the sets' controller did"
        + " anything.").youAnswered(Say.lines(fleet) + " " + Say.sets(fleet))
        .weNeeded("We needed at least 8 at work, and at most 13 in all.")
        .because("A set that was told to shrink still reports its old number for a moment.")
        .read("L16#fact-lines").failUnless(fleet.least() >= 8 && fleet.most() <= 13);
  }

  @Task(2)
  void the_last_of_two_hasty_versions_wins(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(10));
    fleet.wish().version("v2");
    fleet.run(4);
    fleet.wish().version("v3");
    boolean hasArrived = fleet.arrives(100);
    weDid("While 10 Pods were rolling from v1 to v2, we changed the image to v3.")
        .youAnswered(Say.lines(fleet) + " " + Say.sets(fleet))
        .weNeeded(
            "We needed 10 Pods of v3 in the end, at most 13, and at least 8 at work meanwhile.")
        .because("v1 and v2 are old alike.").read("L16#fact-lines")
        .failUnless(hasArrived && fleet.most() <= 13 && fleet.least() >= 8);
  }

  @Task(2)
  void ready_is_not_yet_available(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(4).minReady(Duration.ofSeconds(30)));
    fleet.wish().version("v2");
    boolean hasArrived = fleet.arrives(400);
    weDid("A Pod counts as available 30 s after it got ready. We rolled 4 Pods to v2.")
        .youAnswered(Say.lines(fleet) + " " + Say.sets(fleet))
        .weNeeded("We needed at least 3 available all the time.")
        .because("Many a Pod is ready for a second and then crashes.").read("L16#fact-available")
        .failUnless(hasArrived && fleet.least() >= 3);
  }

  @Lengthy
  @Task(2)
  void random_roll_outs_keep_the_lines(Learner<DeploymentController> learner,
      Seed seed) {
    Desk desk = new Desk(learner);
    for (int number = 0; number < ROLL_OUTS; number++) {
      new RandomRoll(desk, seed.world(number).random()).tell();
    }
  }

  // ── Task 3: not every change is a roll-out

  @Task(3)
  void a_new_number_in_the_middle_is_shared(Learner<DeploymentController> learner) {
    Desk desk = new Desk(learner);
    shared(desk, 15, 18, 11, 7);
    shared(desk, 5, 7, 4, 3);
    shared(desk, 0, 0, 0, 0);
  }

  /// The example of the Kubernetes documentation, and two more: 10 Pods, 3 too many, 2 missing.
  private static void shared(Desk desk, int to, int all, int old,
      int fresh) {
    Fleet fleet = Fleet.running(desk,
        Wish.of(10).bounds(IntOrPercent.count(to == 5 ? 2 : 3), IntOrPercent.count(2)));
    fleet.breaks("v2");
    fleet.wish().version("v2");
    fleet.run(30);
    int oldBefore = fleet.size("v1");
    int freshBefore = fleet.size("v2");
    int total = oldBefore + freshBefore;
    fleet.wish().scaled(to);
    fleet.look();
    int oldFair = Math.round((float) oldBefore * all / total);
    int freshFair = Math.round((float) freshBefore * all / total);
    weDid("A roll-out of 10 Pods is stuck with " + oldBefore + " of v1 and " + freshBefore
        + " of v2. We wished for " + to + ".").youAnswered(Say.asked(fleet) + " " + Say.sets(fleet))
        .weNeeded("We needed about " + oldFair + " of v1 and " + freshFair + " of v2, " + all
            + " in all.")
        .because("A new number is no vote for the new version, which may be broken.")
        .read("L16#fact-proportion")
        .failUnless(Math.abs(fleet.size("v1") - oldFair) <= 1
            && Math.abs(fleet.size("v2") - freshFair) <= 1
            && Math.abs(fleet.sum(set -> set.replicas) - all) <= (all == 0 ? 0 : 1));
    Feedback.weDid("The same.").youAnswered(Say.sets(fleet))
        .weNeeded("We needed " + old + " and " + fresh + ".").read("L16#fact-proportion")
        .failUnless(to != 15 || (fleet.size("v1") == old && fleet.size("v2") == fresh));
  }

  @Task(3)
  void a_new_number_reaches_a_paused_deployment(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(4).paused(true));
    fleet.wish().version("v2").scaled(6);
    fleet.run(20);
    weDid("We paused a Deployment of 4 Pods, changed its image, and wished for 6.")
        .youAnswered(Say.asked(fleet) + " " + Say.sets(fleet))
        .weNeeded("We needed 6 of v1, and none of v2.")
        .because("A pause holds versions back, and no numbers.").read("L16#fact-pause")
        .failUnless(fleet.size("v1") == 6 && fleet.sets().size() == 1);
    fleet.wish().paused(false);
    boolean hasArrived = fleet.arrives(60);
    weDid("Then we ended the pause.").youAnswered(Say.lines(fleet) + " " + Say.sets(fleet))
        .weNeeded("We needed 6 of v2.").read("L16#fact-pause").failUnless(hasArrived);
  }

  @Task(3)
  void a_roll_out_can_be_paused_in_the_middle(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(10));
    fleet.wish().version("v2");
    fleet.run(4);
    fleet.wish().paused(true);
    int old = fleet.size("v1");
    int fresh = fleet.size("v2");
    fleet.run(20);
    weDid("With " + old + " of v1 and " + fresh + " of v2 we paused a roll-out.")
        .youAnswered(Say.sets(fleet)).weNeeded("We needed both to stay as they are.")
        .because("A pause in the middle is how one tries a version on a few users.")
        .read("L16#fact-pause")
        .failUnless(fleet.size("v1") == old && fleet.size("v2") == fresh && fresh > 0);
  }

  @Task(3)
  void with_recreate_nobody_meets(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(3).recreating());
    fleet.stranger("theirs");
    fleet.wish().version("v2");
    for (int second = 0; second < 60 && !fleet.hasArrived(); second++) {
      fleet.run(1);
      fleet.look();
      long present = fleet.sets().stream().filter(set -> set.present() > 0).count();
      weDid("With the strategy Recreate we changed the image, and let you look twice a second.")
          .youAnswered(Say.asked(fleet)).weNeeded("We needed Pods of one version at a time.")
          .because("A Pod that is leaving still holds its locks.").read("L16#fact-recreate")
          .failWhen(present > 1);
    }
    weDid("With the strategy Recreate we changed the image; Pods of others are there, too.")
        .youAnswered(Say.asked(fleet) + " " + Say.sets(fleet)).weNeeded("We needed 3 of v2.")
        .because("Only your own old Pods are waited for.").read("L16#fact-recreate")
        .failUnless(fleet.hasArrived());
    fleet.wish().version("v1");
    weDid("Then we went back to v1.").youAnswered(Say.sets(fleet)).weNeeded("We needed 3 of v1.")
        .read("L16#fact-recreate").failUnless(fleet.arrives(60));
  }

  @Task(3)
  void a_paused_deployment_wakes_from_nothing(Learner<DeploymentController> learner) {
    Fleet fleet = Fleet.running(learner, Wish.of(3));
    fleet.wish().scaled(0);
    fleet.run(10);
    fleet.wish().paused(true).scaled(2);
    fleet.run(10);
    weDid("We wished for no Pods, then paused the Deployment and wished for 2.")
        .youAnswered(Say.asked(fleet) + " " + Say.sets(fleet)).weNeeded("We needed 2 of v1.")
        .because("A pause holds versions back, and no numbers.").read("L16#fact-pause")
        .failUnless(fleet.size("v1") == 2);
  }

  @Task(3)
  void recreate_starts_and_scales_as_any(Learner<DeploymentController> learner) {
    Fleet fleet = new Fleet(learner, Wish.of(3).recreating());
    fleet.run(10);
    fleet.wish().scaled(5);
    fleet.run(10);
    weDid("We made a Deployment with the strategy Recreate of 3 Pods, and then wished for 5.")
        .youAnswered(Say.lines(fleet) + " " + Say.sets(fleet)).weNeeded("We needed one set of 5.")
        .because("Nothing of it is new, so nothing has to go.").read("L16#fact-recreate")
        .failUnless(fleet.hasArrived() && fleet.sets().size() == 1);
    fleet.wish().version("v2").scaled(2);
    weDid("Then we changed the image, and wished for 2.").youAnswered(Say.sets(fleet))
        .weNeeded("We needed 2 of v2.").read("L16#fact-recreate").failUnless(fleet.arrives(60));
  }
}
