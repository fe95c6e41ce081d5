package kube.node.kubelet;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import kube.foundation.machine.Part;
import kube.node.containerruntime.ContainerRuntime.End;
import kube.node.containerruntime.ContainerRuntime.Launch;
import kube.node.containerruntime.ContainerRuntime.LogLine;
import kube.node.kubelet.container.ConfigReader;
import kube.node.kubelet.container.ContainerStarter;
import kube.node.kubelet.container.ContainerStopper;
import kube.node.kubelet.container.ContainerView;
import kube.node.kubelet.container.ContainerView.State.Terminated;
import kube.node.kubelet.container.GoDuration;
import kube.node.kubelet.container.ImagePuller;
import kube.node.kubelet.container.PodEvents;
import kube.node.kubelet.container.PullAttempt;
import kube.node.kubelet.container.Doubling;
import kube.node.kubelet.container.RestartBackoff;
import kube.node.kubelet.plan.ContainerSeen.Role;
import kube.node.kubelet.plan.PlannedSync;
import kube.node.kubelet.probe.Answer;
import kube.node.kubelet.probe.Asker;
import kube.node.kubelet.probe.ProbeJudge;
import kube.node.kubelet.probe.ProbeJudge.Kind;
import kube.node.kubelet.probe.ProbeMemory;
import kube.node.kubelet.probe.Prober;
import kube.node.kubelet.wish.ContainerWish;
import kube.node.kubelet.wish.Handler;
import kube.node.kubelet.wish.PodWish;

/// Does what has to be done for single containers of a Pod: starts and stops them with their hooks,
/// asks them how they are while they run, and says what comes after their end.
///
/// Owned by the loop.
final class ContainerCare {

  /// A part that says never is believed so far.
  private static final Duration LONGEST_WAIT = Duration.ofDays(365);
  private static final Duration HOOK_AT_MOST = Duration.ofMinutes(10);
  private static final int DEPARTED_AT_MOST = 8;
  private static final int LAST_WORDS_AT_MOST = 4_096;
  private static final int LOG_LINES_AT_MOST = 80;

  private final NodeKit kit;
  private final PodEvents events;
  private final PodWorker worker;
  private final Part<RestartBackoff> backoff;
  private final ImagePuller puller;
  private final ContainerStarter starter;
  private final ContainerStopper stopper;
  private final Asker asker;
  private final TreeMap<String, Prober> probers = new TreeMap<>();
  private final LinkedHashMap<String, Prober> departed = new LinkedHashMap<>();

  ContainerCare(NodeKit kit, PodEvents events, PodWorker worker) {
    this.kit = kit;
    this.events = events;
    this.worker = worker;
    Duration longest = kit.machine().longestBackoff();
    this.backoff = kit.parts().backoff().get();
    this.asker = new Asker(kit.actor(), kit.runtime());
    this.puller = new ImagePuller(kit.actor(), kit.runtime(), new Doubling(longest), events,
        new ConfigReader(kit.config(), events.pod().namespace()), worker::sync);
    this.starter = new ContainerStarter(new ContainerStarter.Tools(kit.actor(), kit.runtime(),
        worker::wantsContainers, kit.interner()), puller, events, worker);
    this.stopper = new ContainerStopper(kit.actor(), kit.runtime(), events, this::runHook);
  }

  void start(ContainerView view) {
    starter.start(view);
  }

  void stop(ContainerView view, String why, Duration grace) {
    stopper.stop(view, why, grace);
  }

  /// The program runs. Its hook runs beside it, and until that is done it does not count as running.
  void launched(ContainerView view) {
    Optional<Handler> hook = view.wish().hooks().postStart();
    if (hook.isEmpty()) {
      runs(view);
      return;
    }
    String id = view.containerId();
    runHook(view, hook.get(), HOOK_AT_MOST, problem -> {
      if (!view.containerId().equals(id) || view.lastRun().filter(
          run -> run.containerId().equals(id)).isPresent()) {
        return;
      }
      runs(view);
      if (problem.isPresent()) {
        events.warning(view, "FailedPostStartHook", "PostStartHook failed");
        stopper.stop(view, "FailedPostStartHook", worker.pod().settings().grace());
      }
      worker.sync();
    });
  }

  private void runs(ContainerView view) {
    view.runs();
    watch(view);
  }

  /// Asks the container how it is from now on.
  void watch(ContainerView view) {
    watch(view, Optional.empty(), Optional.empty());
  }

  /// Asks a container that another kubelet has started, and keeps what the API shows of it until it
  /// answers.
  ///
  /// **In Kubernetes:** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#kubelet-restarts
  void goOnWatching(ContainerView view, Optional<PodWish.ShownContainer> shown) {
    watch(view, shown.map(before -> new ProbeJudge.Verdict(before.started(), before.ready(),
        false, List.of())), kit.before().map(KubeletMemory::probes)
            .flatMap(known -> Optional.ofNullable(known.get(view.containerId()))));
  }

  private void watch(ContainerView view, Optional<ProbeJudge.Verdict> before,
      Optional<ProbeMemory> remembered) {
    ContainerWish.Health health = view.wish().health();
    boolean isAsked = health.startup().isPresent() || health.readiness().isPresent()
        || health.liveness().isPresent();
    if (!isAsked) {
      view.judged(true, true);
      return;
    }
    Prober prober = new Prober(kit.actor(), asker, events, target(view), view,
        kit.parts().judge().get(), before, remembered,
        (verdict, because) -> judged(view, verdict, because));
    probers.put(view.name(), prober);
    ProbeJudge.Verdict first = prober.verdict();
    view.judged(first.started(), first.ready());
    prober.start();
    if (first.restart()) {
      ProbeJudge.Kind because = first.started() ? Kind.LIVENESS : Kind.STARTUP;
      kit.actor().post(() -> judged(view, first, because));
    }
  }

  private Asker.Target target(ContainerView view) {
    return new Asker.Target(worker.room().orElse(""), worker.sandbox()
        .map(sandbox -> sandbox.address()).orElse(""), view.containerId(), view.wish());
  }

  private void judged(ContainerView view, ProbeJudge.Verdict verdict, ProbeJudge.Kind because) {
    view.judged(verdict.started(), verdict.ready());
    if (verdict.restart() && view.isRunning() && !view.isStopping()) {
      Duration grace = Optional.ofNullable(probers.get(view.name()))
          .flatMap(prober -> prober.grace(because)).orElse(worker.pod().settings().grace());
      stopper.stop(view, "Container " + view.name() + " failed "
          + because.title().toLowerCase(Locale.ROOT) + " probe, will be restarted", grace);
    }
    worker.sync();
  }

  private void runHook(ContainerView view, Handler hook, Duration timeout,
      Consumer<Optional<String>> problem) {
    asker.ask(hook, target(view), timeout, (Answer answer) -> problem
        .accept(answer.isGood() ? Optional.empty() : Optional.of(answer.text())));
  }

  /// Its run has ended.
  ///
  /// @param goesOn whether the Pod wants its containers to run on
  void ended(ContainerView view, End end, boolean goesOn) {
    Prober prober = probers.remove(view.name());
    if (prober != null) {
      prober.stop();
      departed.put(view.containerId(), prober);
      if (departed.size() > DEPARTED_AT_MOST) departed.pollFirstEntry();
    }
    view.ended(end, lastWords(view, end));
    if (goesOn && PlannedSync.isWantedAgain(worker.pod().settings().restartPolicy(), view.seen())) {
      waitBeforeRestart(view);
    }
  }

  /// It was made, but its program could not be started.
  void couldNotRun(ContainerView view, Launch.Failed failure, boolean goesOn) {
    view.ended(new End(128, "StartError", kit.actor().now()), failure.message());
    if (goesOn && PlannedSync.isWantedAgain(worker.pod().settings().restartPolicy(), view.seen())) {
      view.waitsFor("RunContainerError", failure.message());
      waitBeforeRestart(view);
    }
  }

  /// Another kubelet has seen it crash before, and this one counts on from there.
  void rememberCrashes(ContainerView view) {
    view.lastRun().ifPresent(run -> {
      for (int crash = 0; crash < view.restartCount(); crash++) delayAfter(view, run);
      boolean waits = !view.isRunning()
          && PlannedSync.isWantedAgain(worker.pod().settings().restartPolicy(), view.seen());
      if (waits) hold(view, run, delayAfter(view, run));
    });
  }

  /// The copy of a kubelet that waited for an image waits on.
  void rememberPulls(ContainerView view) {
    kit.before().map(KubeletMemory::pulls)
        .map(known -> known.get(KubeletMemory.place(worker.pod().uid(), view.name())))
        .filter(_ -> !view.isRunning())
        .ifPresent(failed -> puller.goOn(view, failed));
  }

  /// What nobody else knows of the container at the moment.
  void tell(ContainerView view, Instant moment, SortedMap<String, PullAttempt> pulls,
      SortedMap<String, ProbeMemory> probes) {
    puller.failedPullAt(view.name(), moment).ifPresent(failed -> pulls
        .put(KubeletMemory.place(worker.pod().uid(), view.name()), failed));
    Optional.ofNullable(probers.get(view.name())).flatMap(one -> one.memoryAt(moment))
        .ifPresent(known -> probes.put(view.containerId(), known));
    departed.forEach((id, one) -> one.memoryAt(moment)
        .ifPresent(known -> probes.put(id, known)));
  }

  private void waitBeforeRestart(ContainerView view) {
    view.lastRun().ifPresent(run -> {
      Duration delay = delayAfter(view, run);
      if (delay.isPositive()) {
        events.warning(view, "BackOff", "Back-off restarting failed container " + view.name()
            + " in pod " + worker.pod().longName());
      }
      hold(view, run, delay);
    });
  }

  /// How long to wait after this end, which counts as one more.
  private Duration delayAfter(ContainerView view, Terminated run) {
    Instant ended = run.at();
    String policy = view.role() == Role.SIDECAR
        ? "Always"
        : view.seen().policyIn(worker.pod().settings().restartPolicy());
    Instant next = backoff.ask(part -> part.nextStart(view.name() + " " + view.wish().image(),
        run.exitCode(), run.since(), ended, policy));
    Instant latest = ended.plus(next.equals(RestartBackoff.NEVER)
        ? LONGEST_WAIT
        : kit.machine().longestBackoff());
    return Duration.between(ended, next.isAfter(latest) ? latest : next);
  }

  private void hold(ContainerView view, Terminated run, Duration delay) {
    if (!delay.isPositive()) return;
    view.waitsUntil(run.at().plus(delay), "CrashLoopBackOff", "back-off "
        + GoDuration.text(delay) + " restarting failed container=" + view.name() + " pod="
        + worker.pod().longName());
  }

  /// What the program wrote for those who ask why it ended.
  private String lastWords(ContainerView view, End end) {
    ContainerWish.Last wish = view.wish().last();
    String written = kit.runtime().readFile(view.containerId(), wish.path())
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
    if (written.isEmpty() && wish.fallsBackToLog() && end.exitCode() != 0) {
      List<LogLine> lines = kit.runtime().log(view.containerId());
      StringBuilder tail = new StringBuilder();
      lines.subList(Math.max(0, lines.size() - LOG_LINES_AT_MOST), lines.size())
          .forEach(line -> tail.append(line.text()).append('\n'));
      written = tail.toString();
    }
    return written.substring(Math.max(0, written.length() - LAST_WORDS_AT_MOST));
  }

  void onlyReadiness() {
    probers.values().forEach(Prober::onlyReadiness);
  }

  void stopProbes() {
    probers.values().forEach(Prober::stop);
    probers.clear();
  }
}
