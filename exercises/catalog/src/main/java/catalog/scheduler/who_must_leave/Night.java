package catalog.scheduler.who_must_leave;

import static grader.check.Feedback.weDid;

import catalog.scheduler.NodeDraft;
import catalog.scheduler.PodDraft;
import grader.check.Feedback;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kube.controlplane.scheduler.preemption.DisruptionBudget;
import kube.controlplane.scheduler.slot.Picker.Seats;
import kube.controlplane.scheduler.slot.Preemptor;
import kube.controlplane.scheduler.slot.Preemptor.Plan;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.api.Json;
import kube.foundation.api.Resource;
import tools.jackson.databind.node.ObjectNode;

/// A full cluster, and the question who leaves for a newcomer.
final class Night {
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final List<Seats> nodes = new ArrayList<>();
  private final List<DisruptionBudget> budgets = new ArrayList<>();
  private final String told;

  /// @param told the cluster in a sentence, for whoever reads the message
  Night(String told) {
    this.told = told;
  }

  Night node(NodeDraft node, PodDraft... pods) {
    nodes.add(new Seats(node.seen(), Stream.of(pods).map(PodDraft::seen).toList()));
    return this;
  }

  /// Of the Pods with `app=` that, so many may leave now.
  Night budget(String app, int allowed) {
    ObjectNode tree = (ObjectNode) Json.parse("""
        {"apiVersion": "policy/v1", "kind": "PodDisruptionBudget",
         "metadata": {"namespace": "default"}, "spec": {}}
        """.getBytes(StandardCharsets.UTF_8));
    tree.withObject("/metadata").put("name", app + "-" + budgets.size());
    tree.withObject("/spec/selector/matchLabels").put("app", app);
    tree.withObject("/status").put("disruptionsAllowed", allowed);
    budgets.add(DisruptionBudget.of(Resource.of(tree)));
    return this;
  }

  List<Seats> nodes() {
    return List.copyOf(nodes);
  }

  List<DisruptionBudget> budgets() {
    return List.copyOf(budgets);
  }

  Answer ask(Preemptor preemptor, String which, PodDraft incoming) {
    return ask(preemptor, which, incoming.seen());
  }

  Answer ask(Preemptor preemptor, String which, PodView incoming) {
    Optional<Plan> plan = preemptor.plan(incoming, nodes(), budgets());
    return new Answer(plan,
        weDid(told + " " + which).youAnswered("You answered: " + words(plan) + "."));
  }

  static String words(Optional<Plan> plan) {
    return plan.map(one -> one.node() + ", where " + one.victimUids().stream().sorted().toList()
        + " leave").orElse("nobody leaves");
  }

  /// What came back, and how to speak of it.
  record Answer(Optional<Plan> plan, Feedback feedback) {
    boolean evicts(String uid) {
      return plan.isPresent() && plan.get().victimUids().contains(uid);
    }

    int victims() {
      return plan.map(one -> one.victimUids().size()).orElse(0);
    }

    void must(String node, List<String> victims, String because) {
      Optional<Plan> needed = Optional.of(new Plan(node, victims));
      feedback.weNeeded("We needed: " + words(needed) + ".").because(because).read("L14")
          .failUnless(isSame(plan, needed));
    }

    void mustBeNobody(String because) {
      feedback.weNeeded("We needed: nobody leaves.").because(because).read("L14#fact-helps")
          .failUnless(plan.isEmpty());
    }
  }

  /// Whether both clear the same node of the same Pods, in whatever order.
  static boolean isSame(Optional<Plan> one, Optional<Plan> other) {
    return words(one).equals(words(other));
  }

  /// A Pod that runs on no node in particular since some minutes after noon.
  static PodDraft pod(String name, String cpu, int priority, int minute) {
    return PodDraft.named(name).app(cpu, "").priority(priority).runningOn("here",
        NOON.plusSeconds(60L * minute));
  }

  /// A Pod that looks for a node.
  static PodDraft newcomer(String cpu, int priority) {
    return PodDraft.named("pay").app(cpu, "").priority(priority);
  }
}
