package catalog.scheduler;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.api.Json;
import kube.foundation.api.Resource;
import tools.jackson.databind.node.ObjectNode;

/// A Pod of the checks, written down as its author would write it, and read as the scheduler reads.
///
/// It waits for the default scheduler, unless it is said where it sits. Its uid is `u-` and its name.
public final class PodDraft {
  private final ObjectNode tree;
  private ObjectNode container;

  private PodDraft(String name) {
    tree = (ObjectNode) Json.parse("""
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"namespace": "default"},
         "spec": {"schedulerName": "default-scheduler"}, "status": {"phase": "Pending"}}
        """.getBytes(StandardCharsets.UTF_8));
    tree.withObject("/metadata").put("name", name).put("uid", "u-" + name);
    container = Json.object();
  }

  public static PodDraft named(String name) {
    return new PodDraft(name);
  }

  /// One container that asks for so much; an empty text asks for nothing.
  public PodDraft app(String cpu, String memory) {
    return container("containers", cpu, memory);
  }

  /// A step before the containers, which ends before they start.
  public PodDraft init(String cpu, String memory) {
    return container("initContainers", cpu, memory);
  }

  /// A step before the containers that goes on beside them.
  public PodDraft sidecar(String cpu, String memory) {
    PodDraft here = container("initContainers", cpu, memory);
    container.put("restartPolicy", "Always");
    return here;
  }

  private PodDraft container(String list, String cpu, String memory) {
    container = tree.withObject("/spec").withArray(list).addObject();
    container.put("name", "c").put("image", "nginx");
    return cpu.isEmpty() ? asking("memory", memory) : asking("cpu", cpu).asking("memory", memory);
  }

  /// What the last container asks for besides.
  public PodDraft asking(String resource, String amount) {
    if (!amount.isEmpty()) container.withObject("/resources/requests").put(resource, amount);
    return this;
  }

  /// Where the last container is stopped.
  public PodDraft limit(String cpu) {
    container.withObject("/resources/limits").put("cpu", cpu);
    return this;
  }

  public PodDraft overhead(String cpu) {
    tree.withObject("/spec/overhead").put("cpu", cpu);
    return this;
  }

  public PodDraft port(String protocol, int port) {
    return port("", protocol, port);
  }

  public PodDraft port(String ip, String protocol, int port) {
    container.withArray("ports").addObject().put("hostIP", ip).put("protocol", protocol)
        .put("containerPort", 80).put("hostPort", port);
    return this;
  }

  public PodDraft labeled(String key, String value) {
    tree.withObject("/metadata/labels").put(key, value);
    return this;
  }

  public PodDraft onlyWhere(String key, String value) {
    tree.withObject("/spec/nodeSelector").put(key, value);
    return this;
  }

  /// Bears a taint; empty texts are left out.
  public PodDraft bearing(String key, String operator, String value, String effect) {
    tree.withObject("/spec").withArray("tolerations").addObject().put("key", key)
        .put("operator", operator).put("value", value).put("effect", effect);
    return this;
  }

  /// Must not be where Pods with that label are; the node's label says what a place is.
  public PodDraft farFrom(String key, String value, String topologyKey) {
    ObjectNode term = tree.withObject("/spec/affinity/podAntiAffinity")
        .withArray("requiredDuringSchedulingIgnoredDuringExecution").addObject();
    term.put("topologyKey", topologyKey);
    term.withObject("/labelSelector/matchLabels").put(key, value);
    return this;
  }

  public PodDraft priority(int priority) {
    tree.withObject("/spec").put("priority", priority);
    return this;
  }

  /// It waits for its turn, and pushes nobody out.
  public PodDraft neverPreempting() {
    tree.withObject("/spec").put("preemptionPolicy", "Never");
    return this;
  }

  public PodDraft of(String schedulerName) {
    tree.withObject("/spec").put("schedulerName", schedulerName);
    return this;
  }

  public PodDraft in(String namespace) {
    tree.withObject("/metadata").put("namespace", namespace);
    return this;
  }

  /// It sits on that node, and runs since then.
  public PodDraft runningOn(String node, Instant since) {
    tree.withObject("/spec").put("nodeName", node);
    tree.withObject("/status").put("phase", "Running").put("startTime", Json.time(since));
    return this;
  }

  /// It is being deleted, because another one needs its place.
  public PodDraft leavingForAnother(Instant deleted) {
    tree.withObject("/metadata").put("deletionTimestamp", Json.time(deleted));
    tree.withObject("/status").withArray("conditions").addObject().put("type", "DisruptionTarget")
        .put("status", "True").put("reason", "PreemptionByScheduler");
    return this;
  }

  /// It waits for others to leave that node.
  public PodDraft promised(String node) {
    tree.withObject("/status").put("nominatedNodeName", node);
    return this;
  }

  /// As the scheduler sees it.
  public PodView seen() {
    return PodView.of(Resource.of(tree.deepCopy()));
  }
}
