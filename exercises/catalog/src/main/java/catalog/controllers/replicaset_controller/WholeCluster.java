package catalog.controllers.replicaset_controller;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

import grader.check.Feedback;
import grader.check.Learner;
import grader.check.Seed;
import kube.Cluster;
import kube.Parts;
import kube.Roster;
import kube.Slot;
import kube.controlplane.controllermanager.replicaset.ReplicaSetController;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Pod;
import kube.foundation.client.ApiClient;
import kube.foundation.machine.SimulationBug;
import tools.jackson.databind.node.ObjectNode;

/// A simulated cluster of three machines with the learner's controller in the slot, and slow
/// watches. Only the programs run that bring a set's Pods to life.
final class WholeCluster {

  private static final Key WEB = new Key("default", "web");

  /// Three are right, so whoever has so many at once is judged; to go on would drown the cluster.
  private static final int FAR_TOO_MANY = 30;

  private final Cluster cluster;
  private final ApiClient user;
  private int mostAtOnce;
  private int secondsWatched;

  WholeCluster(Learner<ReplicaSetController> learner, Seed seed) {
    Cluster.Plan calm = Cluster.Plan.standard(seed.value())
        .running(Roster.ofNodesAnd("kcm.replicaset", "kcm.nodeipam"))
        .withParts(Parts.ours().with(Slot.REPLICA_SET_CONTROLLER, learner::start));
    cluster = new Cluster(calm.withFaults(
        calm.faults().withDelays(Duration.ofMillis(200), Duration.ofSeconds(2)))).start();
    user = cluster.client("user");
    cluster.advance(Duration.ofSeconds(5));
  }

  /// Makes a set of three, takes a Pod away, and looks all the time. What the learner's class
  /// throws in there is the learner's, and no bug of the cluster.
  void keepsItsPods() {
    try {
      create(3);
      awaitThree();
      loseOnePod();
      awaitThree();
    } catch (SimulationBug bug) {
      if (bug.getCause() instanceof RuntimeException theirs) throw theirs;
      throw bug;
    }
    Feedback whole = Feedback
        .weDid(
            "We put your controller into a cluster of three machines whose watches are up to 2 s"
                + " late, wished for 3 Pods, and took one away.")
        .youAnswered(
            "After " + secondsWatched + " seconds " + ready() + " were ready, your status said "
                + reportedReady()
                + ", and at most " + mostAtOnce + " were there at once.")
        .weNeeded("We needed 3, and never more.")
        .because("This is the box that you fill on the board.").read("L15#fact-promise");
    whole.failUnless(ready() == 3 && reportedReady() == 3);
    whole.failUnless(mostAtOnce == 3);
  }

  private void create(int replicas) {
    ObjectNode set = (ObjectNode) Json.parse("""
        {"apiVersion": "apps/v1", "kind": "ReplicaSet", "metadata": {"name": "web"},
         "spec": {"selector": {"matchLabels": {"app": "web"}},
           "template": {"metadata": {"labels": {"app": "web"}},
             "spec": {"containers": [{"name": "web", "image": "nginx",
               "resources": {"requests": {"cpu": "100m", "memory": "64Mi"}}}]}}}}
        """.getBytes(UTF_8));
    set.withObject("/spec").put("replicas", replicas);
    user.create(Kinds.REPLICA_SET, WEB.namespace(), set).orThrow();
  }

  /// Somebody deletes a Pod, if there is one, and it is gone at once.
  private void loseOnePod() {
    pods().stream().min(Comparator.comparing(Pod::key))
        .ifPresent(victim -> user.deleteNow(victim).orThrow());
  }

  /// Lets time pass until three Pods are ready and the status says so, a minute at most, and
  /// watches how many Pods there are at once.
  private void awaitThree() {
    for (int second = 0; second < 60 && !isSettled(); second++) {
      cluster.advance(Duration.ofSeconds(1));
      secondsWatched++;
      mostAtOnce = Math.max(mostAtOnce, living().size());
    }
  }

  private boolean isSettled() {
    return mostAtOnce >= FAR_TOO_MANY || (ready() == 3 && reportedReady() == 3);
  }

  private List<Pod> living() {
    return pods().stream().filter(pod -> !pod.metadata().isBeingDeleted()).toList();
  }

  private int ready() {
    return Math.toIntExact(living().stream().filter(Pod::isReady).count());
  }

  private int reportedReady() {
    return user.get(Kinds.REPLICA_SET, WEB).orThrow().status().readyReplicas();
  }

  private List<Pod> pods() {
    return user.list(Kinds.POD, WEB.namespace()).orThrow();
  }
}
