package learner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kube.foundation.api.Pod;
import kube.simulation.detective.Detective;

/// Another way: what is the newest word on each question? The first "no" is where the Pod stands.
public final class MyDetective implements Detective {
  private static final Map<Stage, String> NEXT = Map.of(
      Stage.ACCEPTED, "scheduler",
      Stage.SCHEDULED, "kubelet",
      Stage.IMAGE_PULLED, "runtime",
      Stage.RUNNING, "app (readiness probe)",
      Stage.READY, "endpointslice controller",
      Stage.IN_ENDPOINTS, "");

  /// The words that bring a Pod to a stage, from before it or from after it.
  private static final Map<Stage, Set<String>> WORDS = Map.of(
      Stage.ACCEPTED, Set.of("create"),
      Stage.SCHEDULED, Set.of("create", "bind", "pull-failed"),
      Stage.IMAGE_PULLED, Set.of("pull", "stop"),
      Stage.RUNNING, Set.of("start", "unready"),
      Stage.READY, Set.of("ready", "endpoint-gone"),
      Stage.IN_ENDPOINTS, Set.of("endpoint"));

  @Override
  public Diagnosis diagnose(Pod pod, List<AuditEvent> events) {
    List<AuditEvent> own = new ArrayList<>(events);
    own.removeIf(event -> !event.uid().equals(pod.metadata().uid()));
    own.sort((left, right) -> left.at().compareTo(right.at()));
    return diagnosis(stage(own), own);
  }

  private static Stage stage(List<AuditEvent> own) {
    boolean isStatic = own.stream().anyMatch(event -> event.detail().equals("static"));
    if (!isStatic && newest(own, Set.of("bind")) < 0) return Stage.ACCEPTED;
    if (newest(own, Set.of("pull")) <= newest(own, Set.of("pull-failed"))) return Stage.SCHEDULED;
    if (!isSo(own, "start", "stop")) return Stage.IMAGE_PULLED;
    if (!isSo(own, "ready", "unready")) return Stage.RUNNING;
    return isSo(own, "endpoint", "endpoint-gone") ? Stage.IN_ENDPOINTS : Stage.READY;
  }

  private static Diagnosis diagnosis(Stage stage, List<AuditEvent> own) {
    int index = newest(own, WORDS.get(stage));
    if (index < 0) return new Diagnosis(stage, NEXT.get(stage), "");
    AuditEvent shown = own.get(index);
    String next = switch (shown.verb()) {
      case "pull-failed" -> "runtime";
      case "stop" -> "app";
      default -> NEXT.get(stage);
    };
    return new Diagnosis(stage, next,
        "%s, %s, %s".formatted(shown.actor(), shown.verb(), shown.detail()));
  }

  private static boolean isSo(List<AuditEvent> own, String yes, String no) {
    return newest(own, Set.of(yes)) > newest(own, Set.of(no));
  }

  /// Where the newest of these words stands in the trail; -1 when there is none.
  private static int newest(List<AuditEvent> own, Set<String> words) {
    int index = own.size() - 1;
    while (index >= 0 && !words.contains(own.get(index).verb())) index--;
    return index;
  }
}
