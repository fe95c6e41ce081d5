package kube.controlplane.controllermanager.nodeipam;

import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import java.util.NavigableSet;
import java.util.TreeSet;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Node;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Change;
import kube.foundation.client.ControllerLoop;
import kube.foundation.client.EventRecorder;
import kube.foundation.client.Informers;
import kube.foundation.client.Result;
import kube.foundation.client.SharedInformer;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Part;
import tools.jackson.databind.node.ObjectNode;

/// Assigns a /24 of `10.244.0.0/16` to each node that has none.
///
/// A range is free again when its node is gone. What this controller has just given away counts as
/// taken, also where its copy of the nodes does not show it yet.
///
/// Owned by the loop.
///
/// **Models** the range allocator: one range a node, no two nodes with the same, and the note when
/// none is left. **Leaves out** IPv6 and other sizes of ranges.
///
/// **In Kubernetes:** the flag `--allocate-node-cidrs` of
/// https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/
public final class NodeIpamController {

  private static final int RANGES = 256;

  private final ApiClient client;
  private final Part<NodeCidrs> ranges;
  private final EventRecorder events;
  private final SharedInformer<Node> nodes;
  private final ControllerLoop loop;
  private final TreeMap<Key, String> given = new TreeMap<>();

  public NodeIpamController(Actor actor, ApiClient client, Informers informers,
      Part<NodeCidrs> ranges) {
    this.ranges = ranges;
    this.client = client;
    this.events = new EventRecorder(actor, client, "cidrAllocator");
    this.loop = new ControllerLoop(actor, this::reconcile);
    this.nodes = informers.of(Kinds.NODE).onChange(this::changed);
  }

  private void changed(Change<Node> change) {
    Node node = change.object();
    if (change.isDeletion()) {
      given.remove(node.key());
      ranges.tell(part -> part.release(node.metadata().name()));
      nodes.list("").stream().filter(other -> other.podCidr().isEmpty())
          .forEach(other -> loop.look(other.key()));
    } else if (node.podCidr().isEmpty()) {
      loop.look(node.key());
    }
  }

  private Result reconcile(Key key) {
    if (!nodes.isSynced()) return Result.after(Duration.ofMillis(100));
    Optional<Node> node = nodes.get(key);
    if (node.isEmpty() || !node.get().podCidr().isEmpty()) return Result.done();
    Optional<String> range = Optional.ofNullable(given.get(key)).or(() -> assigned(key.name()));
    if (range.isEmpty()) {
      events.normal(Kinds.NODE, node.get().metadata(), "CIDRNotAvailable",
          "Node " + key.name() + " status is now: CIDRNotAvailable");
      return Result.retry("failed to allocate cidr from cluster cidr at idx:0: "
          + "CIDR allocation failed; there are no remaining CIDRs left to allocate in the accepted"
          + " range");
    }
    given.put(key, range.get());
    return assign(key, range.get());
  }

  private Result assign(Key key, String range) {
    ObjectNode patch = Json.object();
    ObjectNode spec = patch.putObject("spec").put("podCIDR", range);
    spec.putArray("podCIDRs").add(range);
    ApiResult<Node> done = client.patch(Kinds.NODE, key, patch);
    return done.refusal().filter(refusal -> !refusal.isNotFound())
        .map(refusal -> Result.retry(refusal.message())).orElse(Result.done());
  }

  private NavigableSet<String> taken() {
    NavigableSet<String> taken = new TreeSet<>(given.values());
    nodes.list("").forEach(node -> taken.add(node.podCidr()));
    return taken;
  }

  private Optional<String> assigned(String node) {
    NavigableSet<String> taken = taken();
    Optional<String> range = ranges.ask(part -> part.assign(node, taken));
    Optional<String> lie = ranges.isForeign() ? lieIn(range, taken) : Optional.empty();
    if (lie.isEmpty()) return range;
    ranges.lied(lie.get());
    return ranges.ask(part -> part.assign(node, taken));
  }

  private static Optional<String> lieIn(Optional<String> range, NavigableSet<String> taken) {
    if (range.isEmpty()) {
      return taken.size() < RANGES
          ? Optional.of("it says that no range is left, with " + taken.size() + " of " + RANGES
              + " given")
          : Optional.empty();
    }
    if (!range.get()
        .matches("10\\.244\\.([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])\\.0/24")) {
      return Optional.of("it gave " + range.get() + ", which is no /24 of 10.244.0.0/16");
    }
    return taken.contains(range.get())
        ? Optional.of("it gave the range " + range.get() + " to two nodes")
        : Optional.empty();
  }
}
