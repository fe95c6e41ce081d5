package kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

/// A cluster whose components may do their work and no more.
class GuardedClusterTest {

  @Test
  void every_component_does_its_work_under_its_own_name_with_the_default_roles() {
    World world = new World(new Cluster(Cluster.Plan.standard(3).guarded()).start()).settle();
    world.replicaSet("web", 3).settle();
    world.scale("web", 1).settle();

    List<String> refused = world.cluster().log().last(100_000).stream()
        .map(entry -> entry.toLine()).filter(line -> line.contains(" 403 ")).toList();

    assertThat(refused).isEmpty();
    assertThat(world.readyPods("web")).hasSize(1);
    assertThat(world.raw("/apis/rbac.authorization.k8s.io/v1/clusterroles/cluster-admin"))
        .contains("\"kubernetes.io/bootstrapping\":\"rbac-defaults\"");
  }
}
