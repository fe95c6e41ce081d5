package kube.scenarios.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;

import kube.Cluster;
import kube.Parts;
import kube.Slot;
import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.machine.Watchdog;
import kube.scenarios.housekeeping.Manor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// All parts are broken at once and in the same way: each is replaced by ours as soon as it is
/// asked, each is named, and the cluster does all of its work.
class BrokenSlotsTest {

  private static final List<Slot<?>> SLOTS = List.of(Slot.ADMISSION, Slot.SELECTORS,
      Slot.AUTHORIZER, Slot.PICKER, Slot.PREEMPTOR, Slot.REPLICA_SET_CONTROLLER,
      Slot.DEPLOYMENT_CONTROLLER, Slot.NODE_LIFECYCLE, Slot.SERVICE_ACCOUNT_CONTROLLER,
      Slot.GARBAGE_COLLECTOR, Slot.NAMESPACE_CONTROLLER, Slot.SERVICE_PROXY);

  /// How a part can be broken, whatever it is asked.
  enum Way {
    THROWS("it threw"), HANGS("it hangs"), FLOODS("it "), LIES("");

    private final String reason;

    Way(String reason) {
      this.reason = reason;
    }

    private @Nullable Object answer() {
      return switch (this) {
        case THROWS -> throw new IllegalStateException("broken on purpose");
        case HANGS -> {
          while (!Thread.currentThread().isInterrupted()) Thread.onSpinWait();
          throw new IllegalStateException("cut off");
        }
        case FLOODS -> {
          long bytes = 0;
          while (!Thread.currentThread().isInterrupted()) bytes += new byte[1 << 20].length;
          throw new IllegalStateException("cut off after " + bytes);
        }
        case LIES -> null; // Nothing, where something is asked for.
      };
    }
  }

  private static <T> Parts with(Parts parts, Slot<T> slot, Way way) {
    Supplier<T> broken = () -> slot.type().cast(Proxy.newProxyInstance(
        slot.type().getClassLoader(), new Class<?>[]{slot.type()},
        (_, _, _) -> way.answer()));
    return parts.with(slot, broken);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void the_cluster_lives_on_and_names_every_culprit(Way way) {
    Parts parts = Parts.ours();
    for (Slot<?> slot : SLOTS) parts = with(parts, slot, way);
    Cluster cluster = new Cluster(Cluster.Plan.standard(1).withNodes(1).guarded()
        .withParts(parts));
    cluster.loop().confineParts(new Watchdog(Duration.ofMillis(40), 64 << 20,
        Duration.ofSeconds(20)));
    Manor manor = Manor.in(cluster.start()).seconds(60);

    doEverythingWith(manor);

    assertThat(manor.text("apps/v1/namespaces/default/deployments/web", "status.readyReplicas"))
        .as(manor::timeline).isEqualTo("2");
    assertThat(manor.exists("namespaces/short")).isFalse();
    assertThat(manor.text("namespaces/default/pods/high", "status.phase")).isEqualTo("Running");
    assertThat(cluster.culprits().keySet()).as(() -> cluster.culprits().toString())
        .containsExactlyElementsOf(new TreeSet<>(SLOTS.stream().map(Slot::id).toList()));
    assertThat(cluster.culprits().values()).allMatch(reason -> reason.startsWith(way.reason));
    assertThat(manor.get("componentstatuses").path("items").valueStream()
        .filter(part -> Json.text(part.path("conditions").get(0), "status").equals("False"))
        .map(part -> Json.text(part, "metadata.name")))
        .containsExactlyElementsOf(cluster.culprits().keySet());
  }

  private static void doEverythingWith(Manor manor) {
    manor.namespace("short").create("apps/v1/namespaces/default/deployments", """
        {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 2,
          selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}},
          spec: {containers: [{name: main, image: nginx}]}}}}""").seconds(30);
    Response _ = manor.cluster().transport().send(Request.of("GET",
        "/api/v1/namespaces/default/pods", "user").withQuery("labelSelector", "app=web"));
    manor.delete("namespaces/short").create("scheduling.k8s.io/v1/priorityclasses",
        "{apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: high},"
            + " value: 1000}");
    pod(manor, "low", "");
    pod(manor.seconds(20), "high", "priorityClassName: high, ");
    manor.seconds(120);
  }

  private static void pod(Manor manor, String name, String more) {
    manor.create("namespaces/default/pods", """
        {apiVersion: v1, kind: Pod, metadata: {name: %s}, spec: {%s
          terminationGracePeriodSeconds: 1, containers: [{name: main, image: nginx, resources: {
            requests: {cpu: 3}}}]}}""".formatted(name, more));
  }
}
