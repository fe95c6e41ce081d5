package catalog.apiserver.strategic_merge;

import java.util.HashMap;
import java.util.Map;
import kube.controlplane.apiserver.patch.slot.PatchSchema;

/// What a kind says of its lists; a path that it does not mention is one value.
record Kind(String name, Map<String, ListRule> rules) implements PatchSchema {
  private static final ListRule BY_NAME = new ListRule.Merge("name");

  /// As Kubernetes has it: the rules of a Pod's lists, and of the Pods inside a Deployment.
  static final Kind POD = new Kind("Pod", containers("spec"));
  static final Kind DEPLOYMENT = new Kind("Deployment", containers("spec.template.spec"));

  Kind {
    rules = Map.copyOf(rules);
  }

  private static Map<String, ListRule> containers(String spec) {
    Map<String, ListRule> rules = new HashMap<>();
    rules.put("metadata.finalizers", new ListRule.Set());
    rules.put(spec + ".containers", BY_NAME);
    rules.put(spec + ".containers.env", BY_NAME);
    rules.put(spec + ".containers.ports", new ListRule.Merge("containerPort"));
    rules.put(spec + ".volumes", BY_NAME);
    return rules;
  }

  @Override
  public ListRule rule(String path) {
    return rules.getOrDefault(path, new ListRule.Atomic());
  }
}
