package learner;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kube.controlplane.controllermanager.replicaset.PodControl;
import kube.controlplane.controllermanager.replicaset.ReplicaSetController;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Condition;
import kube.foundation.api.Key;
import kube.foundation.api.Metadata;
import kube.foundation.api.Pod;
import kube.foundation.api.ReplicaSet;
import kube.foundation.api.ReplicaSetStatus;
import kube.foundation.client.Lister;
import kube.foundation.client.Result;
import kube.foundation.machine.Clock;

/// Another way with the late cache: do not wait for it, correct it.
///
/// The controller keeps the Pods that it made and the names that it crossed out, lays both over the
/// photograph, and counts in the corrected picture. It may so act again at once when the wish
/// changes, where the reference solution waits. It stops creating at the first refusal.
public final class MyReplicaSetController implements ReplicaSetController {

  /// What I did to one Pod, not shown yet: empty means deleted.
  private record Correction(Optional<Pod> born, String setUid, Instant until) {}

  private final Map<String, Correction> corrections = new TreeMap<>();

  @Override
  public Result reconcile(Key key, Lister<ReplicaSet> sets, Lister<Pod> pods, PodControl control,
      Clock clock) {
    return sets.get(key)
        .map(set -> new Pass(set, control, clock).run(pods.list(key.namespace())))
        .orElse(Result.done());
  }

  @Override
  public void podSeen(Pod pod, boolean deleted) {
    Correction correction = corrections.get(pod.metadata().uid());
    if (correction == null) return;
    if (correction.born().isPresent() || deleted || pod.metadata().isBeingDeleted()) {
      corrections.remove(pod.metadata().uid());
    }
  }

  /// One pass for one set.
  private final class Pass {
    private final ReplicaSet set;
    private final Metadata me;
    private final PodControl control;
    private final Instant now;
    private Optional<String> refusal = Optional.empty();

    private Pass(ReplicaSet set, PodControl control, Clock clock) {
      this.set = set;
      this.me = set.metadata();
      this.control = control;
      this.now = clock.now();
    }

    private Result run(List<Pod> photograph) {
      corrections.values().removeIf(correction -> !correction.until().isAfter(now));
      List<Pod> shown = new ArrayList<>(
          photograph.stream().filter(pod -> fills(pod) && pod.metadata().isControlledBy(me))
              .toList());
      if (!me.isBeingDeleted()) {
        photograph.stream().filter(this::isStray).forEach(pod -> ask(control.release(pod, set)));
        photograph.stream().filter(this::isOrphan)
            .filter(pod -> ask(control.adopt(pod, set))).forEach(shown::add);
        level(corrected(shown));
      }
      ReplicaSetStatus status = status(shown);
      if (!status.equals(set.status())) ask(control.updateStatus(set, status));
      return refusal.map(Result::retry).orElseGet(() -> nextLook(shown));
    }

    private void level(List<Pod> mine) {
      for (int count = mine.size(); count < set.replicas(); count++) {
        ApiResult<Pod> created = control.create(set);
        if (!ask(created)) return;
        remember(created.orThrow().metadata(), created.toOptional());
      }
      mine.stream().sorted(order(mine)).limit(Math.max(0, mine.size() - set.replicas()))
          .filter(pod -> ask(control.delete(pod, set)))
          .forEach(pod -> remember(pod.metadata(), Optional.empty()));
    }

    private List<Pod> corrected(List<Pod> shown) {
      List<Pod> picture = new ArrayList<>(shown);
      picture.removeIf(pod -> corrections.containsKey(pod.metadata().uid()));
      corrections.values().stream().filter(it -> it.setUid().equals(me.uid()))
          .flatMap(it -> it.born().stream()).forEach(picture::add);
      return picture;
    }

    private void remember(Metadata pod, Optional<Pod> born) {
      corrections.put(pod.uid(), new Correction(born, me.uid(), now.plus(Duration.ofMinutes(5))));
    }

    private boolean fills(Pod pod) {
      return !pod.isFinished() && !pod.metadata().isBeingDeleted()
          && set.selector().matches(pod.metadata().labels());
    }

    private boolean isOrphan(Pod pod) {
      return fills(pod) && pod.metadata().controller().isEmpty();
    }

    private boolean isStray(Pod pod) {
      return pod.metadata().isControlledBy(me) && !pod.isFinished()
          && !pod.metadata().isBeingDeleted() && !set.selector().matches(pod.metadata().labels());
    }

    private Comparator<Pod> order(List<Pod> mine) {
      Map<String, Long> crowd = mine.stream().collect(groupingBy(Pod::nodeName, counting()));
      return comparing(Pod::isAssigned)
          .thenComparing(pod -> !pod.phase().equals("Pending"))
          .thenComparing(pod -> !pod.phase().equals("Unknown"))
          .thenComparing(Pod::isReady)
          .thenComparing(pod -> Integer.valueOf(pod.metadata().annotations()
              .getOrDefault("controller.kubernetes.io/pod-deletion-cost", "0")))
          .thenComparing(pod -> crowd.get(pod.nodeName()), reverseOrder())
          .thenComparing(pod -> ready(pod).orElse(Instant.MAX), reverseOrder())
          .thenComparing(pod -> pod.containerStatuses().stream()
              .mapToInt(container -> container.restartCount()).max().orElse(0), reverseOrder())
          .thenComparing(pod -> pod.metadata().creationTimestamp().orElse(Instant.MAX),
              reverseOrder());
    }

    private ReplicaSetStatus status(List<Pod> shown) {
      return new ReplicaSetStatus(shown.size(),
          (int) shown.stream().filter(pod -> pod.metadata().labels().entrySet()
              .containsAll(set.templateLabels().entrySet())).count(),
          (int) shown.stream().filter(Pod::isReady).count(),
          (int) shown.stream().filter(pod -> ready(pod).filter(
              since -> !since.plus(set.minReady()).isAfter(now)).isPresent()).count(),
          me.generation());
    }

    private Result nextLook(List<Pod> shown) {
      return shown.stream().flatMap(pod -> ready(pod).stream())
          .map(since -> since.plus(set.minReady())).filter(moment -> moment.isAfter(now))
          .min(Comparator.naturalOrder())
          .map(moment -> Result.after(Duration.between(now, moment))).orElse(Result.done());
    }

    private static Optional<Instant> ready(Pod pod) {
      return pod.condition("Ready").filter(Condition::isTrue)
          .flatMap(Condition::lastTransitionTime);
    }

    private boolean ask(ApiResult<?> answer) {
      answer.refusal().filter(status -> !status.isNotFound())
          .ifPresent(status -> refusal = refusal.or(() -> Optional.of(status.message())));
      return answer.isOk();
    }
  }
}
