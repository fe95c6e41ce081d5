package learner;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kube.node.kubelet.plan.ContainerSeen;
import kube.node.kubelet.plan.ContainerSeen.Activity;
import kube.node.kubelet.plan.ContainerSeen.Role;
import kube.node.kubelet.plan.PodPlan;
import kube.node.kubelet.plan.PodSeen;
import kube.node.kubelet.plan.PodSync;
import kube.node.kubelet.plan.Step;

/// Sorts the containers by what is to become of each, and says the plan in one sentence.
public class MyPodWorker implements PodSync {
  private enum Fate { REST, WAIT, START, STOP }

  @Override
  public PodPlan sync(PodPlan.Wish wished, PodSeen seen, Instant now) {
    boolean goes = seen.isEnding()
        || List.of("Succeeded", "Failed").contains(phase(wished, seen));
    if (goes) return new PodPlan(goodbye(wished, seen), Optional.empty());
    if (seen.room() != PodSeen.Room.READY) {
      return new PodPlan(List.of(new Step.MakeRoom()), Optional.empty());
    }
    var fates = admitted(seen)
        .collect(Collectors.groupingBy(one -> fate(one, wished.restartPolicy(), now)));
    List<Step> stops = stops(fates.getOrDefault(Fate.STOP, List.of()).stream());
    Stream<Step> starts = fates.getOrDefault(Fate.START, List.of()).stream()
        .map(one -> new Step.Start(one.name()));
    return new PodPlan(Stream.concat(stops.stream(), starts).toList(),
        fates.getOrDefault(Fate.WAIT, List.of()).stream().map(ContainerSeen::notBefore)
            .min(Comparator.naturalOrder()));
  }

  private static Stream<ContainerSeen> admitted(PodSeen seen) {
    List<ContainerSeen> inits = seen.initContainers();
    Stream<ContainerSeen> first;
    boolean appsMay = true;
    if (seen.hasAppRun()) {
      first = inits.stream().filter(one -> one.role() == Role.SIDECAR);
    } else {
      long done = inits.stream().takeWhile(MyPodWorker::isDone).count();
      first = inits.stream().limit(done + 1);
      appsMay = done == inits.size();
    }
    return Stream.of(first, appsMay ? seen.apps().stream() : Stream.<ContainerSeen>empty(),
        seen.ephemeral().stream()).flatMap(each -> each);
  }

  private static Fate fate(ContainerSeen container, String podPolicy, Instant now) {
    boolean wants = container.activity() == Activity.NEW || isWantedAgain(container, podPolicy);
    if (wants) return now.isBefore(container.notBefore()) ? Fate.WAIT : Fate.START;
    boolean isOld = container.activity() == Activity.RUNNING && container.isChanged();
    return isOld ? Fate.STOP : Fate.REST;
  }

  private static boolean isWantedAgain(ContainerSeen container, String podPolicy) {
    if (container.activity() != Activity.ENDED || container.role() == Role.EPHEMERAL) return false;
    if (container.role() == Role.SIDECAR) return true;
    String policy = container.policyIn(podPolicy);
    boolean isForEver = policy.equals("Always") && container.role() == Role.APP;
    return isForEver || (container.hasFailed() && !policy.equals("Never"));
  }

  private static List<Step> goodbye(PodPlan.Wish wished, PodSeen seen) {
    List<ContainerSeen> programs = Stream.of(seen.apps(), seen.ephemeral(), seen.initContainers())
        .flatMap(List::stream).filter(ContainerSeen::isAlive)
        .filter(one -> one.role() != Role.SIDECAR).toList();
    if (!programs.isEmpty()) return stops(programs.stream());
    if (seen.lastLivingSidecar().isPresent()) return stops(seen.lastLivingSidecar().stream());
    Stream<Step> room = seen.room() == PodSeen.Room.READY
        ? Stream.of(new Step.StopRoom())
        : Stream.empty();
    Stream<Step> word = wished.isBeingDeleted() ? Stream.of(new Step.Confirm()) : Stream.empty();
    return Stream.concat(room, word).toList();
  }

  private static List<Step> stops(Stream<ContainerSeen> containers) {
    return containers.filter(one -> one.activity() == Activity.RUNNING)
        .<Step>map(one -> new Step.Stop(one.name(), "Stopping " + one.name())).toList();
  }

  @Override
  public String phase(PodPlan.Wish wished, PodSeen seen) {
    String policy = wished.restartPolicy();
    if (!isInitialized(seen)) {
      boolean isStuck = seen.initContainers().stream().anyMatch(one -> one.role() == Role.INIT
          && one.hasFailed() && one.policyIn(policy).equals("Never"));
      return isStuck ? "Failed" : beforeItBegan(seen);
    }
    if (!seen.apps().stream().allMatch(ContainerSeen::hasRun)) return beforeItBegan(seen);
    boolean isBusy = seen.apps().stream().anyMatch(ContainerSeen::isAlive);
    boolean isExpected = !seen.isEnding() && seen.apps().stream()
        .anyMatch(one -> one.activity() == Activity.PREPARING || isWantedAgain(one, policy));
    if (isBusy || isExpected) return "Running";
    return seen.apps().stream().allMatch(one -> one.exitCode().equals(Optional.of(0)))
        ? "Succeeded"
        : "Failed";
  }

  private static String beforeItBegan(PodSeen seen) {
    boolean isOver = seen.isEnding() && seen.room() != PodSeen.Room.NONE
        && Stream.of(seen.initContainers(), seen.apps(), seen.ephemeral()).flatMap(List::stream)
            .noneMatch(ContainerSeen::isAlive);
    return isOver ? "Failed" : "Pending";
  }

  private static boolean isInitialized(PodSeen seen) {
    return seen.hasAppRun() || seen.initContainers().stream().allMatch(MyPodWorker::isDone);
  }

  private static boolean isDone(ContainerSeen init) {
    return switch (init.role()) {
      case SIDECAR -> init.isStarted();
      default -> init.hasSucceeded();
    };
  }
}
