package kube.node.kubelet;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import kube.foundation.api.Interner;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.Usage;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Change;
import kube.foundation.client.EventRecorder;
import kube.foundation.client.Informer;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Faults;
import kube.node.containerruntime.ContainerRuntime;
import kube.node.containerruntime.ContainerRuntime.Exit;
import kube.node.kubelet.config.KubeletConfig;
import kube.node.kubelet.container.ConfigCache;
import kube.node.kubelet.container.ConfigCache.Name;
import kube.node.kubelet.container.ContainerView;
import kube.node.kubelet.container.PullAttempt;
import kube.node.kubelet.manifest.StaticPod;
import kube.node.kubelet.probe.ProbeMemory;
import kube.node.kubelet.resource.Admission;
import kube.node.kubelet.status.PodStatus.Verdict;
import kube.node.kubelet.volume.DisksInUse;
import kube.node.kubelet.volume.MachineStorage;
import kube.node.kubelet.wish.PodWish;
import tools.jackson.core.JacksonException;

/// The agent of one machine.
///
/// It watches for Pods that carry its node's name, and asks nobody whether it may run them: the
/// binding was the order.
///
/// Owned by the loop.
///
/// **Models** the sync loop with a worker for each Pod, admission by the machine, heartbeats and the
/// take-over of running containers after a restart. **Leaves out** cgroups, devices and everything
/// else below the container runtime.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/
public final class Kubelet {

  private static final Duration SYNC = Duration.ofSeconds(10);
  private static final Duration REFRESH = Duration.ofMinutes(1);

  private final Actor actor;
  private final ContainerRuntime runtime;
  private final NodeKit kit;
  private final NodeReporter reporter;
  private final ImageKeeper images;
  private final Pressure pressure;
  private final Informer<PodWish> pods;
  private final KubeletServer server;
  private final StaticPods statics;
  private final NodeShutdown shutdown;
  private final TreeMap<String, PodWorker> workers = new TreeMap<>();

  /// @param before what another knew that this one is a copy of, in a forked cluster: then containers
  ///   that wait after a crash wait on, while a kubelet that was started anew gives each its first
  ///   restart
  public Kubelet(Actor actor, ApiClient client, Faults faults, ContainerRuntime runtime,
      Machine machine, MachineStorage storage, KubeletParts parts,
      Optional<KubeletMemory> before) {
    this.actor = actor;
    this.runtime = runtime;
    this.kit = new NodeKit(actor, client, runtime,
        new EventRecorder(actor, client, "kubelet"), machine, storage, new DisksInUse(),
        new ConfigCache(actor, client), settings(actor, storage), parts,
        this::activePods, before, new Interner());
    this.images = new ImageKeeper(kit);
    this.pressure = new Pressure(kit, images);
    this.reporter = new NodeReporter(kit);
    this.shutdown = new NodeShutdown(kit, reporter, workers::values);
    this.statics = new StaticPods(kit, workers, this::begin);
    Kind<PodWish> pod = Kinds.POD.readAs(object -> PodWish.of(object, kit.interner()));
    this.pods = new Informer<>(actor, client, faults, pod,
        new TreeMap<>(Map.of("fieldSelector", "spec.nodeName=" + machine.name())))
        .onChange(this::podChanged);
    this.server = new KubeletServer(actor, runtime, this::find,
        () -> List.copyOf(workers.values()));
  }

  /// The port that the API server connects to; empty when this kubelet no longer runs.
  public Optional<KubeletServer> server() {
    return actor.isRunning() ? Optional.of(server) : Optional.empty();
  }

  public void start() {
    runtime.onExit(exit -> actor.post(() -> exited(exit)));
    statics.look();
    reporter.start();
    pods.start();
    actor.after(SYNC, this::sync);
    actor.after(REFRESH, this::refresh);
    actor.after(ImageKeeper.PERIOD, this::collectImages);
  }

  /// What it knew at a moment, as far as it still knows the Pods of that time.
  public KubeletMemory memoryAt(Instant moment) {
    SortedMap<String, PullAttempt> pulls = new TreeMap<>();
    SortedMap<String, ProbeMemory> probes = new TreeMap<>();
    workers.values().forEach(worker -> worker.tell(moment, pulls, probes));
    return new KubeletMemory(pulls, probes);
  }

  /// The machine is to be switched off; `ready` is called when its Pods have ended.
  public void shutDown(Runnable ready) {
    shutdown.begin(ready);
  }

  private void collectImages() {
    images.collect(workers.values(), pressure.disk(workers.values()));
    actor.after(ImageKeeper.PERIOD, this::collectImages);
  }

  /// A kubelet with settings that it does not understand would not start; ours takes the usual ones.
  private static KubeletConfig settings(Actor actor, MachineStorage storage) {
    Optional<byte[]> file = storage.disk().read(KubeletConfig.PATH);
    if (file.isEmpty()) return KubeletConfig.DEFAULT;
    try {
      return KubeletConfig.parse(file.get());
    } catch (IllegalArgumentException | DateTimeException | JacksonException problem) {
      actor.record("refuse", KubeletConfig.PATH, String.valueOf(problem.getMessage()));
      return KubeletConfig.DEFAULT;
    }
  }

  /// Brings changed ConfigMaps and Secrets to the files of the Pods that use them.
  private void refresh() {
    Map<PodWorker, Set<Name>> users = new LinkedHashMap<>();
    Set<Name> inUse = new TreeSet<>();
    workers.values().stream().filter(PodWorker::isActive).forEach(worker -> {
      users.put(worker, worker.volumes().sources());
      inUse.addAll(worker.volumes().sources());
    });
    Set<Name> changed = kit.config().changed(inUse);
    users.forEach((worker, names) -> {
      if (!Collections.disjoint(names, changed)) worker.volumes().refresh();
    });
    actor.after(REFRESH, this::refresh);
  }

  private Optional<PodWorker> find(Key pod) {
    return workers.values()
        .stream()
        .filter(worker -> worker.metadata().key().equals(pod))
        .findFirst();
  }

  private void podChanged(Change<PodWish> change) {
    PodWish pod = change.object();
    if (StaticPod.isMirror(pod)) {
      statics.mirrorChanged(change);
      return;
    }
    String uid = pod.metadata().uid();
    PodWorker worker = workers.get(uid);
    if (change.isDeletion()) {
      if (worker != null) worker.gone();
      workers.remove(uid);
    } else if (worker == null) {
      begin(pod, Reflection.ITSELF);
    } else {
      worker.changed(pod);
    }
  }

  /// A Pod that was deleted and made again under its old name has another uid: the old one's
  /// worker must not live on.
  private void begin(PodWish pod, Reflection reflection) {
    String uid = pod.uid();
    List<PodWorker> namesakes = workers.values()
        .stream()
        .filter(other -> other.metadata().key().equals(pod.key()))
        .toList();
    for (PodWorker namesake : namesakes) {
      namesake.gone();
      workers.remove(namesake.metadata().uid());
    }
    PodWorker worker = new PodWorker(kit, pod, reflection);
    Optional<Verdict> refusal = isKnown(uid) || pod.isFinished() || pod.isBeingDeleted()
        ? Optional.empty()
        : Admission.refusal(pod, activePods(), kit.machine().allocatable(), reporter.labels())
            .or(() -> pressure.refusal(pod)).or(shutdown::refusal);
    workers.put(uid, worker);
    if (refusal.isPresent()) worker.reject(refusal.get());
    else
      worker.start();
  }

  /// Whether its containers already live here: another kubelet has admitted it.
  private boolean isKnown(String uid) {
    return runtime.sandboxes().stream().anyMatch(sandbox -> sandbox.podUid().equals(uid));
  }

  private List<PodWish> activePods() {
    return workers.values().stream().filter(PodWorker::isActive).map(PodWorker::pod).toList();
  }

  /// What the containers of a Pod use by their own account; those that say nothing are left out.
  public SortedMap<String, Usage> usage(String podUid) {
    SortedMap<String, Usage> usage = new TreeMap<>();
    PodWorker worker = workers.get(statics.uidHere(podUid));
    if (worker == null) return usage;
    worker.containers().stream().filter(ContainerView::isRunning).forEach(view -> runtime
        .usage(view.containerId()).ifPresent(amount -> usage.put(view.name(), amount)));
    return usage;
  }

  private void exited(Exit exit) {
    if (!actor.isRunning()) return;
    workers.values()
        .stream()
        .filter(worker -> worker.owns(exit.sandboxId()))
        .findFirst()
        .ifPresent(worker -> worker.exited(exit));
  }

  private void sync() {
    statics.look();
    if (pods.isSynced()) statics.reflect();
    List.copyOf(workers.values()).forEach(PodWorker::tick);
    workers.values().forEach(this::rotateLogs);
    pressure.look(workers.values());
    reporter.pressed(pressure.conditions());
    if (pods.isSynced()) removeStrangers();
    actor.after(SYNC, this::sync);
  }

  private void rotateLogs(PodWorker worker) {
    KubeletConfig.Logs logs = kit.settings().logs();
    worker.containers().stream().filter(ContainerView::isRunning).forEach(
        view -> runtime.rotateLog(view.containerId(), logs.mostBytes(), logs.mostFiles()));
  }

  /// Rooms of Pods that were deleted while no kubelet was looking.
  private void removeStrangers() {
    runtime.sandboxes()
        .stream()
        .filter(sandbox -> !workers.containsKey(sandbox.podUid()))
        .forEach(sandbox -> runtime.removePodSandbox(sandbox.id()));
  }
}
