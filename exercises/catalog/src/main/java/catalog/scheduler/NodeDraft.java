package catalog.scheduler;

import java.nio.charset.StandardCharsets;
import kube.controlplane.scheduler.view.NodeView;
import kube.foundation.api.Json;
import kube.foundation.api.Resource;
import tools.jackson.databind.node.ObjectNode;

/// A node of the checks, as the scheduler reads it. It has a label with its own name, as nodes do.
public final class NodeDraft {
  private final ObjectNode tree;

  private NodeDraft(String name) {
    tree = (ObjectNode) Json.parse("""
        {"apiVersion": "v1", "kind": "Node", "spec": {}, "status": {}}
        """.getBytes(StandardCharsets.UTF_8));
    tree.withObject("/metadata").put("name", name).put("uid", "u-" + name);
    tree.withObject("/metadata/labels").put("kubernetes.io/hostname", name);
    offering("pods", "110");
  }

  public static NodeDraft named(String name) {
    return new NodeDraft(name);
  }

  public static NodeDraft of(String name, String cpu, String memory) {
    return named(name).offering("cpu", cpu).offering("memory", memory);
  }

  /// What Pods may use of it. It has a little more, which its own programs need.
  public NodeDraft offering(String resource, String amount) {
    tree.withObject("/status/allocatable").put(resource, amount);
    return this;
  }

  public NodeDraft labeled(String key, String value) {
    tree.withObject("/metadata/labels").put(key, value);
    return this;
  }

  public NodeDraft tainted(String key, String value, String effect) {
    tree.withObject("/spec").withArray("taints").addObject().put("key", key).put("value", value)
        .put("effect", effect);
    return this;
  }

  public NodeDraft cordoned() {
    tree.withObject("/spec").put("unschedulable", true);
    return this;
  }

  public NodeView seen() {
    return NodeView.of(Resource.of(tree.deepCopy()));
  }
}
