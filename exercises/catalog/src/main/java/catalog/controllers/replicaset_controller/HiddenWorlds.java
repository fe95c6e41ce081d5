package catalog.controllers.replicaset_controller;

import grader.check.Feedback;
import grader.check.Hidden;
import grader.check.Learner;
import grader.check.Lengthy;
import grader.check.Remark;
import grader.check.Seed;
import grader.check.Task;
import grader.trace.FaultPlan;
import kube.controlplane.controllermanager.replicaset.ReplicaSetController;
import kube.foundation.api.ReplicaSet;
import kube.foundation.machine.Randomness;

/// The hidden checks of X17 in which more goes on than a small story tells: crashes, chance, and a
/// whole cluster.
@Hidden
final class HiddenWorlds {

  private static final int DEPTH = 3;

  @Task(1)
  void any_number_is_reached(Learner<ReplicaSetController> learner, Seed seed) {
    Randomness chance = seed.random().branch("any number");
    TrayWorld tray = new TrayWorld(learner);
    for (int round = 0; round < 3; round++) {
      tray = tray.another();
      int wished = chance.below(6);
      int there = chance.below(wished + 1);
      ReplicaSet web = tray.wish("web", wished);
      for (int i = 0; i < there; i++) tray.readyPod("web-" + (char) ('a' + i), web);

      tray.look(web);
      Feedback.weDid("We wished for " + wished + " Pods; " + there + " were there.")
          .youAnswered("The tray holds " + tray.pods().size() + " now.")
          .weNeeded("We needed " + wished + ".").because("The number is the promise.")
          .read("L15#fact-promise").failUnless(tray.pods().size() == wished);
    }
  }

  @Task(4)
  void a_crash_after_two_of_five_creations_ends_at_five(Learner<ReplicaSetController> learner) {
    TrayWorld tray = new TrayWorld(learner);
    ReplicaSet web = tray.wish("web", 5);
    tray.control.seam.dieAfterWrites(2);
    tray.look(web);
    tray.restart();
    tray.pass(web);
    tray.pass(web);
    Feedback
        .weDid("Your process died after 2 of 5 creations. A new one began with empty fields and a"
            + " fresh cache.")
        .youAnswered("The tray holds " + tray.pods().size() + " now.")
        .weNeeded("We needed 5.").because("Any two writes may have a crash between them.")
        .read("L15#fact-expectations").failUnless(tray.pods().size() == 5);
  }

  @Task(4)
  void random_worlds_keep_every_rule(Learner<ReplicaSetController> learner, Seed seed) {
    new Stories(learner, seed).tell(4, FaultPlan.everything());
  }

  @Task(4)
  void every_order_of_looks_news_and_deaths_ends_well(Learner<ReplicaSetController> learner,
      Seed seed, Remark remark) {
    new Stories(learner, seed).tellInEveryOrder(DEPTH, remark);
  }

  @Lengthy
  @Task(6)
  void a_cluster_keeps_its_pods_with_your_part(Learner<ReplicaSetController> learner, Seed seed) {
    new WholeCluster(learner, seed).keepsItsPods();
  }
}
