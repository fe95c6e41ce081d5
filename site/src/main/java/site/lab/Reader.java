package site.lab;

import java.util.List;
import java.util.Locale;
import kube.Cluster;
import kube.foundation.api.Key;
import kube.simulation.detective.Detective.Diagnosis;

/// Answers what somebody who looks at the board wants to know, with the help of whoever stands in
/// the slots of those who look on. To be called on the cluster's loop.
final class Reader {
  private final Cluster cluster;
  private final KubectlLine kubectl;

  Reader(Cluster cluster) {
    this.cluster = cluster;
    this.kubectl = new KubectlLine(cluster);
  }

  String answer(Command.OfReader question) {
    return switch (question) {
      case Command.Explain(String namespace, String name) -> explain(new Key(namespace, name));
      case Command.Kubectl(String line) -> kubectl.run(List.of(line.strip().split("\\s+", -1)));
    };
  }

  private String explain(Key pod) {
    return cluster.explanations().of(pod).map(diagnosis -> words(pod.name(), diagnosis))
        .orElseThrow(() -> new LabTrouble("There is no Pod " + pod.name() + "."));
  }

  private static String words(String pod, Diagnosis diagnosis) {
    String reached = diagnosis.lastReached().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String next = diagnosis.blockedComponent().isEmpty()
        ? "There is nothing left to do."
        : "Next it is the turn of: " + diagnosis.blockedComponent() + ".";
    return "Pod " + pod + " has come as far as “" + reached + "”. " + next
        + (diagnosis.evidence().isEmpty() ? "" : " Evidence: " + diagnosis.evidence());
  }
}
