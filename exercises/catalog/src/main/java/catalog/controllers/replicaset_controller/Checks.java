package catalog.controllers.replicaset_controller;

import java.util.List;

import grader.check.Feedback;
import grader.check.Learner;
import grader.check.Task;
import grader.trace.Claims;
import kube.controlplane.controllermanager.replicaset.ReplicaSetController;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.ReplicaSetStatus;
import kube.foundation.client.Result;

/// The visible checks of X17: one small story each.
final class Checks {

  // ── Task 1: fill the tray

  @Task(1)
  void missing_pods_are_created(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 3);
    tray.readyPod("web-a", web);

    tray.look(web);
    tray.trace.claim(Feedback.weDid("We wished for 3 Pods of `web`; one was there.")
        .youAnswered(Say.asked(tray, "create", "create") + ".")
        .weNeeded("We needed two creations, one for each free place.")
        .because("Three were promised, and one carries all the load.")
        .read("L15#fact-promise")).exactly(2, Seen.CREATIONS);
  }

  @Task(1)
  void a_full_tray_is_left_alone(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 2);
    List.of("web-a", "web-b").forEach(name -> tray.readyPod(name, web));

    tray.look(web);
    tray.look(web);
    tray.look(web);
    tray.trace.claim(
        Feedback.weDid("We wished for 2 Pods, two were there, and you looked three times.")
            .weNeeded("We needed no request in the third pass: nothing had changed since your"
                + " second.")
            .because("Thousands of sets that write without need are a busy API server.")
            .read("L15#fact-promise"))
        .never(Seen.CREATIONS).onlyWhenChanged(Seen.LOOKS, Seen.WRITES, Seen.NEWS);
  }

  @Task(1)
  void leaving_pods_keep_no_place(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 3);
    tray.look(web);
    int first = tray.trace.count(Trace.Request::isCreate);
    tray.nodesWork();
    tray.pods().stream().limit(2).forEach(TruePod::leaving);

    tray.look(web);
    int created = tray.trace.count(Trace.Request::isCreate) - first;
    Feedback leaving = Feedback
        .weDid("We wished for 3 Pods, and when three ran we deleted two of them: they are closing.")
        .youAnswered("You created " + first + " at first, and " + created + " then.")
        .weNeeded("We needed 3, and then 2 more: who is leaving keeps no place.")
        .because("A Pod takes up to 30 s to close, and serves nobody new meanwhile.")
        .read("L15#fact-count");
    leaving.named("counts_terminating_pods", "Two are leaving and you think the tray is full: users"
        + " see 1 of 3 for 30 s.").failWhen(first == 3 && created == 0);
    leaving.failUnless(first == 3 && created == 2);
  }

  @Task(1)
  void a_set_that_is_gone_is_left_alone(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 2);
    tray.readyPod("web-a", web);
    tray.look(web);
    tray.drop(web);
    tray.show();

    Result result = tray.pass(web);
    Feedback.weDid("We deleted the ReplicaSet, and its key came to you once more.")
        .youAnswered(Say.list(tray.trace.ofPass(2)) + ", and " + Say.result(result) + ".")
        .weNeeded("We needed no request, and `Result.done`.")
        .because("Keys outlive their objects; the Pods left behind are the garbage collector's.")
        .read("L15#fact-promise")
        .failUnless(tray.trace.ofPass(2).isEmpty() && result instanceof Result.Done);
  }

  // ── Task 2: whose Pod is it?

  @Task(2)
  void a_matching_orphan_is_adopted(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 2);
    tray.readyPod("web-a", web);
    TruePod orphan = tray.pod("stranger", "web").ready();

    tray.look(web);
    Feedback adopt = Feedback
        .weDid(
            "We wished for 2 Pods of `web`. One was there, and one more ran with the same labels"
                + " and no owner.")
        .youAnswered(Say.asked(tray, "adopt", "create", "delete") + ".")
        .weNeeded("We needed you to adopt the stranger, and to count it at once.")
        .because(
            "An unowned Pod with these labels gets the traffic of the set already; nobody else"
                + " looks after it.")
        .read("L15#fact-adopt");
    adopt.failUnless(orphan.view().metadata().isControlledBy(web.metadata()));
    adopt.failUnless(tray.pods().size() == 2);
  }

  @Task(2)
  void a_pod_that_no_longer_matches_is_released_and_replaced(
      Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 2);
    tray.readyPod("web-a", web);
    TruePod patient = tray.readyPod("web-b", web);
    tray.look(web);
    patient.label("app", "quarantine");

    tray.look(web);
    Feedback release = Feedback
        .weDid("We changed the label of `web-b`, one of two Pods, to `app=quarantine`.")
        .youAnswered(Say.asked(tray, "release", "create", "delete") + ".")
        .weNeeded("We needed you to release `web-b`, let it run, and create one Pod in its place.")
        .because("This is how somebody takes a sick Pod out of the traffic to examine it.")
        .read("L15#fact-release");
    release.failUnless(tray.pods().contains(patient) && !patient.isLeaving());
    release.failUnless(!patient.hasOwner());
    release.failUnless(tray.placesTaken(web).size() == 2);
  }

  @Task(2)
  void pods_of_another_owner_are_left_alone(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 2);
    ReplicaSet blue = tray.wish("blue", 2);
    List.of("web-a", "web-b").forEach(name -> tray.readyPod(name, web));
    List.of("blue-a", "blue-b").forEach(name -> tray.pod(name, "web").ownedBy(blue).ready());

    tray.look(web);
    Claims others = tray.trace.claim(Feedback
        .weDid(
            "We wished for 2 Pods of `web` and had them; two Pods of `blue` carry the same labels.")
        .youAnswered(Say.asked(tray, "create", "delete", "adopt", "release") + ".")
        .weNeeded("We needed nothing: you have your two.")
        .because("Two sets that fight over Pods delete each other's for ever.")
        .read("L15#fact-same-selector"));
    others.named("counts_by_label_only",
        "You deleted Pods that belong to `blue`. Same label, other owner.")
        .never(Seen.DELETIONS.that("of `blue`", event -> event.object().startsWith("blue")));
    others.never(Seen.TOUCHES);
  }

  @Task(2)
  void who_leaves_or_has_finished_is_not_adopted(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 0);
    tray.pod("leaving", "web").ready().leaving();
    tray.pod("finished", "web").ready().finished("Succeeded");

    tray.look(web);
    tray.trace.claim(Feedback
        .weDid("Two orphans match the selector: one is being deleted, one has `Succeeded`.")
        .weNeeded("We needed you to leave both alone.")
        .because("Neither will ever fill a place.").read("L15#fact-adopt")).never(Seen.TOUCHES);
  }

  // ── Task 3: who leaves?

  @Task(3)
  void surplus_pods_are_deleted(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 1);
    List.of("web-a", "web-b", "web-c").forEach(name -> tray.readyPod(name, web));

    tray.look(web);
    Feedback.weDid("We wished for 1 Pod of `web`; three ready ones were there.")
        .youAnswered(Say.asked(tray, "delete", "create") + ".")
        .weNeeded("We needed two deletions.")
        .because("A loop closes the gap in both directions; what is not wished for still costs.")
        .read("L15#fact-promise")
        .failUnless(tray.placesTaken(web).size() == 1);
  }

  @Task(3)
  void a_pending_pod_leaves_before_a_ready_one(Learner<ReplicaSetController> learner) {
    List<String> names = List.of("web-a", "web-b", "web-c", "web-d");
    TrayWorld tray = new TrayWorld(learner);
    for (String pending : names) {
      tray = tray.another();
      ReplicaSet web = tray.wish("web", 3);
      for (String name : names) {
        if (name.equals(pending)) tray.pod(name, "web").ownedBy(web);
        else
          tray.readyPod(name, web);
      }

      tray.look(web);
      Feedback who = Feedback
          .weDid("We wished for 3 Pods; three were ready and `" + pending + "` was still pending.")
          .youAnswered(Say.asked(tray, "delete") + ".")
          .weNeeded("We needed you to delete `" + pending + "`.")
          .because("A user notices when a Pod that serves is taken away, not when one that never"
              + " served is.")
          .read("L15#fact-order-of-leaving");
      who.named("deletes_at_random", "You killed a ready Pod and kept a pending one.")
          .failWhen(tray.trace.count(Trace.Request::wastesAReadyPod) > 0);
      who.failUnless(tray.placesTaken(web).size() == 3);
    }
  }

  // ── Task 4: the photograph is old

  @Task(4)
  void an_old_photograph_makes_no_pod_too_many(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 3);
    tray.look(web);
    for (int i = 0; i < 5; i++) {
      tray.pass(web);
      Feedback stale = Feedback
          .weDid("You created 3 Pods. We let you look again before your cache showed them.")
          .youAnswered("The tray holds " + tray.pods().size() + " now.")
          .weNeeded("We needed 3, however often you look at the same old photograph.")
          .because(
              "A busy API server makes caches late, and a controller that then creates twice makes"
                  + " it busier.")
          .read("L15#fact-stale");
      stale.named("trusts_the_cache", "You created 3, looked at a cache from before, and created 3"
          + " more.").failWhen(tray.pods().size() == 6);
      stale.failUnless(tray.pods().size() == 3);
    }
    tray.look(web);
    Feedback.weDid("Then your cache showed the three Pods.")
        .youAnswered("The tray holds " + tray.pods().size() + " now.")
        .weNeeded("We needed 3.").read("L15#fact-expectations").failUnless(tray.pods().size() == 3);
  }

  @Task(4)
  void an_old_photograph_sends_nobody_away_twice(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 2);
    List.of("web-a", "web-b", "web-c", "web-d").forEach(name -> tray.readyPod(name, web));
    tray.look(web);
    for (int i = 0; i < 4; i++) tray.pass(web);

    tray.trace.claim(Feedback
        .weDid("We wished for 2 of 4 Pods, and let you look five times at the same photograph.")
        .weNeeded("We needed two deletions, all in the first pass.")
        .because("With another photograph the second pair would have been two other Pods.")
        .read("L15#fact-expectations"))
        .exactly(2, Seen.DELETIONS).oncePerObject(Seen.DELETIONS).neverFewerThan(2, Seen.PODS);
  }

  // ── Task 5: the quota is full

  @Task(5)
  void a_full_quota_is_met_with_few_requests(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 500);
    tray.control.allow(1);

    Result result = tray.look(web);
    int refused = tray.trace.count(it -> it.isCreate() && !it.granted());
    Feedback full = Feedback
        .weDid("We wished for 500 Pods and allowed 1.")
        .youAnswered(
            "You sent " + refused + " creations that were refused, and your pass ended with "
                + Say.result(result) + ".")
        .weNeeded("We needed at most 2 refused ones, and `Result.retry`: the quota may be raised.")
        .because("Every useless request takes a place in the queue of a useful one.")
        .read("L15#fact-batches");
    full.named("fires_into_a_full_quota",
        "499 useless errors. Start with 1, double on success.").failWhen(refused == 499);
    tray.trace.claim(full).atMost(2, Seen.REFUSALS);
    full.failUnless(result instanceof Result.Retry);
  }

  // ── Task 6: say what you see

  @Task(6)
  void the_status_counts_what_is_there(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 3);
    tray.readyPod("web-a", web);
    tray.readyPod("web-b", web);
    tray.pod("web-c", "web").ownedBy(web).running();

    tray.look(web);
    tray.look(web);
    ReplicaSetStatus wanted = new ReplicaSetStatus(3, 3, 2, 2, 1);
    Feedback.weDid("We gave `web` its 3 Pods; two of them are ready.")
        .youAnswered("The status says " + Say.status(tray.truly(web).status()) + ".")
        .weNeeded("We needed " + Say.status(wanted) + ".")
        .because("The status is all that a person, or a Deployment, sees of your work.")
        .read("L15#fact-count")
        .failUnless(tray.truly(web).status().equals(wanted));
  }

  @Task(6)
  void an_unchanged_status_is_not_written(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 1);
    TruePod pod = tray.readyPod("web-a", web);
    for (int i = 0; i < 5; i++) {
      tray.look(web);
      pod.label("visit", "number-" + i);
    }

    tray.trace.claim(Feedback
        .weDid("We let you look five times; one ready Pod was there all the time.")
        .weNeeded("We needed one write of the status: nothing changed after it.")
        .because(
            "Every write wakes all who watch the set, you among them: a loop that feeds itself.")
        .read("L15#fact-count")).once(Seen.STATUS_WRITES);
  }
}
