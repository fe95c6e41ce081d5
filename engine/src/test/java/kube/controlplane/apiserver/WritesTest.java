package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import kube.foundation.api.Json;

import org.junit.jupiter.api.Test;

/// What happens to an object on its way to the store.
class WritesTest {

  private static final String PODS = "/api/v1/namespaces/default/pods";
  private static final String SETS = "/apis/apps/v1/namespaces/default/replicasets";
  private static final String SERVICES = "/api/v1/namespaces/default/services";

  private final World world = new World();

  @Test
  void a_pod_gets_what_its_author_left_out() {
    var spec = world.pod("web").body().path("spec");

    assertThat(spec).isEqualTo(Json.parse(World.bytes("{'containers':[{'name':'web',"
        + "'image':'web:1','resources':{},'terminationMessagePath':'/dev/termination-log',"
        + "'terminationMessagePolicy':'File','imagePullPolicy':'IfNotPresent'}],"
        + "'restartPolicy':'Always','terminationGracePeriodSeconds':30,'dnsPolicy':'ClusterFirst',"
        + "'securityContext':{},'schedulerName':'default-scheduler','priority':0,"
        + "'enableServiceLinks':true,"
        + "'preemptionPolicy':'PreemptLowerPriority','tolerations':["
        + "{'key':'node.kubernetes.io/not-ready','operator':'Exists','effect':'NoExecute',"
        + "'tolerationSeconds':300},{'key':'node.kubernetes.io/unreachable','operator':'Exists',"
        + "'effect':'NoExecute','tolerationSeconds':300}]}")));
  }

  @Test
  void the_generation_counts_changes_of_the_wish_only() {
    replicaSet();
    world.merge(SETS + "/web", "{'metadata':{'labels':{'a':'b'}}}");
    world.merge(SETS + "/web/status", "{'status':{'replicas':2}}");

    var scaled = world.merge(SETS + "/web", "{'spec':{'replicas':5}}");

    assertThat(scaled.text("metadata.generation")).isEqualTo("2");
    assertThat(scaled.text("status.replicas")).isEqualTo("2");
  }

  @Test
  void wish_and_observation_have_two_doors() {
    replicaSet();

    world.merge(SETS + "/web", "{'status':{'replicas':7}}");
    world.merge(SETS + "/web/status", "{'spec':{'replicas':7},"
        + "'status':{'replicas':1,'readyReplicas':1}}");

    var set = world.get(SETS + "/web");
    assertThat(set.text("spec.replicas")).isEqualTo("2");
    assertThat(set.text("status.replicas")).isEqualTo("1");
    assertThat(set.text("status.readyReplicas")).isEqualTo("1");
  }

  @Test
  void a_write_that_changes_nothing_makes_no_revision() {
    var pod = world.pod("web");
    long before = world.etcd.revision();

    world.replace(PODS + "/web", pod.body().toString());
    world.merge(PODS + "/web", "{'metadata':{'labels':{'app':'web'}}}");

    assertThat(world.etcd.revision()).isEqualTo(before);
  }

  @Test
  void scale_is_a_small_window_on_the_number_of_replicas() {
    replicaSet();

    var scale = world.merge(SETS + "/web/scale", "{'spec':{'replicas':3}}");

    assertThat(scale.text("kind")).isEqualTo("Scale");
    assertThat(scale.text("status.selector")).isEqualTo("app=web");
    assertThat(world.get(SETS + "/web").text("spec.replicas")).isEqualTo("3");
    assertThat(world.merge(SETS + "/web/scale", "{'spec':{'replicas':-1}}").code()).isEqualTo(422);
  }

  @Test
  void json_patches_do_all_their_steps_or_none() {
    world.pod("web");

    var done = world.patch(PODS + "/web", "json-patch",
        "[{'op':'test','path':'/metadata/labels/app','value':'web'},"
            + "{'op':'replace','path':'/metadata/labels/app','value':'db'},"
            + "{'op':'add','path':'/metadata/annotations','value':{'a.b/c':'1'}},"
            + "{'op':'copy','from':'/metadata/labels/app','path':'/metadata/labels/copy'}]");
    var refused = world.patch(PODS + "/web", "json-patch",
        "[{'op':'remove','path':'/metadata/labels/app'},"
            + "{'op':'test','path':'/metadata/labels/copy','value':'x'}]");

    assertThat(done.text("metadata.labels.copy")).isEqualTo("db");
    assertThat(refused.code()).isEqualTo(422);
    assertThat(refused.message())
        .isEqualTo("the server rejected our request due to an error in our request");
    assertThat(world.get(PODS + "/web").text("metadata.labels.app")).isEqualTo("db");
  }

  @Test
  void strategic_patches_find_the_items_of_a_list_by_their_key() {
    world.create(PODS, "{'metadata':{'name':'two'},'spec':{'containers':["
        + "{'name':'a','image':'a:1'},{'name':'b','image':'b:1'}]}}");

    var patched = world.patch(PODS + "/two", "strategic-merge-patch",
        "{'spec':{'$setElementOrder/containers':[{'name':'a'},{'name':'b'}],"
            + "'containers':[{'name':'b','image':'b:2'}]}}");

    assertThat(Json.list(patched.body(), "spec.containers", it -> Json.text(it, "image")))
        .containsExactly("a:1", "b:2");
  }

  @Test
  void a_service_gets_an_address_that_stays() {
    String service = "{'metadata':{'name':'%s'},'spec':{'ports':[{'port':80}]%s}}";
    var first = world.create(SERVICES, service.formatted("a", ""));
    var second = world.create(SERVICES, service.formatted("b", ",'type':'NodePort'"));

    assertThat(first.text("spec.clusterIP")).startsWith("10.96.");
    assertThat(second.text("spec.clusterIP")).isNotEqualTo(first.text("spec.clusterIP"));
    assertThat(second.body().path("spec").path("ports").get(0).path("nodePort").asInt())
        .isBetween(30_000, 32_767);
    assertThat(world.merge(SERVICES + "/a", "{'spec':{'clusterIP':'10.96.0.9'}}").message())
        .isEqualTo(
            "Service \"a\" is invalid: spec.clusterIPs[0]: Invalid value: [\"10.96.0.9\"]: may"
                + " not change once set");
    assertThat(world.create(SERVICES, service.formatted("c", ",'clusterIP':'10.1.1.1'")).message())
        .contains("failed to allocate IP 10.1.1.1: the provided IP (10.1.1.1) is not in the valid"
            + " range. The range of valid IPs is 10.96.0.0/16");
  }

  @Test
  void an_updated_service_keeps_its_address_and_gets_the_ports_it_newly_needs() {
    var first = world.create(SERVICES, "{'metadata':{'name':'a'},'spec':{'ports':[{'port':80}]}}");

    var open = world.replace(SERVICES + "/a",
        "{'metadata':{'name':'a'},'spec':{'type':'NodePort','ports':[{'port':80}]}}");
    var relabelled = world.merge(SERVICES + "/a", "{'metadata':{'labels':{'a':'b'}}}");

    assertThat(open.text("spec.clusterIP")).isEqualTo(first.text("spec.clusterIP"));
    assertThat(open.body().path("spec").path("ports").get(0).path("nodePort").asInt())
        .isBetween(30_000, 32_767);
    assertThat(relabelled.body().path("spec")).isEqualTo(open.body().path("spec"));
  }

  @Test
  void a_namespace_goes_in_two_steps_and_takes_nothing_new_meanwhile() {
    world.create("/api/v1/namespaces", "{'metadata':{'name':'team'}}");

    var marked = world.delete("/api/v1/namespaces/team");
    var late = world.create("/api/v1/namespaces/team/pods", World.pod("web", "app", "web"));
    var empty = world.replace("/api/v1/namespaces/team/finalize",
        "{'metadata':{'name':'team'},'spec':{'finalizers':[]}}");

    assertThat(marked.text("status.phase")).isEqualTo("Terminating");
    assertThat(late.message()).isEqualTo("pods \"web\" is forbidden: unable to create new content"
        + " in namespace team because it is being terminated");
    assertThat(empty.code()).isEqualTo(200);
    assertThat(world.get("/api/v1/namespaces/team").code()).isEqualTo(404);
    assertThat(world.create("/api/v1/namespaces/team/pods", World.pod("web", "app", "web"))
        .message()).isEqualTo("namespaces \"team\" not found");
    assertThat(world.delete("/api/v1/namespaces/default").message())
        .isEqualTo("namespaces \"default\" is forbidden: this namespace may not be deleted");
  }

  @Test
  void finalizers_hold_an_object_back_until_the_last_is_gone() {
    replicaSet();

    world.delete(SETS + "/web", "{'propagationPolicy':'Foreground'}");

    var waiting = world.get(SETS + "/web");
    assertThat(Json.list(waiting.body(), "metadata.finalizers", it -> it.asString("")))
        .containsExactly("foregroundDeletion");
    assertThat(world.merge(SETS + "/web", "{'metadata':{'finalizers':['x/y']}}").message())
        .contains("no new finalizers can be added if the object is being deleted");
    world.merge(SETS + "/web", "{'metadata':{'finalizers':null}}");
    assertThat(world.get(SETS + "/web").code()).isEqualTo(404);
  }

  @Test
  void a_deletion_can_insist_on_the_object_that_was_seen() {
    world.pod("web");

    var reply = world.delete(PODS + "/web", "{'preconditions':{'uid':'another'}}");

    assertThat(reply.code()).isEqualTo(409);
    assertThat(reply.message()).startsWith("Operation cannot be fulfilled on Pod \"web\": the UID"
        + " in the precondition (another) does not match the UID in record (");
  }

  @Test
  void a_collection_is_deleted_by_selector() {
    List.of("a", "b").forEach(world::pod);
    world.create(PODS, World.pod("c", "app", "db"));

    world.delete(PODS + "?labelSelector=app=web");

    assertThat(Json.list(world.get(PODS).body(), "items", it -> Json.text(it, "metadata.name")))
        .containsExactly("c");
  }

  private void replicaSet() {
    world.create(SETS, "{'metadata':{'name':'web'},'spec':{'replicas':2,'selector':{'matchLabels':"
        + "{'app':'web'}},'template':{'metadata':{'labels':{'app':'web'}},"
        + "'spec':{'containers':[{'name':'c','image':'i'}]}}}}");
  }
}
