package catalog.controllers.rolling_update;

import static java.nio.charset.StandardCharsets.UTF_8;

import grader.check.Feedback;
import grader.check.Learner;
import grader.check.Seed;
import java.time.Duration;
import java.util.List;
import kube.Cluster;
import kube.Parts;
import kube.Roster;
import kube.Slot;
import kube.controlplane.controllermanager.deployment.DeploymentController;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Pod;
import kube.foundation.client.ApiClient;
import kube.foundation.machine.SimulationBug;
import tools.jackson.databind.node.ObjectNode;

/// A simulated cluster of three machines with the learner's controller in the slot. Only the programs
/// run that bring a Deployment's Pods to life.
final class WholeCluster {

  private static final Key WEB = new Key("default", "web");
  private static final int FAR_TOO_MANY = 12;

  private final Cluster cluster;
  private final ApiClient user;
  private int leastReady;
  private int most;

  WholeCluster(Learner<DeploymentController> learner, Seed seed) {
    cluster = new Cluster(Cluster.Plan.standard(seed.value())
        .running(Roster.ofNodesAnd("kcm.replicaset", "kcm.deployment", "kcm.nodeipam"))
        .withParts(Parts.ours().with(Slot.DEPLOYMENT_CONTROLLER, learner::start))).start();
    user = cluster.client("user");
    cluster.advance(Duration.ofSeconds(5));
  }

  /// Makes a Deployment of three, changes its image and changes it back. What the learner's class
  /// throws in there is the learner's, and no bug of the cluster.
  void rollsAndComesBack() {
    try {
      user.create(Kinds.DEPLOYMENT, WEB.namespace(), (ObjectNode) Json.parse("""
          {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web"},
           "spec": {"replicas": 3, "selector": {"matchLabels": {"app": "web"}},
             "template": {"metadata": {"labels": {"app": "web"}},
               "spec": {"containers": [{"name": "web", "image": "nginx"}]}}}}
          """.getBytes(UTF_8))).orThrow();
      await("nginx", true);
      leastReady = 3;
      for (String image : List.of("nginx:2", "nginx")) {
        user.patch(Kinds.DEPLOYMENT, WEB, (ObjectNode) Json.parse(
            ("{\"spec\": {\"template\": {\"spec\": {\"containers\": [{\"name\": \"web\", \"image\": \""
                + image + "\"}]}}}}").getBytes(UTF_8)))
            .orThrow();
        await(image, false);
      }
    } catch (SimulationBug bug) {
      if (bug.getCause() instanceof RuntimeException theirs) throw theirs;
      throw bug;
    }
  }

  private void await(String image, boolean isStarting) {
    for (int second = 0; second < 60 && !hasArrived(image) && most < FAR_TOO_MANY; second++) {
      cluster.advance(Duration.ofSeconds(1));
      leastReady = Math.min(leastReady, ready());
      most = Math.max(most, Math.toIntExact(living().size()));
    }
    Feedback whole = Feedback
        .weDid("We put your controller into a cluster of three machines, made a Deployment of 3"
            + " Pods, changed its image, and changed it back.")
        .youAnswered("Of `" + image + "`, " + of(image) + " Pods are there; at most " + most
            + " were there at once, and after the first start at least " + leastReady + " ready.")
        .weNeeded(
            "We needed 3, never more than 4 at once, and after the first start always 3 ready.")
        .because("This is the box that you fill on the board.").read("L16#fact-lines");
    whole.failUnless(hasArrived(image) && most <= 4);
    whole.failUnless(isStarting || leastReady == 3);
  }

  private boolean hasArrived(String image) {
    return living().size() == 3 && ready() == 3 && of(image) == 3
        && user.get(Kinds.DEPLOYMENT, WEB).orThrow().status().availableReplicas() == 3;
  }

  private int of(String image) {
    return Math.toIntExact(living().stream()
        .filter(pod -> pod.containers().getFirst().image().equals(image)).count());
  }

  private int ready() {
    return Math.toIntExact(living().stream().filter(Pod::isReady).count());
  }

  private List<Pod> living() {
    return user.list(Kinds.POD, WEB.namespace()).orThrow().stream()
        .filter(pod -> !pod.metadata().isBeingDeleted()).toList();
  }
}
