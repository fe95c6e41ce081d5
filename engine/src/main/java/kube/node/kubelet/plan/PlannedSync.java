package kube.node.kubelet.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import kube.node.kubelet.plan.ContainerSeen.Activity;
import kube.node.kubelet.plan.ContainerSeen.Role;
import kube.node.kubelet.plan.PodSeen.Room;
import kube.node.kubelet.plan.Step.Confirm;
import kube.node.kubelet.plan.Step.MakeRoom;
import kube.node.kubelet.plan.Step.Start;
import kube.node.kubelet.plan.Step.Stop;
import kube.node.kubelet.plan.Step.StopRoom;
import org.jspecify.annotations.Nullable;

/// Our own worker's head: a comparison of the wish with what is seen, and nothing else.
///
/// There are four situations: the Pod ends; it has no room; it is being initialised; its programs
/// run. The plan never remembers: whatever happened, it starts from what there is, so that a kubelet
/// that comes back starts nothing twice.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/
public final class PlannedSync implements PodSync {

  @Override
  public PodPlan sync(PodPlan.Wish wished, PodSeen seen, Instant now) {
    Draft draft = new Draft(wished, seen, now);
    if (seen.isEnding() || draft.isOver()) {
      draft.end();
    } else if (seen.room() != Room.READY) {
      draft.steps.add(new MakeRoom());
    } else {
      draft.look();
      if (draft.initialize()) draft.run();
    }
    return new PodPlan(draft.steps, Optional.ofNullable(draft.earliest));
  }

  @Override
  public String phase(PodPlan.Wish wished, PodSeen seen) {
    return PodPhase.of(wished.restartPolicy(), seen);
  }

  /// Whether a container whose run has ended is to run again.
  public static boolean isWantedAgain(String restartPolicy, ContainerSeen container) {
    return switch (container.role()) {
      case SIDECAR -> true;
      case EPHEMERAL -> false;
      case INIT -> container.hasFailed() && !container.policyIn(restartPolicy).equals("Never");
      case APP -> switch (container.policyIn(restartPolicy)) {
        case "Never" -> false;
        case "OnFailure" -> container.hasFailed();
        default -> true;
      };
    };
  }

  /// A plan that is being made.
  private static final class Draft {
    private final PodPlan.Wish wish;
    private final PodSeen seen;
    private final Instant now;
    private final List<Step> steps = new ArrayList<>();
    private @Nullable Instant earliest;

    private Draft(PodPlan.Wish wish, PodSeen seen, Instant now) {
      this.wish = wish;
      this.seen = seen;
      this.now = now;
    }

    private boolean isOver() {
      String phase = PodPhase.of(wish.restartPolicy(), seen);
      return phase.equals("Succeeded") || phase.equals("Failed");
    }

    /// Apps first, all together; then the sidecars, the last first; then the room.
    private void end() {
      List<ContainerSeen> first = Stream.of(seen.apps(), seen.ephemeral(), seen.initContainers())
          .flatMap(List::stream).filter(one -> one.role() != Role.SIDECAR)
          .filter(ContainerSeen::isAlive).toList();
      first.forEach(this::stop);
      if (!first.isEmpty()) return;
      Optional<ContainerSeen> sidecar = seen.lastLivingSidecar();
      sidecar.ifPresent(this::stop);
      if (sidecar.isPresent()) return;
      if (seen.room() == Room.READY) steps.add(new StopRoom());
      if (wish.isBeingDeleted()) steps.add(new Confirm());
    }

    private void look() {
      seen.ephemeral().stream().filter(one -> one.activity() == Activity.NEW)
          .forEach(one -> steps.add(new Start(one.name())));
    }

    /// One init container after the other. True when the apps may start.
    private boolean initialize() {
      boolean isDone = seen.hasAppRun();
      for (ContainerSeen init : seen.initContainers()) {
        if (init.role() == Role.SIDECAR) {
          keepRunning(init);
          if (!isDone && !init.isStarted()) return false;
        } else if (!isDone && !init.hasSucceeded()) {
          keepRunning(init);
          return false;
        }
      }
      return true;
    }

    private void run() {
      seen.apps().forEach(this::keepRunning);
    }

    private void keepRunning(ContainerSeen container) {
      boolean starts = switch (container.activity()) {
        case NEW -> true;
        case ENDED -> isWantedAgain(wish.restartPolicy(), container);
        case PREPARING, STOPPING -> false;
        case RUNNING -> {
          if (container.isChanged()) {
            steps.add(new Stop(container.name(), "Container " + container.name()
                + " definition changed, will be restarted"));
          }
          yield false;
        }
      };
      if (!starts) return;
      if (container.notBefore().isAfter(now)) waitFor(container.notBefore());
      else
        steps.add(new Start(container.name()));
    }

    private void stop(ContainerSeen container) {
      if (container.activity() == Activity.RUNNING) {
        steps.add(new Stop(container.name(), "Stopping container " + container.name()));
      }
    }

    private void waitFor(Instant moment) {
      if (earliest == null || moment.isBefore(earliest)) earliest = moment;
    }
  }
}
