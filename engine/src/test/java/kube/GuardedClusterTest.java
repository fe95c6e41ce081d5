package kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import kube.foundation.api.Kinds;
import kube.foundation.api.kinds.CoreKinds;
import kube.tools.kubectl.resource.Yaml;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

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

  /// The programs that an installer brings along have accounts with the rights that their manifests
  /// ask for, and no others.
  /// https://kubernetes.io/docs/reference/access-authn-authz/rbac/#other-component-roles
  @Test
  void add_ons_act_under_accounts_of_their_own() {
    World world = new World(new Cluster(Cluster.Plan.standard(4).guarded()).start()).settle();
    world.replicaSet("web", 1).settle();
    world.user().create(Kinds.SERVICE, "default", (ObjectNode) Yaml.one("""
        {apiVersion: v1, kind: Service, metadata: {name: web},
         spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}}""")).orThrow();
    world.user().create(CoreKinds.PERSISTENT_VOLUME_CLAIM, "default", (ObjectNode) Yaml.one("""
        {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: disk},
         spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}"""))
        .orThrow();
    world.settle();

    assertThat(world.raw("/api/v1/namespaces/default/services/web")).contains("\"ip\":");
    assertThat(world.raw("/api/v1/namespaces/kube-system/services/kube-dns")).contains("kube-dns");
    assertThat(world.cluster().log().last(100_000).stream().map(entry -> entry.toLine())
        .filter(line -> line.contains(" 403 "))).as(world::timeline).isEmpty();
    for (String actor : List.of("dns", "cni", "ingress", "csi", "ccm.service")) {
      assertThat(world.cluster().client(actor).create(Kinds.NAMESPACE, "",
          (ObjectNode) Yaml.one("{apiVersion: v1, kind: Namespace, metadata: {name: mine}}"))
          .refusal()).as(actor).isPresent();
    }
  }
}
