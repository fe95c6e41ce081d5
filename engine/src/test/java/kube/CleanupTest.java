package kube;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Kind;
import kube.foundation.api.Kinds;
import kube.foundation.api.KubernetesObject;
import kube.foundation.api.Pod;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// What becomes of objects when their owner, or the room they live in, is deleted.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/architecture/garbage-collection/
class CleanupTest {

  private static final Key WEB = new Key("default", "web");

  @Test
  void the_pods_of_a_deleted_set_are_deleted_in_the_background() {
    World world = World.calm(21).replicaSet("web", 3).settle();

    delete(world, Kinds.REPLICA_SET.path(WEB), "Background");
    assertThat(world.user().get(Kinds.REPLICA_SET, WEB).isOk()).isFalse();
    world.settle();

    assertThat(world.pods("web")).as(world::timeline).isEmpty();
  }

  @Test
  void orphaned_pods_run_on_without_an_owner() {
    World world = World.calm(22).replicaSet("web", 2).settle();
    List<String> before = uids(world.pods("web"));

    delete(world, Kinds.REPLICA_SET.path(WEB), "Orphan");
    world.settle();

    assertThat(world.user().get(Kinds.REPLICA_SET, WEB).isOk()).isFalse();
    assertThat(uids(world.readyPods("web"))).as(world::timeline).isEqualTo(before);
    assertThat(world.pods("web"))
        .allSatisfy(pod -> assertThat(pod.metadata().ownerReferences()).isEmpty());
  }

  @Test
  void orphans_are_adopted_by_the_next_set_that_chooses_them() {
    World world = World.calm(23).replicaSet("web", 2).settle();
    List<String> before = uids(world.pods("web"));
    delete(world, Kinds.REPLICA_SET.path(WEB), "Orphan");
    world.settle();

    world.replicaSet("web", 2).settle();

    assertThat(uids(world.pods("web"))).as(world::timeline).isEqualTo(before);
  }

  @Test
  void a_set_that_is_deleted_in_the_foreground_outlives_its_pods() {
    World world = World.calm(24).replicaSet("web", 2).settle();

    delete(world, Kinds.REPLICA_SET.path(WEB), "Foreground");
    world.advance(Duration.ofMillis(200));
    assertThat(world.set("web").metadata().isBeingDeleted()).isTrue();
    world.settle();

    assertThat(world.pods("web")).as(world::timeline).isEmpty();
    assertThat(world.user().get(Kinds.REPLICA_SET, WEB).isOk()).isFalse();
  }

  @Test
  void a_namespace_is_emptied_before_it_goes() {
    World world = World.calm(25);
    Key shop = new Key("", "shop");
    Key till = new Key("shop", "till");
    create(world, Kinds.NAMESPACE, "", """
        {"metadata": {"name": "shop"}}""");
    create(world, Kinds.REPLICA_SET, "shop", """
        {"metadata": {"name": "till"},
         "spec": {"replicas": 2, "selector": {"matchLabels": {"app": "till"}},
           "template": {"metadata": {"labels": {"app": "till"}},
             "spec": {"containers": [{"name": "main", "image": "nginx"}]}}}}""");
    world.settle();
    assertThat(world.user().list(Kinds.POD, "shop").orThrow()).hasSize(2);

    delete(world, Kinds.NAMESPACE.path(shop), "Background");
    assertThat(world.user().get(Kinds.NAMESPACE, shop).orThrow().phase()).isEqualTo("Terminating");
    world.advance(Duration.ofSeconds(30));

    assertThat(world.user().get(Kinds.REPLICA_SET, till).isOk()).as(world::timeline).isFalse();
    assertThat(world.user().list(Kinds.POD, "shop").orThrow()).isEmpty();
    assertThat(world.user().get(Kinds.NAMESPACE, shop).isOk()).isFalse();
  }

  private static <T extends KubernetesObject> void create(World world,
      Kind<T> kind, String namespace, String json) {
    var object = (ObjectNode) Json.parse(json.getBytes(UTF_8));
    object.put("apiVersion", kind.apiVersion()).put("kind", kind.name());
    world.user().create(kind, namespace, object).orThrow();
  }

  private static void delete(World world, String path, String propagation) {
    var options = Json.object().put("apiVersion", "v1").put("kind", "DeleteOptions")
        .put("propagationPolicy", propagation);
    Response response = world.cluster().transport().send(Request.of("DELETE", path, "user")
        .withBody("application/json", Json.bytes(options)));
    assertThat(response).isInstanceOfSatisfying(Response.Answer.class,
        answer -> assertThat(answer.isOk()).as(new String(answer.body(), UTF_8)).isTrue());
  }

  private static List<String> uids(List<Pod> pods) {
    return pods.stream().map(pod -> pod.metadata().uid()).sorted().toList();
  }
}
