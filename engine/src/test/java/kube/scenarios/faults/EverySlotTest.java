package kube.scenarios.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import kube.Cluster;
import kube.Parts;
import kube.Slot;
import kube.controlplane.scheduler.profile.SchedulerConfiguration;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.machine.Watchdog;
import kube.foundation.stream.ByteSink;
import kube.foundation.stream.Ending;
import kube.foundation.stream.Terminal;
import kube.network.Packet;
import kube.network.PodNetwork;
import kube.network.Protocol;
import kube.network.SocketAddress;
import kube.scenarios.housekeeping.Manor;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.Console;
import kube.tools.kubectl.Kubectl;
import kube.tools.kubectl.config.slot.KubeconfigResolver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The table of broken parts: every slot there is, with a part that throws, one that hangs, one that
/// floods and one that lies, one after the other in a cluster that runs.
///
/// Each time a Deployment becomes ready, ours stands in, and the culprit is named: by
/// [Cluster#culprits], in the log, and by `kubectl get componentstatuses`. A part that lies in a way
/// that looks true is not found out here; which slots those are, this table says.
class EverySlotTest {

  /// How a part can be broken.
  private enum Way {
    THROWS, HANGS, FLOODS, LIES;

    /// The namespace in which it happens.
    String room() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Whose lies look like the truth: "nothing to do", "no opinion". Only a grader, who knows the
  /// right answer, finds them out.
  private static final List<Slot<?>> PLAUSIBLE_LIARS = List.of(Slot.NODE_LIFECYCLE,
      Slot.GARBAGE_COLLECTOR);

  static List<Slot<?>> every_slot() {
    return Slot.all();
  }

  @ParameterizedTest
  @MethodSource("every_slot")
  void a_broken_part_harms_nobody_and_is_named(Slot<?> slot) {
    Cluster cluster = new Cluster(Cluster.Plan.standard(7).withNodes(1).guarded());
    cluster.loop().confineParts(new Watchdog(Duration.ofMillis(40), 64 << 20,
        Duration.ofSeconds(20)));
    Manor manor = Manor.in(cluster.start()).seconds(10);
    SortedMap<Way, String> reasons = new TreeMap<>();

    for (Way way : Way.values()) {
      cluster.use(with(slot, way));
      everythingHappens(manor, slot, way);
      thenTheRestLives(manor, slot, way);
      if (cluster.culprits().containsKey(slot.id())) {
        reasons.put(way, cluster.culprits().get(slot.id()));
        assertThat(manor.names("componentstatuses")).contains(slot.id());
      }
      cluster.use(Parts.ours());
    }
    assertThat(reasons).as(manor::timeline).containsKeys(Way.THROWS, Way.HANGS, Way.FLOODS);
    assertThat(reasons.containsKey(Way.LIES)).isEqualTo(!PLAUSIBLE_LIARS.contains(slot));
  }

  private static <T> Parts with(Slot<T> slot, Way way) {
    Supplier<T> broken = () -> slot.type().isInterface()
        ? slot.type().cast(Proxy.newProxyInstance(slot.type().getClassLoader(),
            new Class<?>[]{slot.type()}, (_, method, _) -> answer(method, way)))
        : slot.type().cast(instead(way));
    return Parts.ours().with(slot, broken);
  }

  private static Object instead(Way way) {
    fail(way);
    return new SchedulerConfiguration(List.of(), SchedulerConfiguration.standard().backoff());
  }

  private static @Nullable Object answer(Method method, Way way) {
    fail(way);
    Class<?> type = method.getReturnType();
    if (type == boolean.class) return false;
    if (type == int.class) return 0;
    if (type == long.class) return 0L;
    if (type == String.class) return "";
    if (type == List.class || type == java.util.Collection.class) return List.of();
    if (type == Map.class) return Map.of();
    if (type == Optional.class) return Optional.empty();
    if (type == OptionalLong.class) return OptionalLong.empty();
    if (type == OptionalInt.class) return OptionalInt.empty();
    return null;
  }

  private static void fail(Way way) {
    long bytes = 0;
    switch (way) {
      case LIES -> {}
      case THROWS -> throw new IllegalStateException("broken on purpose");
      case HANGS -> {
        while (!Thread.currentThread().isInterrupted()) Thread.onSpinWait();
        throw new IllegalStateException("cut off");
      }
      case FLOODS -> {
        while (!Thread.currentThread().isInterrupted()) bytes += new byte[1 << 20].length;
        throw new IllegalStateException("cut off after " + bytes);
      }
    }
  }

  /// A Deployment elsewhere, and what the part of this slot is asked for.
  private static void everythingHappens(Manor manor, Slot<?> slot, Way way) {
    String room = way.room();
    manor.namespace(room).create("apps/v1/namespaces/" + room + "/deployments", """
        {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 1,
          selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}},
          spec: {containers: [{name: main, image: nginx,
            readinessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 1}}]}}}}""");
    WORK.getOrDefault(slot, (_, _) -> {}).accept(manor, room);
    manor.seconds(20);
    AFTERWARDS.getOrDefault(slot, (_, _) -> {}).accept(manor, room);
  }

  /// What only some parts are asked for.
  private static final Map<Slot<?>, BiConsumer<Manor, String>> WORK = Map.of(
      Slot.NAMESPACE_CONTROLLER, (manor, room) -> manor.namespace("short-" + room).seconds(1)
          .delete("namespaces/short-" + room),
      Slot.JOB_CONTROLLER, (manor, room) -> manor.create("batch/v1/namespaces/" + room + "/jobs",
          "{apiVersion: batch/v1, kind: Job, metadata: {name: work}, spec: {template: {spec: {"
              + "restartPolicy: Never, containers: [{name: c, image: busybox,"
              + " command: [sh, -c, 'exit 0']}]}}}}"),
      Slot.HPA_MATH, (manor, room) -> manor.create("autoscaling/v2/namespaces/" + room
          + "/horizontalpodautoscalers", """
              {apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: web},
               spec: {minReplicas: 1, maxReplicas: 4, metrics: [{type: Resource, resource: {
                 name: cpu, target: {type: AverageValue, averageValue: 500m}}}],
                 scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}}"""),
      Slot.NODE_RANGES, (manor, room) -> manor.create("nodes",
          "{apiVersion: v1, kind: Node, metadata: {name: late-" + room + "}}"),
      Slot.RESTART_BACKOFF, (manor, room) -> pod(manor, room, "weak", "",
          "command: [sh, -c, 'exit 3']"),
      Slot.ATOMIC_FOLDER, (manor, room) -> pod(manor, room, "looking", "",
          "command: [sh, -c, 'cat /var/run/secrets/kubernetes.io/serviceaccount/token']"),
      Slot.PREEMPTOR, EverySlotTest::somebodyMustLeave,
      Slot.SERVICE_PROXY, EverySlotTest::service,
      Slot.DNS, (manor, room) -> pod(manor, room, "asking", "", "command: [sleep, '3600']"));

  /// What they are asked for when the Deployment stands.
  private static final Map<Slot<?>, BiConsumer<Manor, String>> AFTERWARDS = Map.of(
      Slot.TOKENS, (manor, room) -> manor.create("namespaces/" + room
          + "/serviceaccounts/default/token",
          "{apiVersion: authentication.k8s.io/v1, kind: TokenRequest, spec: {}}"),
      Slot.SERVICE_PROXY, (manor, room) -> {
        var network = manor.cluster().network();
        String address = manor.text("namespaces/" + room + "/services/web", "spec.clusterIP");
        assertThat(network.path(new Packet(Protocol.TCP, network.ephemeral("192.168.0.11"),
            new SocketAddress(address, 80))).isDelivered()).as(manor::timeline).isTrue();
      },
      Slot.KUBECONFIG, (manor, _) -> kubectl(manor.cluster()),
      Slot.PATCHER, (manor, room) -> {
        Response _ = manor.cluster().transport().send(Request.of("PATCH",
            "/apis/apps/v1/namespaces/" + room + "/deployments/web", "user")
            .withBody("application/strategic-merge-patch+json",
                "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}".getBytes(StandardCharsets.UTF_8)));
      },
      Slot.DETECTIVE, (manor, room) -> manor.names("namespaces/" + room + "/pods")
          .forEach(pod -> manor.cluster().explanations().of(new Key(room, pod))),
      Slot.EDGE_ROUTER, (manor, _) -> browse(manor.cluster().network()),
      Slot.DNS, (manor, room) -> {
        Response.Upgrade upgrade = (Response.Upgrade) manor.cluster().transport().send(
            Request.of("GET", "/api/v1/namespaces/" + room + "/pods/asking/exec", "user")
                .withQuery("command", "nslookup\0kube-dns.kube-system")
                .withQuery("stdout", "true"));
        ((Terminal) upgrade.session()).opener().open(new Deaf());
        manor.seconds(5);
      });

  private static void pod(Manor manor, String room, String name, String more, String container) {
    manor.create("namespaces/" + room + "/pods",
        "{apiVersion: v1, kind: Pod, metadata: {name: " + name + "}, spec: {" + more
            + " terminationGracePeriodSeconds: 1, containers: [{name: main, image: busybox, "
            + container + "}]}}");
  }

  private static void somebodyMustLeave(Manor manor, String room) {
    String large = "command: [sleep, '3600'], resources: {requests: {cpu: 3}}";
    manor.create("scheduling.k8s.io/v1/priorityclasses", "{apiVersion: scheduling.k8s.io/v1,"
        + " kind: PriorityClass, metadata: {name: " + room + "}, value: 1000}");
    pod(manor, room, "low", "", large);
    manor.seconds(5);
    pod(manor, room, "high", "priorityClassName: " + room + ",", large);
    manor.seconds(20).delete("namespaces/" + room + "/pods/high");
  }

  private static void service(Manor manor, String room) {
    manor.create("namespaces/" + room + "/services", "{apiVersion: v1, kind: Service, metadata:"
        + " {name: web}, spec: {selector: {app: web}, ports: [{port: 80}]}}");
  }

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

  private static void browse(PodNetwork network) {
    network.connect(network.ephemeral("198.51.100.7"), new SocketAddress("203.0.113.1", 80),
        new Deaf()).orElseThrow().bytes("GET / HTTP/1.1\r\nHost: shop\r\n\r\n"
            .getBytes(StandardCharsets.UTF_8));
  }

  /// Whoever is told does not listen.
  private static final class Deaf implements Terminal.Output, ByteSink {
    @Override
    public void stdout(byte[] bytes) {}

    @Override
    public void stderr(byte[] bytes) {}

    @Override
    public void ended(Ending ending) {}

    @Override
    public void bytes(byte[] bytes) {}

    @Override
    public void end() {}
  }

  private static void thenTheRestLives(Manor manor, Slot<?> slot, Way way) {
    assertThat(manor.text("apps/v1/namespaces/" + way.room() + "/deployments/web",
        "status.readyReplicas")).as(() -> slot + " " + way + "\n" + manor.timeline())
        .isEqualTo("1");
    assertThat(Stream.of("apiserver", "scheduler", "etcd", "dns", "ingress", "kubelet/node-a")
        .filter(component -> !manor.cluster().isPluggedIn(component))).as(manor::timeline)
        .isEmpty();
    assertThat(Json.text(manor.get("nodes/node-a"), "metadata.name")).isEqualTo("node-a");
  }
}
