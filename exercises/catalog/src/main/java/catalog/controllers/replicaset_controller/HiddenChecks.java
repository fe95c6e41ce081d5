package catalog.controllers.replicaset_controller;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import grader.check.Feedback;
import grader.check.Hidden;
import grader.check.Learner;
import grader.check.Seed;
import grader.check.Task;
import kube.controlplane.controllermanager.replicaset.ReplicaSetController;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.ReplicaSetStatus;
import kube.foundation.client.Result;
import kube.foundation.machine.Randomness;

/// The hidden checks of X17: what goes wrong in clusters that run for years.
@Hidden
final class HiddenChecks {

  // ── Task 1: fill the tray

  @Task(1)
  void finished_pods_are_replaced(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 3);
    tray.readyPod("web-a", web);
    tray.readyPod("web-b", web).finished("Failed");
    tray.readyPod("web-c", web).finished("Succeeded");

    tray.look(web);
    Feedback.weDid("We wished for 3 Pods; one was ready, one `Failed` and one `Succeeded`.")
        .youAnswered(Say.asked(tray, "create", "delete") + ".")
        .weNeeded("We needed two creations: a finished Pod will not run again.")
        .because(
            "A node that evicts its Pods leaves them behind as `Failed`; they must not hold"
                + " places.")
        .read("L15#fact-count").failUnless(tray.placesTaken(web).size() == 3);
  }

  // ── Task 2: whose Pod is it?

  @Task(2)
  void an_owner_of_yesterday_is_somebody_else(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 1);
    TruePod yesterdays = tray.pod("web-old", "web").ownedBy("web", "uid-of-yesterday").ready();

    tray.look(web);
    Feedback uid = Feedback
        .weDid(
            "A set `web` was deleted yesterday; one of its Pods still runs. We made a new set `web`"
                + " that wishes for 1.")
        .youAnswered(Say.asked(tray, "create", "delete", "adopt") + ".")
        .weNeeded("We needed one creation; the old Pod names another uid.")
        .because("Names repeat, uids do not.").read("L15#fact-same-selector");
    uid.failUnless(tray.placesTaken(web).size() == 1);
    uid.failWhen(yesterdays.isLeaving() || tray.trace.count(it -> it.verb().equals("adopt")) > 0);
  }

  @Task(2)
  void a_set_being_deleted_neither_creates_nor_adopts(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 3);
    tray.readyPod("web-a", web);
    tray.readyPod("web-b", web).label("app", "quarantine");
    tray.pod("stranger", "web").ready();
    tray.store(Sets.beingDeleted(web, tray.now()));

    tray.look(web);
    tray.trace.claim(Feedback
        .weDid(
            "We deleted the set in the foreground: it stays, with a deletion time, until its Pods"
                + " are gone.")
        .weNeeded("We needed you to touch no Pod any more.")
        .because("You would fill the tray while the garbage collector empties it.")
        .read("L15#fact-adopt")).never(Seen.TOUCHES);
    tray.drop(web);
    Result result = tray.look(web);
    Feedback.weDid("Then the set was gone, and its key came to you once more.")
        .youAnswered(Say.list(tray.trace.ofPass(2)) + ", and " + Say.result(result) + ".")
        .weNeeded("We needed no request, and `Result.done`.")
        .because("Keys outlive their objects.").read("L15#fact-promise")
        .failUnless(tray.trace.ofPass(2).isEmpty() && result instanceof Result.Done);
  }

  @Task(2)
  void a_refused_adoption_does_not_count(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 1);
    ReplicaSet blue = tray.wish("blue", 1);
    TruePod orphan = tray.pod("stranger", "web").ready();
    tray.show();
    orphan.ownedBy(blue);

    tray.pass(web);
    tray.look(web);
    Feedback race = Feedback
        .weDid(
            "You saw an orphan; `blue` had adopted it a moment before, and your adoption was"
                + " refused.")
        .youAnswered(Say.asked(tray, "create", "delete", "adopt") + ".")
        .weNeeded("We needed one Pod of your own in the end, and the stranger left to `blue`.")
        .because("A refusal is an answer: the world is not what your cache says.")
        .read("L15#fact-adopt");
    race.failUnless(tray.placesTaken(web).size() == 1);
    race.failWhen(orphan.isLeaving());
  }

  // ── Task 3: who leaves?

  @Task(3)
  void each_rule_decides_when_those_before_it_say_nothing(
      Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    tray = Rules.leaves(tray, "has no node yet", TruePod::unready, pod -> pod.on("node-s"));
    tray = Rules.leaves(tray, "is pending", pod -> pod.on("node-l"), TruePod::running);
    tray = Rules.leaves(tray, "is not ready", pod -> pod.running().costs("9"), TruePod::ready);
    tray = Rules.leaves(tray, "is cheaper to delete", pod -> pod.ready().costs("-10"),
        TruePod::ready);
    tray = Rules.leaves(tray, "has a dearer sibling", TruePod::ready,
        pod -> pod.ready().costs("10"));
    Rules.leaves(tray, "restarted more often", pod -> pod.ready().restarted(4), TruePod::ready);
  }

  @Task(3)
  void the_young_and_the_crowded_leave_first(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 2);
    tray.readyPod("web-old", web).on("node-crowded");
    tray.advance(Duration.ofMinutes(1));
    TruePod young = tray.readyPod("web-middle", web).on("node-crowded");
    tray.advance(Duration.ofMinutes(1));
    TruePod alone = tray.readyPod("web-alone", web);

    tray.look(web);
    Rules.leaves(tray, web, young, alone,
        "shares its node with a sibling, and is the younger of both");
  }

  @Task(3)
  void who_is_gone_already_needs_no_other_try(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 1);
    tray.readyPod("web-a", web);
    TruePod pending = tray.pod("web-b", "web").ownedBy(web);
    tray.show();
    pending.leaving();

    Result result = tray.pass(web);
    Feedback.weDid("You saw two Pods where one was wished for; somebody had deleted `web-b`, which"
        + " was pending, a moment before you did.")
        .youAnswered(Say.asked(tray, "delete") + ", and your pass ended with " + Say.result(result)
            + ".")
        .weNeeded("We needed one deletion at most, and no `Result.retry`: what you wanted is so.")
        .because("A refusal with the reason `NotFound` says that somebody else has done your work.")
        .read("L15#fact-order-of-leaving")
        .failWhen(result instanceof Result.Retry);
  }

  @Task(3)
  void the_dearest_stay_whatever_their_names(Learner<ReplicaSetController> learner, Seed seed) {
    Randomness chance = seed.random().branch("costs");
    TrayWorld tray = new TrayWorld(learner);
    int wished = 1 + chance.below(4);
    ReplicaSet web = tray.wish("web", wished);
    List<Integer> costs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      costs.add(chance.below(2_000) - 1_000 + i * 2_000);
      tray.readyPod("web-" + chance.nameSuffix(5), web).costs(String.valueOf(costs.getLast()));
    }

    tray.look(web);
    List<Integer> dearest = costs.subList(6 - wished, 6);
    List<Integer> left = tray.placesTaken(web).stream().map(pod -> Integer.valueOf(
        pod.metadata().annotations().getOrDefault(TruePod.DELETION_COST, "0"))).sorted().toList();
    Feedback.weDid("We gave six ready Pods a deletion cost each, and wished for " + wished + ".")
        .youAnswered("Those with the costs " + left + " stayed.")
        .weNeeded(
            "We needed " + dearest + ": the lower the cost, the earlier a Pod leaves.")
        .because("A Pod that holds a warm cache or a long job says so by this annotation.")
        .read("L15#fact-order-of-leaving").failUnless(left.equals(dearest));
  }

  // ── Task 4: the photograph is old

  @Task(4)
  void what_never_shows_is_waited_for_five_minutes_only(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 1);
    tray.look(web);
    tray.podCache.loseNews();
    tray.advance(Duration.ofSeconds(299));
    tray.pass(web);
    Feedback lost = Feedback
        .weDid(
            "You created a Pod, and its news was lost on the way. We asked you again after 4 min"
                + " 59 s and after 5 min 1 s.")
        .youAnswered(Say.asked(tray, "create") + ".")
        .weNeeded(
            "We needed no second creation before five minutes have passed, and one after that.")
        .because(
            "Too impatient makes Pods too many; too patient waits for ever for news that never"
                + " comes.")
        .read("L15#fact-expectations");
    tray.trace.claim(lost).atMost(1, Seen.CREATIONS);
    tray.advance(Duration.ofSeconds(2));
    tray.pass(web);
    tray.trace.claim(lost).exactly(2, Seen.CREATIONS).endsAt(2, Seen.PODS);
  }

  @Task(4)
  void other_news_is_no_birth(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 3);
    TruePod old = tray.readyPod("web-a", web);
    tray.show();
    old.label("visit", "one");
    old.label("visit", "two");
    tray.pass(web);
    tray.podCache.show(2);
    tray.pass(web);
    Feedback
        .weDid(
            "You created 2 Pods. Before they showed, your cache showed two changes of an old Pod.")
        .youAnswered("The tray holds " + tray.pods().size() + " now.")
        .weNeeded("We needed 3: `podSeen` tells of changes too, and which Pod it is.")
        .because("In a busy cluster most news is about something else.")
        .read("L15#fact-expectations").failUnless(tray.pods().size() == 3);
  }

  @Task(4)
  void other_news_is_no_departure(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 1);
    List.of("web-a", "web-b").forEach(name -> tray.readyPod(name, web));
    tray.show();
    tray.pods().forEach(pod -> pod.label("visit", "one"));
    tray.pass(web);
    tray.podCache.show(2);
    tray.pass(web);
    tray.trace.claim(Feedback
        .weDid("You deleted one of two Pods. Before that showed, your cache showed an older"
            + " change of each.")
        .weNeeded("We needed one deletion: who is leaving has a deletion time, or is gone.")
        .because("The second deletion may strike the Pod that was to stay.")
        .read("L15#fact-expectations")).once(Seen.DELETIONS).neverFewerThan(1, Seen.PODS);
    tray.store(Sets.wishing(tray.truly(web), 2));
    tray.look(web);
    Feedback.weDid("Then your cache showed the deletion, and a wish for 2.")
        .youAnswered(Say.asked(tray, "create") + ".").weNeeded("We needed one creation.")
        .because("What has shown is nothing to wait for.").read("L15#fact-expectations")
        .failUnless(tray.placesTaken(web).size() == 2);
  }

  @Task(4)
  void a_pod_that_dies_before_it_shows_is_replaced(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 1);
    tray.look(web);
    tray.pods().forEach(TruePod::leaving);
    tray.podCache.listAfresh();
    tray.look(web);
    Feedback
        .weDid("You created a Pod. It was deleted before your cache showed it; all that came was"
            + " `podSeen(pod, true)`.")
        .youAnswered("The tray holds " + tray.pods().size() + " now.")
        .weNeeded("We needed 1: who is gone is not expected any more.")
        .because("Waiting for it would leave the place empty for five minutes.")
        .read("L15#fact-expectations").failUnless(tray.pods().size() == 1);
  }

  // ── Task 5: the quota is full

  @Task(5)
  void what_was_refused_is_tried_again(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 5);
    tray.control.allow(2);
    Result result = tray.look(web);
    Feedback refused = Feedback.weDid("We wished for 5 Pods; the third creation was refused.")
        .youAnswered("Your pass ended with " + Say.result(result) + ".")
        .weNeeded("We needed `Result.retry`, with the reason.")
        .because("Nothing that you watch will change when the quota is raised.")
        .read("L15#fact-batches");
    refused.failUnless(result instanceof Result.Retry);
    tray.control.liftQuota();
    tray.look(web);
    Feedback.weDid("Then we raised the quota, let your cache show the two, and called you again.")
        .youAnswered("The tray holds " + tray.pods().size() + " now.")
        .weNeeded("We needed 5: a creation that was refused is nothing to wait for.")
        .because("Your users would wait five minutes for capacity that is there.")
        .read("L15#fact-expectations").failUnless(tray.pods().size() == 5);
  }

  @Task(5)
  void batches_grow_only_on_success(Learner<ReplicaSetController> learner, Seed seed) {
    Randomness chance = seed.random().branch("quota");
    TrayWorld tray = new TrayWorld(learner);
    int allowed = 2 + chance.below(12);
    ReplicaSet web = tray.wish("web", 60);
    tray.control.allow(allowed);
    tray.look(web);
    int refused = tray.trace.count(it -> it.isCreate() && !it.granted());
    Feedback batches = Feedback.weDid("We wished for 60 Pods and allowed " + allowed + ".")
        .youAnswered("You made " + tray.pods().size() + ", with " + refused + " refused requests.")
        .weNeeded(
            "We needed all that were allowed, and no more refusals than one batch: 1, 2, 4, …")
        .because("What the first refusal says, the next five hundred only repeat.")
        .read("L15#fact-batches");
    batches.failUnless(tray.pods().size() == allowed);
    batches.failUnless(refused <= allowed + 1);
  }

  // ── Task 6: say what you see

  @Task(6)
  void available_means_ready_for_long_enough(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.store(Sets.withMinReady(tray.wish("web", 1), Duration.ofSeconds(10)));
    tray.readyPod("web-a", web);
    tray.advance(Duration.ofSeconds(4));
    Result result = tray.look(web);
    tray.show();
    ReplicaSetStatus early = tray.truly(web).status();
    tray.advance(Duration.ofSeconds(6));
    Result last = tray.pass(web);
    ReplicaSetStatus late = tray.truly(web).status();
    Feedback available = Feedback
        .weDid(
            "A Pod became ready; the set wants 10 s of readiness. We looked after 4 s and after"
                + " 10 s.")
        .youAnswered("You counted " + early.availableReplicas() + " and then "
            + late.availableReplicas() + " available; the passes ended with "
            + Say.result(result) + " and " + Say.result(last) + ".")
        .weNeeded(
            "We needed 0 and then 1, and `Result.after` at most 6 s in between, as no event"
                + " tells of it; at the end there is nothing left to wait for.")
        .because("A Pod that falls over after a second is not capacity.").read("L15#fact-count");
    available.failUnless(early.availableReplicas() == 0 && late.availableReplicas() == 1);
    available.failUnless(result instanceof Result.After after && after.delay().isPositive()
        && after.delay().compareTo(Duration.ofSeconds(10)) <= 0);
    available.failWhen(last instanceof Result.After after && !after.delay().isPositive());
  }

  @Task(6)
  void the_status_says_which_wish_it_belongs_to(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 2);
    tray.readyPod("web-a", web);
    tray.pod("stranger", "web").ready();
    tray.store(Sets.withTemplateLabel(Sets.generation(web, 7), "tier", "front"));
    tray.look(web);
    tray.look(web);
    ReplicaSetStatus wanted = new ReplicaSetStatus(2, 0, 2, 2, 7);
    Feedback
        .weDid(
            "We changed the template: its Pods carry `tier=front` too, generation 7. Two older Pods"
                + " are there.")
        .youAnswered("The status says " + Say.status(tray.truly(web).status()) + ".")
        .weNeeded("We needed " + Say.status(wanted) + ".")
        .because("By the generation a reader knows whether you have seen the newest wish.")
        .read("L15#fact-count").failUnless(tray.truly(web).status().equals(wanted));
  }

  @Task(6)
  void the_status_is_honest_when_creations_are_refused(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 5);
    tray.control.allow(2);
    tray.look(web);
    tray.look(web);
    int said = tray.truly(web).status().replicas();
    Feedback.weDid("We wished for 5 Pods and allowed 2.")
        .youAnswered("The status says " + said + " replicas.").weNeeded("We needed 2.")
        .because("Somebody reads the status to find out that the quota is too small.")
        .read("L15#fact-count").failUnless(said == 2);
  }
}
