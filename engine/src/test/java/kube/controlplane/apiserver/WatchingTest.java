package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import kube.foundation.api.Response;

import org.junit.jupiter.api.Test;

/// A watch goes on where a list ended, and tells each client its own truth.
///
/// **In Kubernetes:**
/// https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
class WatchingTest {

  private static final String PODS = "/api/v1/namespaces/default/pods";

  private final World world = new World();

  /// Deprecated since 1.11, and still served.
  @Test
  void the_old_paths_lead_to_a_watch_too() {
    assertThat(world.server.handle(World.request("GET", "/api/v1/watch/namespaces/default/pods")))
        .isInstanceOf(Response.Stream.class);
    assertThat(world.server.handle(World.request("GET", "/apis/apps/v1/watch/deployments")))
        .isInstanceOf(Response.Stream.class);
    assertThat(world.server.handle(World.request("GET", "/api/v1/watch/namespaces/default/pods/a")))
        .isInstanceOf(Response.Stream.class);
  }

  @Test
  void the_past_is_replayed_before_the_present() {
    world.pod("first");
    world.pod("second");

    var watching = world.watch(PODS + "?resourceVersion=3");
    world.pod("third");
    world.settle();

    assertThat(watching.heard).containsExactly("ADDED second@4", "ADDED third@5");
  }

  @Test
  void without_a_revision_the_stream_begins_with_all_there_is() {
    world.pod("first");
    world.pod("second");

    var watching = world.watch(PODS);
    world.delete(PODS + "/first");
    world.settle();

    assertThat(watching.heard)
        .containsExactly("ADDED first@3", "ADDED second@4", "DELETED first@5");
  }

  @Test
  void an_object_that_begins_or_ceases_to_match_is_added_or_deleted() {
    var watching = world.watch(PODS + "?resourceVersion=2&labelSelector=app=web");
    world.pod("web");
    world.merge(PODS + "/web", "{'metadata':{'labels':{'app':'db'}}}");
    world.merge(PODS + "/web", "{'metadata':{'labels':{'tier':'x'}}}");
    world.merge(PODS + "/web", "{'metadata':{'labels':{'app':'web'}}}");
    world.settle();

    assertThat(watching.heard).containsExactly("ADDED web@3", "DELETED web@4", "ADDED web@6");
  }

  @Test
  void a_field_selector_lets_a_kubelet_hear_of_its_own_pods_only() {
    world.pod("mine");
    world.pod("other");
    var watching = world.watch("/api/v1/pods?fieldSelector=spec.nodeName=node-a");

    world.bind("mine", "node-a");
    world.bind("other", "node-b");
    world.settle();

    assertThat(watching.heard).containsExactly("ADDED mine@5");
  }

  @Test
  void a_past_that_is_compacted_ends_the_stream_with_410() {
    world.pod("first");
    world.pod("second");
    world.etcd.compact(4);

    var watching = world.watch(PODS + "?resourceVersion=2");

    assertThat(watching.heard).containsExactly("ERROR too old resource version: 2 (4)");
    assertThat(watching.ended).isTrue();
    assertThat(watching.events.getFirst().object().tree().path("code").asInt()).isEqualTo(410);
  }

  @Test
  void a_quiet_watcher_gets_bookmarks_when_it_asks_for_them() {
    var watching = world.watch("/api/v1/nodes?resourceVersion=2&allowWatchBookmarks=true");
    for (int count = 0; count < 100; count++) world.pod("pod-" + count);
    world.settle();

    assertThat(watching.heard).containsExactly("BOOKMARK @102");
  }

  @Test
  void initial_events_end_with_a_marked_bookmark_when_asked_for() {
    world.pod("web");

    var watching = world.watch(PODS + "?sendInitialEvents=true&allowWatchBookmarks=true"
        + "&resourceVersionMatch=NotOlderThan");

    assertThat(watching.heard).containsExactly("ADDED web@3", "BOOKMARK @3");
    assertThat(watching.events.getLast().object().metadata().annotations())
        .containsEntry("k8s.io/initial-events-end", "true");
  }

  @Test
  void a_client_from_outside_hears_every_minute_and_before_its_end_how_far_it_has_seen() {
    var watching = new World.Watching();
    var request = World.request("GET", PODS + "?watch=true&resourceVersion=2&timeoutSeconds=100"
        + "&allowWatchBookmarks=true").withHeader("User-Agent", "kubectl/v1.33");
    ((kube.foundation.api.Response.Stream) world.server.handle(request)).source().open(watching);
    world.loop.advance(Duration.ofSeconds(30));
    world.create("/api/v1/namespaces", "{'metadata':{'name':'other'}}");
    world.loop.advance(Duration.ofSeconds(80));

    assertThat(watching.heard).containsExactly("BOOKMARK @3", "BOOKMARK @3");
    assertThat(watching.ended).isTrue();
  }

  @Test
  void a_stream_ends_when_its_time_is_over_or_its_client_leaves() {
    var timed = world.watch(PODS + "?timeoutSeconds=5");
    var left = world.watch(PODS);
    left.handle.cancel();
    world.loop.advance(Duration.ofSeconds(6));
    world.pod("late");
    world.settle();

    assertThat(timed.ended).isTrue();
    assertThat(timed.heard).isEmpty();
    assertThat(left.heard).isEmpty();
    assertThat(world.server.watchCount()).isZero();
  }

  @Test
  void one_event_has_one_set_of_bytes_for_all_watchers() {
    var one = world.watch(PODS);
    var two = world.watch("/api/v1/pods");
    world.pod("web");
    world.settle();

    assertThat(one.events.getFirst().object()).isSameAs(two.events.getFirst().object());
  }
}
