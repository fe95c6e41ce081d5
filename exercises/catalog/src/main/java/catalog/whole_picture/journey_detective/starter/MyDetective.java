package learner;

import java.util.List;
import kube.foundation.api.Pod;
import kube.simulation.detective.Detective;

/// Says how far a Pod has come, and who must act next.
public class MyDetective implements Detective {

  @Override
  public Diagnosis diagnose(Pod pod, List<AuditEvent> events) {
    // Which of the events are this Pod's, and where did the last of them leave it?
    return new Diagnosis(Stage.ACCEPTED, "", "");
  }
}
