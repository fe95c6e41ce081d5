package kube.controlplane.controllermanager.daemonset;

import java.util.List;

import kube.foundation.api.Json;
import kube.foundation.api.LabelSelector;
import kube.foundation.api.Node;
import kube.foundation.api.Pod;
import kube.foundation.api.Resource;
import kube.foundation.api.Taint;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Which nodes should run a DaemonSet's Pod.
///
/// A Pod that runs already stays on a node which got a taint that only keeps new Pods away.
///
/// **In Kubernetes:** `NodeShouldRunDaemonPod`
/// ([daemon_controller.go](https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/daemon/daemon_controller.go)).
final class Suitability {

  private final Pod wish;
  private final List<JsonNode> terms;
  private final boolean anyTerm;

  /// @param wish the Pod as its author wishes it, on no node yet
  Suitability(ObjectNode wish) {
    this.wish = Pod.of(Resource.of(wish));
    JsonNode required = Json.at(wish, "spec.affinity.nodeAffinity"
        + ".requiredDuringSchedulingIgnoredDuringExecution");
    this.anyTerm = required.isMissingNode() || required.isNull();
    this.terms = Json.list(required, "nodeSelectorTerms", term -> term);
  }

  /// Whether a Pod should be started there.
  boolean shouldRun(Node node) {
    return isChosen(node) && node.taints().stream()
        .filter(taint -> !taint.effect().equals("PreferNoSchedule"))
        .allMatch(this::bears);
  }

  /// Whether a Pod that runs there may stay.
  boolean mayStay(Node node) {
    return isChosen(node) && node.taints().stream()
        .filter(taint -> taint.effect().equals("NoExecute"))
        .allMatch(this::bears);
  }

  private boolean bears(Taint taint) {
    return wish.tolerations().stream().anyMatch(toleration -> toleration.tolerates(taint));
  }

  private boolean isChosen(Node node) {
    String name = node.metadata().name();
    if (wish.isAssigned() && !wish.nodeName().equals(name)) return false;
    if (!node.metadata().labels().entrySet().containsAll(wish.nodeSelector().entrySet())) {
      return false;
    }
    return anyTerm || terms.stream().anyMatch(term -> fits(term, node));
  }

  /// A term that asks for nothing fits no node.
  private static boolean fits(JsonNode term, Node node) {
    if (term.path("matchExpressions").isEmpty() && term.path("matchFields").isEmpty()) {
      return false;
    }
    return term.path("matchExpressions").valueStream()
        .allMatch(expression -> holds(expression, node))
        && term.path("matchFields").valueStream().allMatch(field -> {
          boolean among = Json.list(field, "values", value -> value.asString(""))
              .contains(node.metadata().name());
          return Json.text(field, "operator").equals("NotIn") != among;
        });
  }

  private static boolean holds(JsonNode expression, Node node) {
    String operator = Json.text(expression, "operator");
    if (!operator.equals("Gt") && !operator.equals("Lt")) {
      ObjectNode selector = Json.object();
      selector.putArray("matchExpressions").add(expression.deepCopy());
      return LabelSelector.of(selector).matches(node.metadata().labels());
    }
    String label = node.metadata().labels().getOrDefault(Json.text(expression, "key"), "");
    String bound = expression.path("values").path(0).asString("");
    if (!label.matches("-?\\d{1,18}") || !bound.matches("-?\\d{1,18}")) return false;
    int order = Long.compare(Long.parseLong(label), Long.parseLong(bound));
    return operator.equals("Gt") ? order > 0 : order < 0;
  }
}
