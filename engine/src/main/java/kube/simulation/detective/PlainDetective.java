package kube.simulation.detective;

import java.util.Comparator;
import java.util.List;

import kube.foundation.api.Pod;

/// Our own detective: those events that are this Pod's, in the order of their times; some lead
/// forward and some back.
public final class PlainDetective implements Detective {

  private record Finding(Stage stage, String blames, String evidence) {}

  @Override
  public Diagnosis diagnose(Pod pod, List<AuditEvent> events) {
    Finding finding = new Finding(Stage.ACCEPTED, "scheduler", "nothing is known of it");
    List<AuditEvent> own = events.stream().filter(event -> event.uid().equals(pod.metadata().uid()))
        .sorted(Comparator.comparing(AuditEvent::at)).toList();
    for (AuditEvent event : own) finding = after(finding, event);
    return new Diagnosis(finding.stage, finding.blames, finding.evidence);
  }

  private static Finding after(Finding before, AuditEvent event) {
    String evidence = event.actor() + " " + event.verb() + " at " + event.at();
    return switch (event.verb()) {
      case "create" -> event.detail().equals("static")
          ? new Finding(Stage.SCHEDULED, "kubelet", evidence)
          : new Finding(Stage.ACCEPTED, "scheduler", evidence);
      case "bind" -> new Finding(Stage.SCHEDULED, "kubelet", evidence);
      case "pull-failed" -> new Finding(Stage.SCHEDULED, "runtime",
          evidence + ": " + event.detail());
      case "pull" -> new Finding(Stage.IMAGE_PULLED, "runtime", evidence);
      case "start" -> new Finding(Stage.RUNNING, "app (readiness probe)", evidence);
      case "stop" -> new Finding(Stage.IMAGE_PULLED, "app", evidence);
      case "ready" -> new Finding(Stage.READY, "endpointslice controller", evidence);
      case "unready" -> before.stage.compareTo(Stage.RUNNING) > 0
          ? new Finding(Stage.RUNNING, "app (readiness probe)", evidence)
          : before;
      case "endpoint" -> new Finding(Stage.IN_ENDPOINTS, "", evidence);
      case "endpoint-gone" -> before.stage == Stage.IN_ENDPOINTS
          ? new Finding(Stage.READY, "endpointslice controller", evidence)
          : before;
      default -> before;
    };
  }
}
