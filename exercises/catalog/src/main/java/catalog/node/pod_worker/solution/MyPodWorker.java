package learner;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kube.node.kubelet.plan.ContainerSeen;
import kube.node.kubelet.plan.ContainerSeen.Activity;
import kube.node.kubelet.plan.ContainerSeen.Role;
import kube.node.kubelet.plan.PodPlan;
import kube.node.kubelet.plan.PodPlan.Wish;
import kube.node.kubelet.plan.PodSeen;
import kube.node.kubelet.plan.PodSeen.Room;
import kube.node.kubelet.plan.PodSync;
import kube.node.kubelet.plan.Step;

/// Looks at a Pod as if for the first time: it ends, it has no room, or somebody's turn has come.
public class MyPodWorker implements PodSync {

  @Override
  public PodPlan sync(Wish wished, PodSeen seen, Instant now) {
    if (seen.isEnding() || isOver(wished, seen)) {
      return new PodPlan(farewell(wished, seen), Optional.empty());
    }
    if (seen.room() != Room.READY) {
      return new PodPlan(List.of(new Step.MakeRoom()), Optional.empty());
    }
    List<Step> steps = new ArrayList<>();
    List<Instant> waits = new ArrayList<>();
    for (ContainerSeen container : whoseTurn(seen)) {
      if (container.activity() == Activity.RUNNING && container.isChanged()) {
        steps.add(new Step.Stop(container.name(), "The wish for it has changed"));
      } else if (isToStart(wished, container)) {
        if (container.notBefore().isAfter(now)) waits.add(container.notBefore());
        else
          steps.add(new Step.Start(container.name()));
      }
    }
    return new PodPlan(steps, waits.stream().min(Instant::compareTo));
  }

  /// Those who may run now: after an init container that is not done nobody.
  private static List<ContainerSeen> whoseTurn(PodSeen seen) {
    List<ContainerSeen> turn = new ArrayList<>(seen.ephemeral());
    for (ContainerSeen init : seen.initContainers()) {
      if (init.role() == Role.SIDECAR || !seen.hasAppRun()) turn.add(init);
      if (!isDone(init) && !seen.hasAppRun()) return turn;
    }
    turn.addAll(seen.apps());
    return turn;
  }

  private static boolean isDone(ContainerSeen init) {
    return init.role() == Role.SIDECAR ? init.isStarted() : init.hasSucceeded();
  }

  private static boolean isToStart(Wish wished, ContainerSeen container) {
    return switch (container.activity()) {
      case NEW -> true;
      case ENDED -> runsAgain(wished, container);
      case PREPARING, RUNNING, STOPPING -> false;
    };
  }

  private static boolean runsAgain(Wish wished, ContainerSeen container) {
    String policy = container.policyIn(wished.restartPolicy());
    return switch (container.role()) {
      case SIDECAR -> true;
      case EPHEMERAL -> false;
      case INIT -> container.hasFailed() && !policy.equals("Never");
      case APP -> policy.equals("Always") || (policy.equals("OnFailure") && container.hasFailed());
    };
  }

  /// Programs first, then the sidecars one by one, the last first; then the room; then the word.
  private static List<Step> farewell(Wish wished, PodSeen seen) {
    List<ContainerSeen> leaving = all(seen)
        .filter(one -> one.role() != Role.SIDECAR && one.isAlive()).toList();
    if (leaving.isEmpty()) leaving = seen.lastLivingSidecar().stream().toList();
    if (!leaving.isEmpty()) {
      return leaving.stream().filter(one -> one.activity() == Activity.RUNNING)
          .<Step>map(one -> new Step.Stop(one.name(), "The Pod ends")).toList();
    }
    List<Step> steps = new ArrayList<>();
    if (seen.room() == Room.READY) steps.add(new Step.StopRoom());
    if (wished.isBeingDeleted()) steps.add(new Step.Confirm());
    return steps;
  }

  @Override
  public String phase(Wish wished, PodSeen seen) {
    boolean isInitialized = seen.hasAppRun()
        || seen.initContainers().stream().allMatch(MyPodWorker::isDone);
    boolean gaveUp = seen.initContainers().stream().anyMatch(one -> one.role() == Role.INIT
        && one.hasFailed() && !runsAgain(wished, one));
    if (!isInitialized && gaveUp) return "Failed";
    if (!isInitialized || seen.apps().stream().anyMatch(one -> !one.hasRun())) {
      boolean isTooLate = seen.isEnding() && seen.room() != Room.NONE
          && all(seen).noneMatch(ContainerSeen::isAlive);
      return isTooLate ? "Failed" : "Pending";
    }
    if (seen.apps().stream().anyMatch(ContainerSeen::isAlive)) return "Running";
    boolean goesOn = seen.apps().stream().anyMatch(one -> one.activity() == Activity.PREPARING
        || runsAgain(wished, one));
    if (goesOn && !seen.isEnding()) return "Running";
    return seen.apps().stream().allMatch(one -> one.exitCode().orElse(1) == 0)
        ? "Succeeded"
        : "Failed";
  }

  private boolean isOver(Wish wished, PodSeen seen) {
    String phase = phase(wished, seen);
    return phase.equals("Succeeded") || phase.equals("Failed");
  }

  private static Stream<ContainerSeen> all(PodSeen seen) {
    return Stream.of(seen.initContainers(), seen.apps(), seen.ephemeral()).flatMap(List::stream);
  }
}
