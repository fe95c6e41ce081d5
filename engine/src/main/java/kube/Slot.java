package kube;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import kube.controlplane.apiserver.access.authentication.TokenService;
import kube.controlplane.apiserver.access.authorization.rbac.slot.Authorizer;
import kube.controlplane.apiserver.admission.slot.AdmissionGate;
import kube.controlplane.apiserver.admission.slot.OpenGate;
import kube.controlplane.apiserver.patch.slot.Patcher;
import kube.controlplane.apiserver.registry.slot.GenericRegistry;
import kube.controlplane.apiserver.registry.slot.OptimisticRegistry;
import kube.controlplane.apiserver.selector.Selectors;
import kube.controlplane.controllermanager.certificates.CertificateAuthority;
import kube.controlplane.controllermanager.deployment.DeploymentController;
import kube.controlplane.controllermanager.deployment.DeploymentReconciler;
import kube.controlplane.controllermanager.endpointslice.EndpointSliceController;
import kube.controlplane.controllermanager.endpointslice.SliceReconciler;
import kube.controlplane.controllermanager.garbage.FamilyTree;
import kube.controlplane.controllermanager.garbage.GarbageCollector;
import kube.controlplane.controllermanager.hpa.HpaMath;
import kube.controlplane.controllermanager.hpa.LargestWins;
import kube.controlplane.controllermanager.job.JobController;
import kube.controlplane.controllermanager.job.JobReconciler;
import kube.controlplane.controllermanager.namespace.NamespaceController;
import kube.controlplane.controllermanager.namespace.NamespaceEmptier;
import kube.controlplane.controllermanager.node.NodeLifecycle;
import kube.controlplane.controllermanager.node.NodeWatchKeeper;
import kube.controlplane.controllermanager.nodeipam.FirstFree;
import kube.controlplane.controllermanager.nodeipam.NodeCidrs;
import kube.controlplane.controllermanager.replicaset.ReplicaSetController;
import kube.controlplane.controllermanager.replicaset.ReplicaSetReconciler;
import kube.controlplane.controllermanager.serviceaccount.DefaultAccounts;
import kube.controlplane.controllermanager.serviceaccount.ServiceAccountController;
import kube.controlplane.etcd.BufferedWatchHub;
import kube.controlplane.etcd.MultiVersionStore;
import kube.controlplane.etcd.RevisionStore;
import kube.controlplane.etcd.WatchHub;
import kube.controlplane.etcd.quorum.MajorityVotes;
import kube.controlplane.etcd.quorum.Quorum;
import kube.controlplane.scheduler.profile.SchedulerConfiguration;
import kube.controlplane.scheduler.slot.Picker;
import kube.controlplane.scheduler.slot.Preemptor;
import kube.controlplane.scheduler.slot.SchedulingLoop;
import kube.foundation.client.informer.ListThenWatch;
import kube.foundation.client.informer.MetadataInformer;
import kube.foundation.client.queue.RateLimitedQueue;
import kube.foundation.client.queue.WorkQueue;
import kube.foundation.machine.Randomness;
import kube.network.HostLocal;
import kube.network.Ipam;
import kube.network.dns.ClusterDns;
import kube.network.dns.ServiceNames;
import kube.network.ingress.EdgeRouter;
import kube.network.ingress.HostThenPath;
import kube.node.containerruntime.slot.CriRuntime;
import kube.node.kubelet.container.CrashBackoff;
import kube.node.kubelet.container.RestartBackoff;
import kube.node.kubelet.plan.PlannedSync;
import kube.node.kubelet.plan.PodSync;
import kube.node.kubelet.probe.ProbeJudge;
import kube.node.kubelet.probe.ThresholdJudge;
import kube.node.kubelet.volume.AtomicFolder;
import kube.node.kubelet.volume.LinkSwap;
import kube.node.kubeproxy.RuleProxy;
import kube.node.kubeproxy.ServiceProxy;
import kube.simulation.detective.Detective;
import kube.simulation.detective.PlainDetective;
import kube.tools.kubectl.config.slot.FirstFileWins;
import kube.tools.kubectl.config.slot.KubeconfigResolver;

/// A place in the cluster where another part can stand in for ours: the one list of all of them.
///
/// Swapping, falling back, naming the culprit and the log lines of all that follow from the entry
/// alone; the component asks its [kube.foundation.machine.Part]. To add a slot, add an entry here
/// and hand `parts.in(slot, …)` to the component.
///
/// @param <T> the small interface that a part implements
public final class Slot<T> {

  private static final List<Slot<?>> ALL = new ArrayList<>();

  // etcd and the API server
  public static final Slot<RevisionStore> STORE = slot("etcd.store", "etcd", RevisionStore.class)
      .filledBy(MultiVersionStore::new);
  public static final Slot<WatchHub> WATCH_HUB = slot("etcd.watch", "etcd", WatchHub.class)
      .filledBy(BufferedWatchHub::new);
  public static final Slot<Quorum> QUORUM = slot("etcd.quorum", "etcd", Quorum.class)
      .filledBy(MajorityVotes::new);
  public static final Slot<AdmissionGate> ADMISSION = slot("apiserver.admission", "apiserver",
      AdmissionGate.class).filledBy(OpenGate::new);
  public static final Slot<TokenService> TOKENS = slot("apiserver.tokens", "apiserver",
      TokenService.class);
  public static final Slot<Selectors> SELECTORS = slot("apiserver.selectors", "apiserver",
      Selectors.class);
  public static final Slot<Patcher> PATCHER = slot("apiserver.patch", "apiserver", Patcher.class);
  public static final Slot<GenericRegistry> REGISTRY = slot("apiserver.registry", "apiserver",
      GenericRegistry.class).filledBy(OptimisticRegistry::new);
  public static final Slot<Authorizer> AUTHORIZER = slot("apiserver.authz", "apiserver",
      Authorizer.class);

  // the scheduler
  public static final Slot<SchedulerConfiguration> SCHEDULER_CONFIGURATION = slot(
      "scheduler.configuration", "scheduler", SchedulerConfiguration.class)
      .filledBy(SchedulerConfiguration::standard).restarting("scheduler");
  public static final Slot<Picker> PICKER = slot("scheduler.pick", "scheduler", Picker.class);
  public static final Slot<SchedulingLoop> SCHEDULING_LOOP = slot("scheduler.queue", "scheduler",
      SchedulingLoop.class).restarting("scheduler");
  public static final Slot<Preemptor> PREEMPTOR = slot("scheduler.preempt", "scheduler",
      Preemptor.class);

  // the controllers
  public static final Slot<ReplicaSetController> REPLICA_SET_CONTROLLER = slot("kcm.replicaset",
      "kcm.replicaset", ReplicaSetController.class).filledBy(ReplicaSetReconciler::new)
      .restarting("kcm.replicaset");
  public static final Slot<DeploymentController> DEPLOYMENT_CONTROLLER = slot("kcm.deployment",
      "kcm.deployment", DeploymentController.class).filledBy(DeploymentReconciler::new)
      .restarting("kcm.deployment");
  public static final Slot<NodeLifecycle> NODE_LIFECYCLE = slot("kcm.nodelifecycle",
      "kcm.nodelifecycle", NodeLifecycle.class).filledBy(NodeWatchKeeper::new)
      .restarting("kcm.nodelifecycle");
  public static final Slot<ServiceAccountController> SERVICE_ACCOUNT_CONTROLLER = slot(
      "kcm.serviceaccount", "kcm.serviceaccount", ServiceAccountController.class)
      .filledBy(DefaultAccounts::new).restarting("kcm.serviceaccount");
  public static final Slot<GarbageCollector> GARBAGE_COLLECTOR = slot("kcm.gc", "kcm.garbage",
      GarbageCollector.class).filledBy(FamilyTree::new).restarting("kcm.garbage");
  public static final Slot<NamespaceController> NAMESPACE_CONTROLLER = slot("kcm.namespace",
      "kcm.namespace", NamespaceController.class).filledBy(NamespaceEmptier::new)
      .restarting("kcm.namespace");
  public static final Slot<EndpointSliceController> ENDPOINT_SLICE_CONTROLLER = slot(
      "kcm.endpointslice", "kcm.endpointslice", EndpointSliceController.class)
      .filledBy(SliceReconciler::new).restarting("kcm.endpointslice");
  public static final Slot<JobController> JOB_CONTROLLER = slot("kcm.job", "kcm.job",
      JobController.class).filledBy(JobReconciler::new).restarting("kcm.job");
  public static final Slot<HpaMath> HPA_MATH = slot("kcm.hpa", "kcm.hpa", HpaMath.class)
      .filledBy(LargestWins::new);
  public static final Slot<NodeCidrs> NODE_RANGES = slot("kcm.nodeipam", "kcm.nodeipam",
      NodeCidrs.class).filledBy(FirstFree::new);
  public static final Slot<CertificateAuthority> AUTHORITY = slot("bootstrap.pki",
      "kcm.certificates", CertificateAuthority.class).filledBy(ClusterCertificates::simulated)
      .restarting("kcm.rootca", "kcm.tokens", "kcm.certificates");

  // the nodes; each has its own
  public static final Slot<PodSync> POD_SYNC = slot("kubelet.sync", "kubelet", PodSync.class)
      .filledBy(PlannedSync::new);
  public static final Slot<CriRuntime> CRI_RUNTIME = slot("node.runtime", "runtime",
      CriRuntime.class);
  public static final Slot<ProbeJudge> PROBE_JUDGE = slot("kubelet.probes", "kubelet",
      ProbeJudge.class).filledBy(ThresholdJudge::new);
  public static final Slot<RestartBackoff> RESTART_BACKOFF = slot("kubelet.backoff", "kubelet",
      RestartBackoff.class).filledBy(CrashBackoff::new);
  public static final Slot<AtomicFolder> ATOMIC_FOLDER = slot("kubelet.volumes", "kubelet",
      AtomicFolder.class).filledBy(LinkSwap::new);

  // the network
  public static final Slot<Ipam> IPAM = slot("cni.ipam", "runtime", Ipam.class)
      .filledBy(HostLocal::new);
  public static final Slot<ServiceProxy> SERVICE_PROXY = slot("node.proxy", "kubeproxy",
      ServiceProxy.class).filledBy(RuleProxy::new).restarting("kubeproxy/");
  public static final Slot<ClusterDns> DNS = slot("addons.dns", "dns", ClusterDns.class)
      .filledBy(ServiceNames::new).restarting("dns");
  public static final Slot<EdgeRouter> EDGE_ROUTER = slot("edge.router", "ingress",
      EdgeRouter.class).filledBy(HostThenPath::new);

  // who looks on
  public static final Slot<KubeconfigResolver> KUBECONFIG = slot("kubectl.config", "user",
      KubeconfigResolver.class).filledBy(FirstFileWins::new);
  public static final Slot<Detective> DETECTIVE = slot("board.explain", "user", Detective.class)
      .filledBy(PlainDetective::new);

  // what programs are built with
  public static final Slot<MetadataInformer> INFORMER = slot("client.informer", "kcm.replicaset",
      MetadataInformer.class).filledBy(ListThenWatch::new);
  public static final Slot<WorkQueue> WORK_QUEUE = slot("client.queue", "kcm.replicaset",
      WorkQueue.class).filledBy(RateLimitedQueue::new);

  /// Makes a part.
  interface Maker<T> {
    T make(Randomness chance);
  }

  private final String id;
  private final String box;
  private final Class<T> type;
  private Optional<Maker<T>> ours = Optional.empty();
  private List<String> restarts = List.of();

  private Slot(String id, String box, Class<T> type) {
    this.id = id;
    this.box = box;
    this.type = type;
    ALL.add(this);
  }

  private static <T> Slot<T> slot(String id, String box, Class<T> type) {
    return new Slot<>(id, box, type);
  }

  /// Which part of ours stands here; without one, the component does the work in its own way.
  private Slot<T> filledBy(Supplier<T> maker) {
    return filledBy(_ -> maker.get());
  }

  private Slot<T> filledBy(Maker<T> maker) {
    ours = Optional.of(maker);
    return this;
  }

  /// These components begin anew with another part, because it remembers. A name that ends in `/`
  /// stands for that program on every node. A part of any other slot is swapped between two
  /// questions.
  private Slot<T> restarting(String... components) {
    restarts = List.of(components);
    return this;
  }

  /// All slots.
  public static List<Slot<?>> all() {
    return List.copyOf(ALL);
  }

  /// The name by which the course and the log know the slot, such as `etcd.store`.
  public String id() {
    return id;
  }

  /// The box of the drawing that it is in, see [Architecture#BOXES].
  public String box() {
    return box;
  }

  /// What a part for this slot implements.
  public Class<T> type() {
    return type;
  }

  Optional<Maker<T>> ours() {
    return ours;
  }

  boolean restarts() {
    return !restarts.isEmpty();
  }

  /// Whether this component begins anew when the part is swapped.
  boolean restarts(String component) {
    return restarts.stream().anyMatch(name -> name.endsWith("/")
        ? component.startsWith(name)
        : component.equals(name));
  }

  @Override
  public String toString() {
    return id;
  }
}
