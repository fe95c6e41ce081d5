package catalog.controllers.replicaset_controller;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import kube.foundation.api.ReplicaSetStatus;
import kube.foundation.client.Result;

/// Puts into words what a learner's controller did.
final class Say {

  private static final int MOST_NAMED = 6;

  private Say() {}

  /// The requests with one of these verbs: `You asked for create web-7, create web-8`.
  static String asked(TrayWorld tray, String... verbs) {
    Set<String> wanted = new TreeSet<>(List.of(verbs));
    List<Trace.Request> found = tray.trace.requests().stream()
        .filter(request -> wanted.contains(request.verb())).toList();
    String either = String.join(", ", wanted);
    return found.isEmpty()
        ? "You did nothing of this kind (" + either + ")"
        : "You asked for " + list(found);
  }

  static String list(List<Trace.Request> requests) {
    if (requests.isEmpty()) return "nothing";
    String named = requests.stream().limit(MOST_NAMED)
        .map(request -> request.verb() + (request.pod().isEmpty() ? "" : " " + request.pod())
            + (request.granted() ? "" : " (refused)"))
        .collect(Collectors.joining(", "));
    int more = requests.size() - MOST_NAMED;
    return more > 0 ? named + " and " + more + " more" : named;
  }

  static String status(ReplicaSetStatus status) {
    return status.replicas() + " replicas, " + status.fullyLabeledReplicas() + " fully labeled, "
        + status.readyReplicas() + " ready, " + status.availableReplicas()
        + " available, generation "
        + status.observedGeneration();
  }

  static String result(Result result) {
    return switch (result) {
      case Result.Done _ -> "`Result.done`";
      case Result.After after -> "`Result.after` " + after.delay().toSeconds() + " s";
      case Result.Retry _ -> "`Result.retry`";
    };
  }
}
