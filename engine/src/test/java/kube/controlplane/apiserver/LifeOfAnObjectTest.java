package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Create, read, change, delete: what one object goes through.
class LifeOfAnObjectTest {

  private final World world = new World();

  @Test
  void a_new_object_gets_an_identity_and_the_revision_at_which_it_was_stored() {
    var pod = world.pod("web");

    assertThat(pod.code()).isEqualTo(201);
    assertThat(pod.text("metadata.resourceVersion")).isEqualTo("3");
    assertThat(pod.text("metadata.uid")).hasSize(36);
    assertThat(pod.text("metadata.creationTimestamp")).isEqualTo("2026-11-22T08:00:00Z");
    assertThat(pod.text("status.phase")).isEqualTo("Pending");
    assertThat(world.get("/api/v1/namespaces/default/pods/web").body()).isEqualTo(pod.body());
  }

  @Test
  void every_request_leaves_one_line_in_the_log() {
    world.create("/api/v1/namespaces/default/pods", World.pod("", "app", "web")
        .replace("'name':''", "'generateName':'web-'"));

    assertThat(world.lastLine().toLine())
        .matches("2 .* user create pods/default/web-[a-z0-9]{5} @3 — 201");
  }

  @Test
  void a_stale_update_is_a_conflict_and_changes_nothing() {
    world.pod("web");
    world.merge("/api/v1/namespaces/default/pods/web", "{'metadata':{'labels':{'a':'1'}}}");

    var late = world.merge("/api/v1/namespaces/default/pods/web",
        "{'metadata':{'resourceVersion':'3','labels':{'a':'2'}}}");

    assertThat(late.code()).isEqualTo(409);
    assertThat(late.message()).isEqualTo("Operation cannot be fulfilled on pods \"web\": the object"
        + " has been modified; please apply your changes to the latest version and try again");
    assertThat(world.get("/api/v1/namespaces/default/pods/web").text("metadata.labels.a"))
        .isEqualTo("1");
  }

  @Test
  void a_pod_is_bound_once() {
    world.pod("web");

    assertThat(world.bind("web", "node-a").code()).isEqualTo(201);
    var second = world.bind("web", "node-b");

    assertThat(second.code()).isEqualTo(409);
    assertThat(second.message()).isEqualTo("Operation cannot be fulfilled on pods/binding \"web\":"
        + " pod web is already assigned to node \"node-a\"");
    assertThat(world.get("/api/v1/namespaces/default/pods/web").text("spec.nodeName"))
        .isEqualTo("node-a");
  }

  @Test
  void a_pod_on_a_node_gets_time_to_end_and_an_unassigned_one_goes_at_once() {
    world.pod("waiting");
    world.pod("running");
    world.bind("running", "node-a");

    world.delete("/api/v1/namespaces/default/pods/waiting");
    world.delete("/api/v1/namespaces/default/pods/running");

    assertThat(world.get("/api/v1/namespaces/default/pods/waiting").code()).isEqualTo(404);
    var running = world.get("/api/v1/namespaces/default/pods/running");
    assertThat(running.text("metadata.deletionTimestamp")).isEqualTo("2026-11-22T08:00:30Z");
    world.delete("/api/v1/namespaces/default/pods/running", "{'gracePeriodSeconds':0}");
    assertThat(world.get("/api/v1/namespaces/default/pods/running").message())
        .isEqualTo("pods \"running\" not found");
  }

  @Test
  void a_watcher_hears_every_change_once_and_in_order() {
    var watching = world.watch("/api/v1/pods?resourceVersion=2");

    world.pod("web");
    world.bind("web", "node-a");
    world.delete("/api/v1/namespaces/default/pods/web", "{'gracePeriodSeconds':0}");
    world.settle();

    assertThat(watching.heard).containsExactly("ADDED web@3", "MODIFIED web@4", "DELETED web@5");
  }
}
