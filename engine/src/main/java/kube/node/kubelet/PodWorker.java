package kube.node.kubelet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import kube.foundation.api.Metadata;
import kube.foundation.machine.Timer;
import kube.node.containerruntime.ContainerRuntime.End;
import kube.node.containerruntime.ContainerRuntime.Exit;
import kube.node.containerruntime.ContainerRuntime.Launch;
import kube.node.containerruntime.ContainerRuntime.Room;
import kube.node.containerruntime.ContainerRuntime.Running;
import kube.node.containerruntime.ContainerRuntime.Sandbox;
import kube.node.kubelet.container.ContainerStarter;
import kube.node.kubelet.container.ContainerView;
import kube.node.kubelet.container.Environment;
import kube.node.kubelet.container.PodEvents;
import kube.node.kubelet.container.PodFields;
import kube.node.kubelet.container.PullAttempt;
import kube.node.kubelet.plan.PodPhase;
import kube.node.kubelet.plan.PodPlan;
import kube.node.kubelet.plan.PodSeen;
import kube.node.kubelet.plan.PodSync;
import kube.node.kubelet.plan.Step;
import kube.node.kubelet.probe.ProbeMemory;
import kube.node.kubelet.status.PodStatus;
import kube.node.kubelet.status.PodStatus.Verdict;
import kube.node.kubelet.volume.PodVolumes;
import kube.node.kubelet.wish.ContainerWish;
import kube.node.kubelet.wish.PodWish;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Brings one Pod to its wish, from the first volume to the last goodbye.
///
/// Whatever happens, it does the same: it looks at what there is, asks its
/// [kube.node.kubelet.plan.PodSync] what to do, does it, and reports. A new worker first looks at what
/// already runs: after a restart of the kubelet its containers are taken over and not started again.
///
/// Owned by the loop.
final class PodWorker implements ContainerStarter.Surroundings {

  private static final int TURNS_AT_MOST = 20;

  private final NodeKit kit;
  private final Reflection reflection;
  private final PodEvents events;
  private final PodStatus status;
  private final PodVolumes volumes;
  private final ContainerCare care;
  private final StatusWriter writer;
  private final PodHead head;
  private final PodRoom room;
  private final PodResize resize;
  private final PodRestart restart;
  private final PodContainers containers = new PodContainers();
  private PodWish pod;
  private @Nullable Verdict verdict;
  private Optional<Duration> graceOfVerdict = Optional.empty();
  private Timer alarm = () -> {};
  private boolean rejected;
  private boolean busy;
  private boolean over;

  PodWorker(NodeKit kit, PodWish pod, Reflection reflection) {
    this.kit = kit;
    this.reflection = reflection;
    this.pod = pod;
    this.events = new PodEvents(kit.recorder(), this::metadata);
    this.status = new PodStatus(pod, kit.machine().address(), kit.runtimeName(),
        kit.actor().now());
    this.volumes = new PodVolumes(kit.actor(), kit.client(), kit.config(), kit.storage(),
        kit.disks(), kit.parts().folder(), this::fields);
    this.room = new PodRoom(kit, events, volumes, this::sync);
    this.resize = new PodResize(kit, events, status);
    this.head = new PodHead(kit.parts().sync());
    this.writer = new StatusWriter(kit.client());
    this.care = new ContainerCare(kit, events, this);
    this.restart = new PodRestart(containers, care, status, PodContainers.whyWaiting(pod));
    addContainers();
  }

  private void addContainers() {
    for (ContainerView changed : containers.follow(pod)) {
      if (changed.isRunning() && !changed.isStopping() && !changed.hasAllocated()) {
        resize.actuate(changed)
            .ifPresent(because -> care.stop(changed, because, pod.settings().grace()));
      }
    }
  }

  Metadata metadata() {
    return pod.metadata();
  }

  @Override
  public PodWish pod() {
    return pod;
  }

  List<ContainerView> containers() {
    return containers.all();
  }

  Optional<ContainerView> container(String name) {
    return containers.find(name);
  }

  Optional<Sandbox> sandbox() {
    return room.sandbox();
  }

  PodVolumes volumes() {
    return volumes;
  }

  /// What nobody else knows of its containers at the moment.
  void tell(Instant moment, SortedMap<String, PullAttempt> pulls,
      SortedMap<String, ProbeMemory> probes) {
    containers().forEach(view -> care.tell(view, moment, pulls, probes));
  }

  /// Whether nothing is left of it.
  boolean isOver() {
    return over;
  }

  /// What the API shows of it has changed, and not its wish.
  void reflected() {
    reflection.of(pod).ifPresent(writer::compare);
    sync();
  }

  /// Whether it still holds a part of the machine.
  boolean isActive() {
    return !over && verdict == null && !isFinished();
  }

  private boolean isFinished() {
    String phase = phase(seen());
    return phase.equals("Succeeded") || phase.equals("Failed");
  }

  void start() {
    containers.rememberRestarts(pod.shown());
    takeOver();
    if (pod.isFinished() && room.sandbox().isEmpty() && !pod.isBeingDeleted()) return;
    pod.settings().activeDeadline().ifPresent(this::watchDeadline);
    if (room.sandbox().isPresent()) volumes.mount();
    if (status.isRestartingAll()) restart.begin();
    sync();
  }

  /// The machine does not take it: it fails, and nothing of it is ever started.
  void reject(Verdict reason) {
    events.warning(reason.reason(), reason.message());
    verdict = new Verdict(reason.reason(), "Pod was rejected: " + reason.message());
    rejected = true;
    sync();
  }

  /// The API shows the Pod anew.
  ///
  /// The node controller may have called it unready while this node was silent. Whoever runs the
  /// containers knows better, and says so.
  void changed(PodWish newPod) {
    boolean saysOtherwise = !newPod.metadata().labels().equals(pod.metadata().labels())
        || !newPod.metadata().annotations().equals(pod.metadata().annotations());
    pod = isActive() ? resize.allocate(pod, newPod) : newPod;
    addContainers();
    resize.follow(containers.all(), this::sync);
    if (saysOtherwise) volumes.refresh();
    if (pod.isBeingDeleted()) care.onlyReadiness();
    reflection.of(pod).ifPresent(writer::compare);
    sync();
  }

  /// The API no longer has the Pod: what is left of it goes at once.
  void gone() {
    over = true;
    care.stopProbes();
    room.remove();
    volumes.remove();
  }

  boolean hasLivingContainers() {
    return !over && containers.hasLiving();
  }

  /// The kubelet ends the Pod by its own decision.
  ///
  /// @param isDisruption whether that is for the good of the machine and no fault of the Pod
  void end(Verdict reason, Optional<Duration> grace, boolean isDisruption) {
    if (over || verdict != null || isFinished()) return;
    verdict = reason;
    graceOfVerdict = grace;
    if (isDisruption) status.disrupted(reason.message(), kit.actor().now());
    care.onlyReadiness();
    sync();
  }

  /// The machine cannot bear it any longer.
  void evict(String message, Duration grace) {
    if (!isActive() || pod.isBeingDeleted()) return;
    events.warning("Evicted", message);
    end(new Verdict("Evicted", message), Optional.of(grace), true);
  }

  /// Whether a container of this Pod lives in the room.
  boolean owns(String sandboxId) {
    return room.sandbox().filter(own -> own.id().equals(sandboxId)).isPresent();
  }

  void exited(Exit exit) {
    Optional<ContainerView> ended = containers.find(exit.name())
        .filter(view -> !over && view.containerId().equals(exit.containerId()));
    if (ended.isEmpty()) return;
    ended(ended.get(), exit.end());
    sync();
  }

  private void ended(ContainerView view, End end) {
    boolean goesOn = !isEnding();
    care.ended(view, end, goesOn && !restart.isUnderway());
    if (!goesOn) return;
    if (restart.isUnderway()) restart.ended(view);
    else if (view.wish().restartsAllAfter(end.exitCode())) restart.begin();
  }

  /// Finishes what could not be finished, and says again what could not be said.
  void tick() {
    if (!over && (writer.owes() || pod.isBeingDeleted())) sync();
    if (!over && !isEnding()) resize.waiting().ifPresent(this::changed);
  }

  /// Looks, decides, does and reports. Asked again while it acts, it looks once more.
  void sync() {
    if (over || busy || !kit.actor().isRunning()) return;
    busy = true;
    for (int turn = 0; turn < TURNS_AT_MOST && !over; turn++) {
      if (restart.isUnderway() && !isEnding()) break;
      PodPlan plan = head.plan(wish(), seen(), kit.actor().now());
      plan.lookAgain().ifPresent(this::lookAgainAt);
      boolean changedAnything = false;
      for (Step step : plan.steps()) changedAnything |= perform(step);
      if (!changedAnything) break;
    }
    busy = false;
    if (!over) report();
  }

  private boolean perform(Step step) {
    return switch (step) {
      case Step.MakeRoom() -> room.make(pod);
      case Step.Start(String name) -> {
        container(name).ifPresent(care::start);
        yield true;
      }
      case Step.Stop(String name, String why) -> {
        Duration grace = isEnding() ? grace() : pod.settings().grace();
        container(name).ifPresent(view -> care.stop(view, why, grace));
        yield true;
      }
      case Step.StopRoom() -> room.stop();
      case Step.Confirm() -> confirm();
    };
  }

  /// How long the containers of a Pod that ends get from now on.
  private Duration grace() {
    if (!pod.isBeingDeleted()) return graceOfVerdict.orElse(pod.settings().grace());
    Duration left = pod.metadata().deletionTimestamp()
        .map(end -> Duration.between(kit.actor().now(), end)).orElse(pod.grace());
    Duration least = pod.grace().isZero() ? Duration.ZERO : Duration.ofSeconds(2);
    Duration most = pod.grace();
    return left.compareTo(least) < 0 ? least : left.compareTo(most) > 0 ? most : left;
  }

  /// A deleted Pod of the API goes for good; the last status is told first.
  private boolean confirm() {
    report();
    if (!reflection.of(pod).map(PodWish::metadata).map(writer::confirmDeletion).orElse(true)) {
      return false;
    }
    gone();
    reflection.ended(pod);
    return true;
  }

  private boolean isEnding() {
    return verdict != null || pod.isBeingDeleted();
  }

  PodSeen seen() {
    return containers.seen(room.seen(), isEnding());
  }

  /// What the API shows as finished stays so, whatever is left of it here.
  private String phase(PodSeen seen) {
    if (verdict != null) return "Failed";
    return pod.isFinished() ? pod.shown().phase() : head.phase(wish(), seen);
  }

  private PodPlan.Wish wish() {
    return new PodPlan.Wish(pod.settings().restartPolicy(), pod.isBeingDeleted());
  }

  private void report() {
    boolean isForgotten = pod.isFinished() && verdict == null && room.sandbox().isEmpty();
    if (isForgotten) return;
    writer.write(reflection.of(pod).map(PodWish::metadata), rejected && verdict != null
        ? status.ofRejected(pod, verdict)
        : seenStatus());
  }

  private ObjectNode seenStatus() {
    PodSeen seen = seen();
    Optional<String> address = room.sandbox().map(Sandbox::address)
        .or(() -> Optional.of(pod.shown().podIP()).filter(ip -> !ip.isEmpty() && isFinished()));
    PodStatus.Facts facts = new PodStatus.Facts(phase(seen), Optional.ofNullable(verdict),
        seen.room() == PodSeen.Room.READY, PodPhase.isInitialized(seen), address,
        containers.mayRestartAll());
    return status.compose(pod, facts, containers(), kit.actor().now());
  }

  private void takeOver() {
    for (Sandbox existing : kit.runtime().sandboxes()) {
      if (!existing.podUid().equals(pod.uid())) continue;
      room.found(existing);
      for (Running running : kit.runtime().containers(existing.id())) {
        containers.takeOver(running).filter(ContainerView::isRunning).ifPresent(view -> care
            .goOnWatching(view, PodContainers.shown(pod, view)));
      }
      if (kit.before().isPresent() && !isEnding()) {
        containers.all().forEach(care::rememberCrashes);
        containers.all().forEach(care::rememberPulls);
      }
    }
  }

  private void watchDeadline(Duration deadline) {
    Duration left = Duration.between(kit.actor().now(), status.startTime().plus(deadline));
    kit.actor().after(left.isNegative() ? Duration.ZERO : left, () -> {
      if (!isActive() || pod.isBeingDeleted()) return;
      String message = "Pod was active on the node longer than the specified deadline";
      events.normal("DeadlineExceeded", message);
      end(new Verdict("DeadlineExceeded", message), Optional.empty(), false);
    });
  }

  private void lookAgainAt(Instant moment) {
    alarm.cancel();
    Duration left = Duration.between(kit.actor().now(), moment);
    alarm = kit.actor().after(left, this::sync);
  }

  @Override
  public Optional<String> room() {
    return room.sandbox().filter(Sandbox::isReady).map(Sandbox::id);
  }

  @Override
  public Environment environment() {
    return new Environment(kit.client(), kit.config(), pod, fields());
  }

  @Override
  public ContainerStarter.Mounting mounts(ContainerWish container,
      SortedMap<String, String> variables) {
    return volumes.mounts(container, variables);
  }

  private PodFields fields() {
    return new PodFields(pod, kit.machine().address(),
        room.sandbox().map(Sandbox::address).orElse(pod.shown().podIP()),
        kit.machine().allocatable());
  }

  @Override
  public void launched(ContainerView view) {
    care.launched(view);
    sync();
  }

  @Override
  public void failed(ContainerView view, Launch.Failed failure) {
    care.couldNotRun(view, failure, !isEnding());
    sync();
  }

  boolean wantsContainers() {
    return !over && !isEnding();
  }
}
