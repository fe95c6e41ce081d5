package kube.controlplane.controllermanager.ttl;

import java.util.List;

import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Node;
import kube.foundation.client.ApiClient;
import kube.foundation.client.ControllerLoop;

import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;

import tools.jackson.databind.node.ObjectNode;

/// The larger the cluster, the longer a kubelet may live with a copy of a Secret or ConfigMap: so
/// many nodes asking every second would be too much for the API server.
///
/// The steps overlap, so that a cluster of about one hundred nodes does not rewrite all of them
/// whenever one comes or goes.
///
/// Owned by the loop.
///
/// **In Kubernetes:**
/// [ttl_controller.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/ttl/ttl_controller.go)
public final class TtlController {

  private static final String ANNOTATION = "node.alpha.kubernetes.io/ttl";

  /// A step that holds from `smallest` to `largest` nodes.
  private record Step(int smallest, int largest, int seconds) {}

  private static final List<Step> STEPS = List.of(new Step(0, 100, 0), new Step(90, 500, 15),
      new Step(450, 1_000, 30), new Step(900, 2_000, 60), new Step(1_800, 10_000, 300),
      new Step(9_000, Integer.MAX_VALUE, 600));

  private final ApiClient client;
  private final SharedInformer<Node> nodes;
  private final ControllerLoop loop;
  private int nodeCount;
  private int step;

  public TtlController(Actor actor, ApiClient client, Informers informers) {
    this.client = client;
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.nodes = informers.of(Kinds.NODE);
    nodes.onChange(change -> {
      if (change.before().isEmpty()) count(1);
      if (change.isDeletion()) count(-1);
      change.after().ifPresent(node -> loop.look(node.key()));
    });
  }

  private void count(int difference) {
    nodeCount += difference;
    int before = step;
    while (nodeCount > STEPS.get(step).largest) step++;
    while (nodeCount < STEPS.get(step).smallest) step--;
    if (step != before) nodes.list("").forEach(node -> loop.look(node.key()));
  }

  private Result reconcile(Key key) {
    String wanted = Integer.toString(STEPS.get(step).seconds);
    boolean isRight = nodes.get(key)
        .map(node -> wanted.equals(node.metadata().annotations().get(ANNOTATION)))
        .orElse(true);
    if (isRight) return Result.done();
    ObjectNode patch = Json.object();
    patch.putObject("metadata").putObject("annotations").put(ANNOTATION, wanted);
    return client.patch(Kinds.NODE, key, patch)
        .refusal()
        .filter(refusal -> !refusal.isNotFound())
        .map(refusal -> Result.retry(refusal.message()))
        .orElse(Result.done());
  }
}
