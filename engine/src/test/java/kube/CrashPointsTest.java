package kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import kube.simulation.CrashPoints;

import org.junit.jupiter.params.ParameterizedTest;
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
