package catalog.whole_picture.journey_detective;

import static grader.check.Feedback.weDid;

import grader.check.Feedback;
import java.util.List;
import java.util.Locale;
import kube.foundation.api.Pod;
import kube.simulation.detective.Detective;
import kube.simulation.detective.Detective.AuditEvent;
import kube.simulation.detective.Detective.Diagnosis;
import kube.simulation.detective.Detective.Stage;

/// What is right: where the Pod stands and who must act next.
record Finding(Stage stage, String next) {

  static final String SCHEDULER = "scheduler";
  static final String KUBELET = "kubelet";
  static final String RUNTIME = "runtime";
  static final String APP = "app";
  static final String PROBE = "app (readiness probe)";
  static final String SLICES = "endpointslice controller";
  static final String NOBODY = "";

  /// Asks about a Pod of which these events are known, and prepares what to say if it is wrong.
  Asked ask(Detective detective, String told, Pod pod, List<AuditEvent> events) {
    Diagnosis answer = detective.diagnose(pod, events);
    Feedback feedback = weDid(told).youAnswered("You answered " + said(answer) + ".")
        .weNeeded("We needed " + this + ".");
    return new Asked(this, answer, feedback);
  }

  boolean isRight(Diagnosis answer) {
    return answer.lastReached() == stage && answer.blockedComponent().equals(next);
  }

  static String said(Diagnosis answer) {
    return new Finding(answer.lastReached(), answer.blockedComponent()).toString();
  }

  @Override
  public String toString() {
    return stage.name().toUpperCase(Locale.ROOT) + ", and "
        + (next.isEmpty() ? "nothing left to do" : "next is: " + next);
  }

  /// An answer, and what to say about it.
  record Asked(Finding right, Diagnosis answer, Feedback feedback) {

    /// Why this matters, and where to read about it.
    Asked because(String sentence, String read) {
      return new Asked(right, answer, feedback.because(sentence).read(read));
    }

    /// Recognizes a known mistake by the stage or the part that was named.
    Asked named(String misconception, String message, boolean isIt) {
      feedback.named(misconception, message).failWhen(isIt);
      return this;
    }

    void mustBeRight() {
      feedback.failUnless(right.isRight(answer));
    }
  }
}
