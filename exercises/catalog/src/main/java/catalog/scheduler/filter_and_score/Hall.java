package catalog.scheduler.filter_and_score;

import static grader.check.Feedback.weDid;

import catalog.scheduler.NodeDraft;
import catalog.scheduler.PodDraft;
import grader.check.Feedback;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import kube.controlplane.scheduler.slot.Picker;
import kube.controlplane.scheduler.slot.Picker.Chosen;
import kube.controlplane.scheduler.slot.Picker.Nowhere;
import kube.controlplane.scheduler.slot.Picker.Pick;
import kube.controlplane.scheduler.slot.Picker.Seats;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.machine.Randomness;

/// Some nodes with the Pods on them, and the question where another Pod goes.
final class Hall {
  private final List<Seats> nodes = new ArrayList<>();
  private final String told;

  /// @param told the nodes in a sentence, for whoever reads the message
  Hall(String told) {
    this.told = told;
  }

  Hall node(NodeDraft node, PodDraft... pods) {
    nodes.add(new Seats(node.seen(), Stream.of(pods).map(PodDraft::seen).toList()));
    return this;
  }

  List<Seats> nodes() {
    return List.copyOf(nodes);
  }

  Answer ask(Picker picker, String which, PodDraft pod) {
    return ask(picker, which, pod.seen());
  }

  Answer ask(Picker picker, String which, PodView pod) {
    Pick pick = picker.pick(pod, nodes(), new Randomness(1));
    return new Answer(pick, weDid(told + " " + which).youAnswered("You answered: " + words(pick)));
  }

  static String words(Pick pick) {
    return switch (pick) {
      case Chosen(String node, var scores) -> node + ", with the scores " + scores + ".";
      case Nowhere(var reasons) -> "nowhere, for these reasons: " + reasons + ".";
    };
  }

  /// What came back, and how to speak of it.
  record Answer(Pick pick, Feedback feedback) {
    boolean isOn(String node) {
      return pick instanceof Chosen(String chosen, _) && chosen.equals(node);
    }

    void must(String node, String because) {
      feedback.weNeeded("We needed: " + node + ".").because(because).read("L13")
          .failUnless(isOn(node));
    }

    void mustScore(SortedMap<String, Integer> scores, String because) {
      feedback.weNeeded("We needed the scores " + scores + ".").because(because)
          .read("L13#fact-score")
          .failUnless(pick instanceof Chosen(_, var theirs) && theirs.equals(scores));
    }

    void mustRefuse(SortedMap<String, String> reasons, String because) {
      feedback.weNeeded("We needed: nowhere, for these reasons: " + reasons + ".").because(because)
          .read("L13#fact-reasons")
          .failUnless(pick instanceof Nowhere(var theirs) && theirs.equals(reasons));
    }
  }
}
