package kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import kube.scenarios.housekeeping.Manor;
import kube.simulation.CrashPoints;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A component may die between any two of its writes, and the cluster still comes to its wish.
class CrashPointsTest {

  @ParameterizedTest
  @ValueSource(strings = {"kcm.replicaset", "scheduler", "kubelet/node-a", "kcm.garbage"})
  void a_replica_set_comes_up_and_goes_wherever_a_component_dies(String component) {
    CrashPoints points = new CrashPoints(() -> World.calm(11).cluster(), CrashPointsTest::story,
        CrashPointsTest::complaint);

    CrashPoints.Report report = points.explore(component);

    assertThat(report.failures()).as(report.sentence(component)).isEmpty();
    assertThat(report.explored()).isGreaterThan(3);
  }

  /// What each of these controllers makes of its object, and how many Pods are there at the end.
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      kcm.daemonset   | apps/v1  | DaemonSet   | minReadySeconds: 0 | 1
      kcm.job         | batch/v1 | Job         | parallelism: 2, completions: 2 | 2
      """)
  void another_controller_finds_its_way_from_wherever_it_dies(String component, String version,
      String kind, String spec, int pods) {
    String path = version + "/namespaces/default/" + kind.toLowerCase(Locale.ROOT) + "s";
    CrashPoints points = new CrashPoints(() -> small(component),
        cluster -> cycle(cluster, path, workload(version, kind, spec)),
        cluster -> complaint(cluster, path, kind.equals("Job"), pods));

    CrashPoints.Report report = points.explore(component);

    assertThat(report.failures()).as(report.sentence(component)).isEmpty();
    assertThat(report.explored()).isGreaterThan(3);
  }

  /// Seed 7921 of the chaos: a driver that asks for something as soon as it starts, and dies of it.
  @Test
  void a_component_may_die_while_somebody_plugs_it_in() {
    Cluster cluster = World.calm(13).cluster();
    cluster.unplug("csi");
    cluster.simulation().crashAtWrite("csi", 1, true);
    cluster.plugIn("csi");

    assertThat(cluster.log().last(5)).anyMatch(
        entry -> entry.verb().equals("crash") && entry.object().equals("csi"));
    cluster.advance(Duration.ofMinutes(1));
    assertThat(cluster.components()).contains("csi");
    assertThat(cluster.log().last(400)).anyMatch(
        entry -> entry.actor().equals("csi") && entry.verb().equals("create"));
  }

  /// One machine, and no more controllers than the story needs: it is told dozens of times.
  private static Cluster small(String component) {
    Cluster cluster = new Cluster(Cluster.Plan.standard(12).withNodes(1)
        .running(Roster.ofNodesAnd(component, "kcm.replicaset", "kcm.nodeipam"))).start();
    settle(cluster);
    return cluster;
  }

  private static String workload(String version, String kind, String spec) {
    boolean isJob = kind.equals("Job");
    return """
        apiVersion: %s
        kind: %s
        metadata: {name: web}
        spec:
          %s
          %s
          template:
            metadata: {labels: {app: web}}
            spec:
              restartPolicy: %s
              containers: [{name: c, image: %s, command: %s}]
        """.formatted(version, kind, spec.replace(", ", "\n  "),
        isJob ? "backoffLimit: 3" : "selector: {matchLabels: {app: web}}",
        isJob ? "Never" : "Always", isJob ? "busybox" : "nginx", isJob ? "[sh, -c, exit 0]" : "[]");
  }

  private static void cycle(Cluster cluster, String path, String manifest) {
    Manor manor = Manor.in(cluster).create(path, manifest);
    settle(cluster);
    if (path.contains("apps/")) {
      manor.patch(path + "/web",
          "{spec: {template: {metadata: {annotations: {changed: 'yes'}}}}}");
      settle(cluster);
    }
  }

  private static void settle(Cluster cluster) {
    if (!cluster.settle()) throw new AssertionError("it never came to rest");
  }

  private static Optional<String> complaint(Cluster cluster, String path, boolean isJob, int pods) {
    World world = new World(cluster);
    long good = isJob
        ? world.pods("web").stream().filter(pod -> pod.phase().equals("Succeeded")).count()
        : world.readyPods("web").stream()
            .filter(pod -> pod.metadata().annotations().containsKey("changed")).count();
    boolean isSaid = !isJob || Manor.in(cluster).condition(path + "/web", "Complete")
        .startsWith("True");
    return good == pods && world.pods("web").size() == pods && isSaid
        ? Optional.empty()
        : Optional.of(good + " of " + pods + " are well: " + world.pods("web"));
  }

  private static void story(Cluster cluster) {
    new World(cluster).replicaSet("web", 4).settle().scale("web", 2).settle()
        .replicaSet("gone", 2).settle().delete("gone").settle();
  }

  private static Optional<String> complaint(Cluster cluster) {
    World world = new World(cluster);
    if (world.readyPods("web").size() != 2) return Optional.of("web: " + world.pods("web"));
    if (!world.pods("gone").isEmpty()) return Optional.of("left: " + world.pods("gone"));
    return Optional.empty();
  }
}
