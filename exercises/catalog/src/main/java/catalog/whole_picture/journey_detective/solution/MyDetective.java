package learner;

import java.util.Comparator;
import java.util.List;
import kube.foundation.api.Pod;
import kube.simulation.detective.Detective;

/// Says how far a Pod has come, and who must act next.
///
/// It reads the Pod's own events in the order of their times, and keeps one diagnosis that each of
/// them may move, forward or back. What is left at the end is how things stand now.
public class MyDetective implements Detective {

  @Override
  public Diagnosis diagnose(Pod pod, List<AuditEvent> events) {
    String uid = pod.metadata().uid();
    List<AuditEvent> trail = events.stream()
        .filter(event -> event.uid().equals(uid))
        .sorted(Comparator.comparing(AuditEvent::at))
        .toList();

    // It exists, so it was accepted, whatever the log has forgotten.
    Diagnosis now = new Diagnosis(Stage.ACCEPTED, "scheduler", "no event tells of it");
    for (AuditEvent event : trail) now = after(now, event);
    return now;
  }

  private static Diagnosis after(Diagnosis before, AuditEvent event) {
    Stage stage = before.lastReached();
    return switch (event.verb()) {
      case "create" -> event.detail().equals("static")
          ? at(Stage.SCHEDULED, "kubelet", event)
          : at(Stage.ACCEPTED, "scheduler", event);
      case "bind" -> at(Stage.SCHEDULED, "kubelet", event);
      case "pull-failed" -> at(Stage.SCHEDULED, "runtime", event);
      case "pull" -> at(Stage.IMAGE_PULLED, "runtime", event);
      case "start" -> at(Stage.RUNNING, "app (readiness probe)", event);
      case "ready" -> at(Stage.READY, "endpointslice controller", event);
      case "endpoint" -> at(Stage.IN_ENDPOINTS, "", event);

      // These lead back, and only from further on.
      case "stop" -> at(Stage.IMAGE_PULLED, "app", event);
      case "unready" -> stage == Stage.READY || stage == Stage.IN_ENDPOINTS
          ? at(Stage.RUNNING, "app (readiness probe)", event)
          : before;
      case "endpoint-gone" -> stage == Stage.IN_ENDPOINTS
          ? at(Stage.READY, "endpointslice controller", event)
          : before;
      default -> before;
    };
  }

  private static Diagnosis at(Stage stage, String next, AuditEvent event) {
    String evidence = event.actor() + " wrote " + event.verb() + " at " + event.at();
    return new Diagnosis(stage, next,
        event.detail().isEmpty() ? evidence : evidence + ": " + event.detail());
  }
}
