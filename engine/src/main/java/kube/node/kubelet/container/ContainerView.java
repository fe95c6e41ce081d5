package kube.node.kubelet.container;

import java.time.Instant;
import java.util.Optional;

import kube.node.containerruntime.ContainerRuntime.End;
import kube.node.containerruntime.ContainerRuntime.Running;
import kube.node.kubelet.plan.ContainerSeen;
import kube.node.kubelet.plan.ContainerSeen.Activity;
import kube.node.kubelet.plan.ContainerSeen.Role;
import kube.node.kubelet.wish.ContainerWish;
import org.jspecify.annotations.Nullable;

/// What the kubelet remembers of one container: its present state and how its last run ended.
///
/// Owned by the loop, and changed by the Pod's worker and those who work for it alone.
public final class ContainerView {

  /// The present state, as the API shows it.
  public sealed interface State {
    record Waiting(String reason, String message) implements State {}

    record Running(Instant since) implements State {}

    /// @param reason `Completed`, `Error`, `OOMKilled` …
    record Terminated(String containerId, int exitCode, String reason, String message,
        Instant since, Instant at) implements State {}
  }

  private final Role role;
  private ContainerWish wish;
  private @Nullable ContainerWish startedAs;
  private String containerId = "";
  private int restartCount;
  private State state;
  private State.@Nullable Terminated lastRun;
  private Instant startedAt = Instant.EPOCH;
  private Instant notBefore = Instant.MIN;
  private boolean preparing;
  private boolean anew;
  private boolean stopping;
  private boolean started;
  private boolean ready;

  public ContainerView(ContainerWish wish, Role role, String whyWaiting) {
    this.wish = wish;
    this.role = role;
    this.state = new State.Waiting(whyWaiting, "");
  }

  public ContainerWish wish() {
    return wish;
  }

  public String name() {
    return wish.name();
  }

  public Role role() {
    return role;
  }

  public String containerId() {
    return containerId;
  }

  public int restartCount() {
    return restartCount;
  }

  public State state() {
    return state;
  }

  public boolean isRunning() {
    return state instanceof State.Running;
  }

  public boolean hasRun() {
    return !containerId.isEmpty();
  }

  public boolean isStopping() {
    return stopping;
  }

  /// Whether it has passed its startup probe, or has none and runs.
  public boolean isStarted() {
    return isRunning() && started;
  }

  /// Whether it may get traffic. An init container is ready when it has done its work.
  public boolean isReady() {
    return role == Role.INIT
        ? state instanceof State.Terminated end && end.exitCode() == 0
        : isStarted() && ready;
  }

  public Optional<State.Terminated> lastRun() {
    return Optional.ofNullable(lastRun);
  }

  /// Where the API shows it among the Pod's containers, such as `spec.containers{web}`.
  public String fieldPath() {
    String list = switch (role) {
      case INIT, SIDECAR -> "initContainers";
      case APP -> "containers";
      case EPHEMERAL -> "ephemeralContainers";
    };
    return "spec." + list + "{" + name() + "}";
  }

  /// The author wants it otherwise from now on.
  public void wishFor(ContainerWish newWish) {
    wish = newWish;
  }

  /// What it was started with, changed by what the runtime was told since.
  public ContainerWish applied() {
    return startedAs == null ? wish : startedAs;
  }

  /// Whether it has what is allocated to it; a program that does not run needs nothing.
  public boolean hasAllocated() {
    return !isRunning() || applied().hasResourcesOf(wish);
  }

  /// The runtime was told what it may use from now on.
  public void resized() {
    startedAs = applied().withResourcesOf(wish);
  }

  /// How the plan sees it.
  public ContainerSeen seen() {
    Optional<Integer> exit = lastRun().filter(_ -> !anew).map(State.Terminated::exitCode);
    boolean isChanged = startedAs != null && !startedAs.image().equals(wish.image());
    return new ContainerSeen(name(), role, activity(), exit, wish.policyAfter(exit), isStarted(),
        hasRun() && !anew, isChanged,
        notBefore);
  }

  private Activity activity() {
    if (stopping) return Activity.STOPPING;
    if (isRunning()) return Activity.RUNNING;
    if (preparing) return Activity.PREPARING;
    return hasRun() && !anew ? Activity.ENDED : Activity.NEW;
  }

  public void prepare() {
    preparing = true;
  }

  /// It could not be started, and may be tried again from `next` on.
  public void notPrepared(Instant next) {
    preparing = false;
    notBefore = next;
  }

  public void waitsFor(String reason, String message) {
    state = new State.Waiting(reason, message);
  }

  /// Waits between two runs.
  public void waitsUntil(Instant next, String reason, String message) {
    notBefore = next;
    waitsFor(reason, message);
  }

  /// Its runs count no longer for what is to come: the whole Pod begins anew.
  ///
  /// @param why it waits, unless it waits for its back-off
  public void beginAnew(String why) {
    if (!hasRun()) return;
    anew = true;
    if (!(state instanceof State.Waiting)) waitsFor(why, "");
  }

  /// The runtime has made it; its hook may still have to run before it counts as running.
  public void launched(String id, Instant now) {
    if (hasRun()) restartCount++;
    containerId = id;
    startedAt = now;
    startedAs = wish;
    anew = false;
    started = false;
    ready = false;
  }

  public void runs() {
    preparing = false;
    state = new State.Running(startedAt);
  }

  /// What its probes say now.
  public void judged(boolean nowStarted, boolean nowReady) {
    started = nowStarted;
    ready = nowReady;
  }

  public void stops() {
    stopping = true;
  }

  public void ended(End end, String message) {
    String reason = !end.reason().isEmpty()
        ? end.reason()
        : end.exitCode() == 0 ? "Completed" : "Error";
    lastRun = new State.Terminated(containerId, end.exitCode(), reason, message, startedAt,
        end.at());
    state = lastRun;
    preparing = false;
    stopping = false;
    started = false;
    ready = false;
  }

  /// Finds again what another kubelet has started here.
  public void takeOver(Running running) {
    containerId = running.id();
    restartCount = running.attempt();
    startedAt = running.startedAt();
    startedAs = wish;
    state = new State.Running(startedAt);
    running.end().ifPresent(end -> ended(end, ""));
  }

  /// It ran in a room that is no more: the next run is another attempt.
  public void remember(int restarts) {
    restartCount = restarts;
  }

  /// The run whose log is asked for when nothing else is said; empty before the first.
  public Optional<String> latestRun() {
    return state instanceof State.Waiting ? previousRun() : Optional.of(containerId);
  }

  /// The last run that has ended, unless it is the present one.
  public Optional<String> previousRun() {
    return lastRun().filter(run -> !run.equals(state)).map(State.Terminated::containerId);
  }

  /// Why there is no log yet, in the words of the kubelet.
  public String whyNoLog() {
    String reason = state instanceof State.Waiting waiting ? waiting.reason() : "";
    return switch (reason) {
      case "ErrImagePull" -> "image can't be pulled";
      case "ImagePullBackOff" -> "trying and failing to pull image";
      case "CreateContainerConfigError" -> "container is waiting to start: " + reason;
      default -> reason;
    };
  }
}
