package kube.node.kubelet;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Pod;
import kube.foundation.client.ApiClient;
import kube.foundation.client.Change;
import kube.foundation.client.EventRecorder;
import kube.foundation.client.Informer;
import kube.foundation.machine.Actor;
import kube.foundation.machine.Faults;
import kube.node.containerruntime.ContainerRuntime;
import kube.node.containerruntime.ContainerRuntime.Exit;

/// The agent of one machine.
///
/// It watches for Pods that carry its node's name, and asks nobody whether it may run them: the
/// binding was the order.
///
/// Owned by the loop.
///
/// **Models** the sync loop, restart policies with back-off, graceful termination, heartbeats and
/// the take-over of running containers after a restart. **Leaves out** probes, volumes and init
/// containers, which come with the complete kubelet; a container is ready as soon as it runs.
public final class Kubelet {

  private static final Duration SYNC = Duration.ofSeconds(10);

  private final Actor actor;
  private final ApiClient client;
  private final ContainerRuntime runtime;
  private final Machine machine;
  private final EventRecorder events;
  private final NodeReporter reporter;
  private final Informer<Pod> pods;
  private final KubeletServer server;
  private final TreeMap<String, PodWorker> workers = new TreeMap<>();

  public Kubelet(Actor actor, ApiClient client, Faults faults, ContainerRuntime runtime,
      Machine machine) {
    this.actor = actor;
    this.client = client;
    this.runtime = runtime;
    this.machine = machine;
    this.events = new EventRecorder(actor, client, "kubelet");
    this.reporter = new NodeReporter(actor, client, machine);
    this.pods = new Informer<>(actor, client, faults, Kinds.POD,
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
    runtime.onExit(this::exited);
    reporter.start();
    pods.start();
    actor.after(SYNC, this::sync);
  }

  private Optional<PodWorker> find(Key pod) {
    return workers.values()
        .stream()
        .filter(worker -> worker.metadata().key().equals(pod))
        .findFirst();
  }

  private void podChanged(Change<Pod> change) {
    Pod pod = change.object();
    String uid = pod.metadata().uid();
    PodWorker worker = workers.get(uid);
    if (change.isDeletion()) {
      if (worker != null) worker.gone();
      workers.remove(uid);
    } else if (worker == null) {
      begin(uid, pod);
    } else {
      worker.changed(pod);
    }
  }

  /// A Pod that was deleted and made again under its old name has another uid: the old one's
  /// worker must not live on.
  private void begin(String uid, Pod pod) {
    List<PodWorker> namesakes = workers.values()
        .stream()
        .filter(other -> other.metadata().key().equals(pod.key()))
        .toList();
    for (PodWorker namesake : namesakes) {
      namesake.gone();
      workers.remove(namesake.metadata().uid());
    }
    PodWorker worker = new PodWorker(actor, client, runtime, events, machine, pod);
    workers.put(uid, worker);
    worker.start();
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
    List.copyOf(workers.values()).forEach(PodWorker::sync);
    if (pods.isSynced()) removeStrangers();
    actor.after(SYNC, this::sync);
  }

  /// Rooms of Pods that were deleted while no kubelet was looking.
  private void removeStrangers() {
    runtime.sandboxes()
        .stream()
        .filter(sandbox -> !workers.containsKey(sandbox.podUid()))
        .forEach(sandbox -> runtime.removePodSandbox(sandbox.id()));
  }
}
