package kube.node.kubelet;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import kube.foundation.api.ApiResult;
import kube.foundation.api.Condition;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kinds;
import kube.foundation.api.Lease;
import kube.foundation.api.Node;
import kube.foundation.client.ApiClient;
import kube.foundation.machine.Actor;
import kube.node.containerruntime.ContainerRuntime.LocalImage;
import kube.node.containerruntime.image.Registry;
import kube.node.kubelet.status.QuantityText;
import tools.jackson.databind.node.ObjectNode;

/// Registers the machine, keeps its heartbeat, and reports how it is.
///
/// The heartbeat is a small Lease, renewed every ten seconds; the larger status is written only when
/// it changes, or every five minutes.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/architecture/nodes/#node-heartbeats
final class NodeReporter {

  static final String LEASE_NAMESPACE = "kube-node-lease";

  private static final Duration RENEWAL = Duration.ofSeconds(10);
  private static final Duration LEASE_DURATION = Duration.ofSeconds(40);
  private static final Duration STATUS_CHECK = Duration.ofSeconds(10);
  private static final Duration STATUS_REPORT = Duration.ofMinutes(5);
  private static final int IMAGES_TOLD = 50;
  private static final int PORT = 10_250;
  private static final String VERSION = "v1.37.0";

  private final NodeKit kit;
  private final Actor actor;
  private final ApiClient client;
  private final Machine machine;
  private Instant lastReport = Instant.MIN;
  private SortedMap<String, String> labels = new TreeMap<>();
  private boolean shuttingDown;
  private Set<String> pressures = new TreeSet<>();
  private final TreeMap<String, Instant> changedAt = new TreeMap<>();
  private List<String> imagesTold = List.of();
  private Optional<List<String>> disksTold = Optional.empty();

  NodeReporter(NodeKit kit) {
    this.kit = kit;
    this.actor = kit.actor();
    this.client = kit.client();
    this.machine = kit.machine();
  }

  void start() {
    actor.post(this::checkStatus);
    actor.post(this::renewLease);
    kit.disks().onChange(() -> actor.post(this::tellDisks));
  }

  /// The machine's labels as the API shows them.
  SortedMap<String, String> labels() {
    SortedMap<String, String> all = new TreeMap<>(labels);
    all.putIfAbsent("kubernetes.io/hostname", machine.name());
    all.putIfAbsent("kubernetes.io/os", "linux");
    all.putIfAbsent("kubernetes.io/arch", "amd64");
    return all;
  }

  /// What the machine runs short of, as conditions; a change is told at once.
  void pressed(Set<String> now) {
    if (pressures.equals(now)) return;
    Set<String> before = pressures;
    pressures = now;
    client.get(Kinds.NODE, new Key("", machine.name())).toOptional().ifPresent(node -> {
      for (Ailment ailment : Ailment.values()) {
        if (before.contains(ailment.condition()) == now.contains(ailment.condition())) continue;
        changedAt.put(ailment.condition(), actor.now());
        String event = ailment.event(now.contains(ailment.condition()));
        kit.recorder().normal(Kinds.NODE, node.metadata(), event,
            "Node " + machine.name() + " status is now: " + event);
      }
      report(node.condition("Ready"));
    });
  }

  /// From now on it is not ready, whoever asks.
  void shutsDown() {
    shuttingDown = true;
    client.get(Kinds.NODE, new Key("", machine.name())).toOptional().ifPresent(node -> {
      kit.recorder().normal(Kinds.NODE, node.metadata(), "NodeNotReady",
          "Node " + machine.name() + " status is now: NodeNotReady");
      report(node.condition("Ready"));
    });
  }

  private void checkStatus() {
    switch (client.get(Kinds.NODE, new Key("", machine.name()))) {
      case ApiResult.Ok<Node>(Node node) -> reportIfDue(node);
      case ApiResult.Refused<Node>(var refusal) -> {
        if (refusal.isNotFound()) register();
      }
    }
    actor.after(STATUS_CHECK, this::checkStatus);
  }

  /// A disk is mounted only after the API knows that it is in use.
  private void tellDisks() {
    if (hasToldDisks()) return;
    client.get(Kinds.NODE, new Key("", machine.name())).toOptional().ifPresent(this::reportIfDue);
  }

  private void register() {
    ObjectNode node = Json.object().put("apiVersion", "v1").put("kind", "Node");
    ObjectNode metadata = node.putObject("metadata").put("name", machine.name());
    metadata.putObject("labels")
        .put("kubernetes.io/arch", "amd64")
        .put("kubernetes.io/hostname", machine.name())
        .put("kubernetes.io/os", "linux");
    ObjectNode spec = node.putObject("spec").put("podCIDR", machine.podCidr());
    spec.putArray("podCIDRs").add(machine.podCidr());
    spec.putArray("taints")
        .addObject()
        .put("key", "node.kubernetes.io/not-ready")
        .put("effect", "NoSchedule");
    if (client.create(Kinds.NODE, "", node).isOk()) report(Optional.empty());
  }

  private void reportIfDue(Node node) {
    labels = node.metadata().labels();
    boolean isDue = lastReport.equals(Instant.MIN) || !imageNames().equals(imagesTold)
        || !hasToldDisks()
        || !actor.now().isBefore(lastReport.plus(STATUS_REPORT));
    if (isDue || !node.isReady()) report(node.condition("Ready"));
  }

  private void report(Optional<Condition> before) {
    if (client.patchStatus(Kinds.NODE, new Key("", machine.name()), status(before)).isOk()) {
      lastReport = actor.now();
      imagesTold = imageNames();
      disksTold = Optional.of(kit.disks().names());
    }
  }

  private List<String> imageNames() {
    return kit.runtime().images().stream().map(LocalImage::name).toList();
  }

  /// The largest images of the machine, which the scheduler likes to use again.
  private void addImages(ObjectNode status) {
    List<LocalImage> images = kit.runtime().images().stream()
        .sorted(Comparator.comparingLong(LocalImage::bytes).reversed()
            .thenComparing(LocalImage::name))
        .limit(IMAGES_TOLD).toList();
    if (images.isEmpty()) return;
    var list = status.putArray("images");
    for (LocalImage image : images) {
      String name = Registry.fullName(image.name());
      ObjectNode entry = list.addObject();
      entry.putArray("names").add(Registry.repository(name) + "@" + image.digest()).add(name);
      entry.put("sizeBytes", image.bytes());
    }
  }

  private boolean hasToldDisks() {
    return disksTold.filter(kit.disks().names()::equals).isPresent();
  }

  /// After a start it is not known what an earlier kubelet said.
  private void addDisks(ObjectNode status) {
    List<String> disks = kit.disks().names();
    if (disks.isEmpty()) {
      if (!hasToldDisks()) status.putNull("volumesInUse");
    } else {
      disks.forEach(status.putArray("volumesInUse")::add);
    }
  }

  private ObjectNode status(Optional<Condition> before) {
    ObjectNode status = Json.object();
    for (String part : new String[]{"capacity", "allocatable"}) {
      status.putObject(part)
          .put("cpu", machine.cpu())
          .put("ephemeral-storage", QuantityText.bytes(kit.storage().disk().capacity()))
          .put("memory", machine.memory())
          .put("pods", Integer.toString(machine.pods()));
    }
    var addresses = status.putArray("addresses");
    addresses.addObject().put("type", "InternalIP").put("address", machine.address());
    addresses.addObject().put("type", "Hostname").put("address", machine.name());
    Instant since = before.filter(condition -> condition.isTrue() != shuttingDown)
        .flatMap(Condition::lastTransitionTime)
        .orElse(actor.now());
    var conditions = status.putArray("conditions");
    for (Ailment ailment : Ailment.values()) {
      boolean isIll = pressures.contains(ailment.condition());
      conditions.add(condition(ailment.condition(), isIll ? "True" : "False",
          ailment.reason(isIll), ailment.message(isIll),
          changedAt.getOrDefault(ailment.condition(), since)));
    }
    conditions.add(shuttingDown
        ? condition("Ready", "False", "KubeletNotReady", "node is shutting down", since)
        : condition("Ready", "True", "KubeletReady", "kubelet is posting ready status", since));
    status.putObject("daemonEndpoints").putObject("kubeletEndpoint").put("Port", PORT);
    status.putObject("nodeInfo")
        .put("machineID", machine.name())
        .put("systemUUID", machine.name())
        .put("bootID", machine.name())
        .put("kubeletVersion", VERSION)
        .put("kubeProxyVersion", VERSION)
        .put("containerRuntimeVersion", "simulated://1.0.0")
        .put("operatingSystem", "linux")
        .put("architecture", "amd64")
        .put("osImage", "Kubernetes Inside Out")
        .put("kernelVersion", "simulated");
    addImages(status);
    addDisks(status);
    return status;
  }

  private ObjectNode condition(String type, String status, String reason, String message,
      Instant since) {
    return new Condition(type, status, reason, message, Optional.of(since)).toJson()
        .put("lastHeartbeatTime", Json.time(actor.now()));
  }

  private void renewLease() {
    Key key = new Key(LEASE_NAMESPACE, machine.name());
    ObjectNode patch = Json.object();
    patch.putObject("spec").put("renewTime", Json.microTime(actor.now()));
    ApiResult<Lease> renewed = client.patch(Kinds.LEASE, key, patch);
    if (renewed.refusal().filter(refusal -> refusal.isNotFound()).isPresent()) createLease();
    actor.after(RENEWAL, this::renewLease);
  }

  private void createLease() {
    ObjectNode lease = Json.object().put("apiVersion", "coordination.k8s.io/v1").put("kind",
        "Lease");
    lease.putObject("metadata").put("name", machine.name()).put("namespace", LEASE_NAMESPACE);
    lease.putObject("spec")
        .put("holderIdentity", machine.name())
        .put("leaseDurationSeconds", LEASE_DURATION.toSeconds())
        .put("renewTime", Json.microTime(actor.now()));
    client.create(Kinds.LEASE, LEASE_NAMESPACE, lease);
  }
}
