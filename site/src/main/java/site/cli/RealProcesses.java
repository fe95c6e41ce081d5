package site.cli;

import java.time.Duration;
import kube.Cluster;
import kube.foundation.api.AnyObject;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.kinds.ClusterKinds;
import kube.foundation.client.ApiClient;
import kube.foundation.machine.Actor;
import kube.foundation.machine.LiveLoop;
import kube.node.containerruntime.os.ProcessRuntime;
import tools.jackson.databind.node.ObjectNode;

/// Lets Pods of one RuntimeClass run as real processes of this computer.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/containers/runtime-class/
final class RealProcesses {

  private static final Duration NEXT_TRY = Duration.ofMillis(200);
  private static final int TRIES = 300;
  private static final int ALREADY_THERE = 409;

  private final Cluster cluster;

  RealProcesses(Cluster cluster) {
    this.cluster = cluster;
  }

  /// Says what this computer lacks.
  static void require() {
    ProcessRuntime.missing().ifPresent(problem -> {
      throw new CouldNotRun("--real-processes: " + problem + ". Install bubblewrap and util-linux,"
          + " or leave the option out.");
    });
  }

  /// Before the cluster starts.
  void allow(LiveLoop live) {
    cluster.useRealProcesses(live::submit);
  }

  /// Offers the RuntimeClass by which Pods ask for it, as soon as the API server is there.
  void offer() {
    offer(cluster.loop().actor("real-processes"), TRIES);
  }

  private void offer(Actor actor, int triesLeft) {
    ObjectNode offer = Json.object().put("apiVersion", "node.k8s.io/v1")
        .put("kind", "RuntimeClass").put("handler", ProcessRuntime.HANDLER);
    offer.putObject("metadata").put("name", ProcessRuntime.HANDLER);
    ApiResult<AnyObject> made = new ApiClient(cluster.transport(), "apiserver")
        .create(ClusterKinds.RUNTIME_CLASS, "", offer);
    boolean isThere = made.refusal().filter(refusal -> refusal.code() != ALREADY_THERE).isEmpty();
    if (!isThere && triesLeft > 0) actor.after(NEXT_TRY, () -> offer(actor, triesLeft - 1));
  }
}
