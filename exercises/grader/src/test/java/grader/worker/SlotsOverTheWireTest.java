package grader.worker;

import static org.assertj.core.api.Assertions.assertThat;

import grader.sandbox.SlotTypes;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import kube.Cluster;
import kube.Parts;
import kube.Slot;
import kube.controlplane.apiserver.admission.slot.OpenGate;
import kube.controlplane.apiserver.registry.slot.OptimisticRegistry;
import kube.controlplane.controllermanager.deployment.DeploymentReconciler;
import kube.controlplane.controllermanager.endpointslice.SliceReconciler;
import kube.controlplane.controllermanager.garbage.FamilyTree;
import kube.controlplane.controllermanager.hpa.LargestWins;
import kube.controlplane.controllermanager.job.JobReconciler;
import kube.controlplane.controllermanager.namespace.NamespaceEmptier;
import kube.controlplane.controllermanager.node.NodeWatchKeeper;
import kube.controlplane.controllermanager.nodeipam.FirstFree;
import kube.controlplane.controllermanager.replicaset.ReplicaSetReconciler;
import kube.controlplane.controllermanager.serviceaccount.DefaultAccounts;
import kube.controlplane.etcd.BufferedWatchHub;
import kube.controlplane.etcd.MultiVersionStore;
import kube.controlplane.etcd.quorum.MajorityVotes;
import kube.foundation.api.Key;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.client.informer.ListThenWatch;
import kube.foundation.client.queue.RateLimitedQueue;
import kube.foundation.machine.Dice;
import kube.foundation.machine.Randomness;
import kube.foundation.stream.ByteSink;
import kube.network.DnsMessage;
import kube.network.DnsMessage.RecordType;
import kube.network.HostLocal;
import kube.network.Packet;
import kube.network.PodNetwork;
import kube.network.Protocol;
import kube.network.SocketAddress;
import kube.network.dns.DnsServer;
import kube.network.dns.ServiceNames;
import kube.network.ingress.HostThenPath;
import kube.node.containerruntime.slot.SmallRuntime;
import kube.node.kubelet.container.CrashBackoff;
import kube.node.kubelet.plan.PlannedSync;
import kube.node.kubelet.probe.ThresholdJudge;
import kube.node.kubelet.volume.LinkSwap;
import kube.node.kubeproxy.RuleProxy;
import kube.simulation.detective.PlainDetective;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Console;
import kube.tools.kubectl.Kubectl;
import kube.tools.kubectl.config.slot.FirstFileWins;
import kube.tools.kubectl.config.slot.KubeconfigResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A part behind the conversation that a worker has with us, in a cluster that runs: whatever its
/// slot, its questions, answers and callbacks all cross.
///
/// The part is one of ours, or a modest one of this test's where we fill a slot in our own way. All
/// slots are here but the scheduler's configuration, which is a value of ours and no part.
class SlotsOverTheWireTest {
  private static final List<Object> CHANCE = List.of(new Randomness(1));

  /// @param handed what the part's constructor takes
  record Case(Slot<?> slot, Class<?> part, List<Object> handed) {
    Case(Slot<?> slot, Class<?> part) {
      this(slot, part, List.of());
    }

    @Override
    public String toString() {
      return slot.id();
    }
  }

  static Stream<Case> every_slot() {
    return Stream.of(new Case(Slot.STORE, MultiVersionStore.class),
        new Case(Slot.WATCH_HUB, BufferedWatchHub.class),
        new Case(Slot.QUORUM, MajorityVotes.class),
        new Case(Slot.WORK_QUEUE, RateLimitedQueue.class),
        new Case(Slot.INFORMER, ListThenWatch.class),
        new Case(Slot.DETECTIVE, PlainDetective.class),
        new Case(Slot.KUBECONFIG, FirstFileWins.class),
        new Case(Slot.ADMISSION, OpenGate.class),
        new Case(Slot.REGISTRY, OptimisticRegistry.class),
        new Case(Slot.REPLICA_SET_CONTROLLER, ReplicaSetReconciler.class),
        new Case(Slot.DEPLOYMENT_CONTROLLER, DeploymentReconciler.class),
        new Case(Slot.NODE_LIFECYCLE, NodeWatchKeeper.class),
        new Case(Slot.SERVICE_ACCOUNT_CONTROLLER, DefaultAccounts.class),
        new Case(Slot.GARBAGE_COLLECTOR, FamilyTree.class),
        new Case(Slot.NAMESPACE_CONTROLLER, NamespaceEmptier.class),
        new Case(Slot.ENDPOINT_SLICE_CONTROLLER, SliceReconciler.class),
        new Case(Slot.JOB_CONTROLLER, JobReconciler.class),
        new Case(Slot.HPA_MATH, LargestWins.class), new Case(Slot.NODE_RANGES, FirstFree.class),
        new Case(Slot.POD_SYNC, PlannedSync.class),
        new Case(Slot.PROBE_JUDGE, ThresholdJudge.class),
        new Case(Slot.RESTART_BACKOFF, CrashBackoff.class),
        new Case(Slot.ATOMIC_FOLDER, LinkSwap.class), new Case(Slot.IPAM, HostLocal.class),
        new Case(Slot.TOKENS, ModestParts.Badges.class),
        new Case(Slot.PATCHER, ModestParts.Merging.class),
        new Case(Slot.SELECTORS, ModestParts.OnePair.class),
        new Case(Slot.AUTHORIZER, ModestParts.Roles.class),
        new Case(Slot.PICKER, ModestParts.Emptiest.class),
        new Case(Slot.SCHEDULING_LOOP, ModestParts.Roll.class),
        new Case(Slot.CRI_RUNTIME, SmallRuntime.class),
        new Case(Slot.PREEMPTOR, ModestParts.Kind.class),
        new Case(Slot.AUTHORITY, ModestParts.Signer.class),
        new Case(Slot.SERVICE_PROXY, RuleProxy.class, CHANCE),
        new Case(Slot.DNS, ServiceNames.class, CHANCE),
        new Case(Slot.EDGE_ROUTER, HostThenPath.class));
  }

  @Test
  void no_slot_is_forgotten() {
    assertThat(every_slot().map(Case::slot)).containsExactlyInAnyOrderElementsOf(Slot.all().stream()
        .filter(slot -> slot.type().isInterface()).toList());
  }

  @ParameterizedTest
  @MethodSource("every_slot")
  void a_part_behind_the_wire_does_the_work(Case given) {
    AtomicInteger questions = new AtomicInteger();
    Cluster.Plan plan = Cluster.Plan.standard(3).withNodes(1);
    boolean isAboutRoles = given.slot().equals(Slot.AUTHORIZER);
    Cluster cluster = new Cluster(isAboutRoles ? plan.guarded() : plan).start();
    cluster.settle();
    cluster.use(with(given.slot(), given, questions));
    everythingHappens(cluster);
    everybodyComes(cluster);

    assertThat(cluster.culprits()).isEmpty();
    assertThat(questions.get()).isPositive();
    assertThat(get(cluster, "/apis/apps/v1/namespaces/default/deployments/web"))
        .contains("\"readyReplicas\":1");
  }

  private static <T> Parts with(Slot<T> slot, Case given, AtomicInteger questions) {
    Supplier<T> overTheWire = () -> {
      T stub = overTheWire(slot, given);
      return slot.type().cast(Proxy.newProxyInstance(slot.type().getClassLoader(),
          new Class<?>[]{slot.type()}, (_, method, arguments) -> {
            questions.incrementAndGet();
            return ((Stub) Proxy.getInvocationHandler(stub)).invoke(stub, method, arguments);
          }));
    };
    return Parts.ours().with(slot, overTheWire);
  }

  /// Both ends in this thread, as a debugger sees them.
  private static <T> T overTheWire(Slot<T> slot, Case given) {
    Class<?> part = given.part();
    ClassLoader loader = SlotsOverTheWireTest.class.getClassLoader();
    List<String> types = new ArrayList<>(SlotTypes.closure(List.of(slot.type(), Dice.class), loader)
        .keySet());
    if (!types.contains(part.getName())) types.add(part.getName());
    LoopbackWire[] ends = LoopbackWire.pair();
    Worker worker = new Worker(ends[1], types, loader, () -> "");
    Remote remote = new Remote(ends[0], types, loader);
    ends[0].whenWaiting(worker::handleOne);
    ends[1].whenWaiting(remote::answerOne);
    worker.sayReady();
    remote.awaitReady();
    remote.load(part.getName(), slot.type(), new TreeMap<>());
    return remote.start(slot.type(), true, given.handed().toArray());
  }

  private static void everythingHappens(Cluster cluster) {
    String pod = "{\"restartPolicy\":\"Never\",\"containers\":[{\"name\":\"c\",\"image\":"
        + "\"busybox\",\"command\":[\"sh\",\"-c\",\"exit 3\"]}]}";
    post(cluster, "/apis/apps/v1/namespaces/default/deployments", """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},"spec":{"replicas":1,
        "selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},
        "spec":{"containers":[{"name":"main","image":"nginx","readinessProbe":{"httpGet":{
        "path":"/","port":80},"periodSeconds":1}}]}}}}""");
    post(cluster, "/api/v1/namespaces/default/services", """
        {"apiVersion":"v1","kind":"Service","metadata":{"name":"web"},
        "spec":{"selector":{"app":"web"},"ports":[{"port":80}]}}""");
    post(cluster, "/apis/batch/v1/namespaces/default/jobs", """
        {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"work"},"spec":{"template":{
        "spec":%s}}}""".formatted(pod));
    post(cluster, "/api/v1/namespaces/default/pods", """
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"weak"},"spec":%s}"""
        .formatted(pod.replace("Never", "Always")));
    post(cluster, "/api/v1/nodes",
        "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"late\"}}");
    post(cluster, "/api/v1/namespaces",
        "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"short\"}}");
    post(cluster, "/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers", """
        {"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler","metadata":{"name":"web"},
        "spec":{"minReplicas":1,"maxReplicas":4,"metrics":[{"type":"Resource","resource":{
        "name":"cpu","target":{"type":"AverageValue","averageValue":"500m"}}}],
        "scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"web"}}}""");
    cluster.advance(Duration.ofSeconds(5));
    Response _ = cluster.transport().send(Request.of("DELETE", "/api/v1/namespaces/short", "user"));
    cluster.advance(Duration.ofSeconds(30));
    assertThat(cluster.explanations().of(new Key("default", "weak"))).isPresent();
    kubectl(cluster);
  }

  /// What only the doors, the names and the seats are asked for.
  private static void everybodyComes(Cluster cluster) {
    post(cluster, "/apis/scheduling.k8s.io/v1/priorityclasses", """
        {"apiVersion":"scheduling.k8s.io/v1","kind":"PriorityClass","metadata":{"name":"high"},
        "value":1000}""");
    post(cluster, "/api/v1/namespaces/default/pods", """
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"giant"},"spec":{"priorityClassName":
        "high","containers":[{"name":"c","image":"busybox","resources":{"requests":{"cpu":"100"}}}
        ]}}""");
    post(cluster, "/api/v1/namespaces/default/serviceaccounts/default/token", """
        {"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{}}""");
    Response _ = cluster.transport().send(Request.of("GET", "/api/v1/namespaces/default/pods",
        "user").withQuery("labelSelector", "app=web"));
    Response _ = cluster.transport().send(Request.of("PATCH",
        "/api/v1/namespaces/default/services/web", "user")
        .withBody("application/strategic-merge-patch+json",
            "{\"spec\":{\"ports\":[{\"port\":80,\"name\":\"http\"}]}}"
                .getBytes(StandardCharsets.UTF_8)));
    PodNetwork network = cluster.network();
    assertThat(network.path(new Packet(Protocol.TCP, network.ephemeral("192.168.0.11"),
        new SocketAddress(DnsServer.SERVICE_IP, 53)))).isNotNull();
    network.send(new Packet(Protocol.UDP, network.ephemeral("192.168.0.11"),
        new SocketAddress(DnsServer.SERVICE_IP, 53)),
        DnsMessage.question(7, "web.default.svc.cluster.local", RecordType.A).toBytes(), _ -> {});
    network.connect(network.ephemeral("198.51.100.7"), new SocketAddress("203.0.113.1", 80),
        new Deaf()).orElseThrow().bytes("GET / HTTP/1.1\r\nHost: shop\r\n\r\n"
            .getBytes(StandardCharsets.UTF_8));
    cluster.advance(Duration.ofSeconds(5));
  }

  /// Whoever is told does not listen.
  private static final class Deaf implements ByteSink {
    @Override
    public void bytes(byte[] bytes) {}

    @Override
    public void end() {}
  }

  /// It finds its server, and nobody is there.
  private static void kubectl(Cluster cluster) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false,
        StandardCharsets.UTF_8);
    Console console = new Console(InputStream.nullInputStream(), nowhere, nowhere, false,
        new TreeMap<>(Map.of("HOME", "/nowhere")), Path.of("/nowhere"));
    int _ = new Kubectl(console, _ -> {
      throw CommandFailure.of("nobody is there");
    }, cluster.loop().actor("kubectl").part(KubeconfigResolver.class))
        .run(List.of("get", "pods", "--server", "http://localhost"));
  }

  private static void post(Cluster cluster, String path, String json) {
    Response response = cluster.transport().send(Request.of("POST", path, "user")
        .withBody("application/json", json.getBytes(StandardCharsets.UTF_8)));
    assertThat(((Response.Answer) response).isOk()).as(path).isTrue();
  }

  private static String get(Cluster cluster, String path) {
    Response response = cluster.transport().send(Request.of("GET", path, "user"));
    return new String(((Response.Answer) response).body(), StandardCharsets.UTF_8);
  }
}
