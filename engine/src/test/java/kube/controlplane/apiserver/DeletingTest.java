package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import kube.foundation.api.Json;

import org.junit.jupiter.api.Test;

/// A deletion is a wish first; the object goes when nobody needs it any longer.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/architecture/garbage-collection/
class DeletingTest {

  private static final String PODS = "/api/v1/namespaces/default/pods";
  private static final String SETS = "/apis/apps/v1/namespaces/default/replicasets";

  private final World world = new World();

  @Test
  void options_that_contradict_themselves_are_refused() {
    world.pod("web");

    assertThat(world.delete(PODS + "/web", "{'propagationPolicy':'Later'}").message())
        .isEqualTo("DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Unsupported"
            + " value: \"Later\": supported values: \"Foreground\", \"Background\", \"Orphan\","
            + " \"nil\"");
    assertThat(world.delete(PODS + "/web",
        "{'propagationPolicy':'Orphan','orphanDependents':true}").message())
        .isEqualTo("DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Invalid value:"
            + " \"Orphan\": orphanDependents and deletionPropagation cannot be both set");
    assertThat(world.delete(PODS + "/web", "{'dryRun':['Some']}").message())
        .isEqualTo("DeleteOptions.meta.k8s.io \"\" is invalid: dryRun: Unsupported value:"
            + " [\"Some\"]: supported values: \"All\"");
    assertThat(world.delete(PODS + "/web", "{'gracePeriodSeconds':'soon'}").code()).isEqualTo(400);
    assertThat(world.delete(PODS + "/web?gracePeriodSeconds=soon").message())
        .isEqualTo("strconv.ParseInt: parsing \"soon\": invalid syntax");
    assertThat(world.get(PODS + "/web").code()).isEqualTo(200);
  }

  @Test
  void a_second_deletion_can_only_bring_the_end_closer() {
    world.pod("web");
    world.bind("web", "node-a");

    var first = world.delete(PODS + "/web", "{'gracePeriodSeconds':60}");
    var later = world.delete(PODS + "/web", "{'gracePeriodSeconds':90}");
    var sooner = world.delete(PODS + "/web", "{'gracePeriodSeconds':10}");

    assertThat(first.text("metadata.deletionTimestamp")).isEqualTo("2026-11-22T08:01:00Z");
    assertThat(later.text("metadata.resourceVersion"))
        .isEqualTo(first.text("metadata.resourceVersion"));
    assertThat(sooner.text("metadata.deletionTimestamp")).isEqualTo("2026-11-22T08:00:10Z");
    assertThat(world.delete(PODS + "/web", "{'gracePeriodSeconds':0}").code()).isEqualTo(200);
    assertThat(world.get(PODS + "/web").code()).isEqualTo(404);
  }

  @Test
  void who_deletes_again_may_think_anew_about_the_dependents() {
    replicaSet("web");

    var waits = world.delete(SETS + "/web", "{'propagationPolicy':'Foreground'}");
    var orphans = world.delete(SETS + "/web", "{'orphanDependents':true}");
    var goes = world.delete(SETS + "/web?propagationPolicy=Background");

    assertThat(finalizers(waits)).containsExactly("foregroundDeletion");
    assertThat(finalizers(orphans)).containsExactly("orphan");
    assertThat(goes.text("status")).isEqualTo("Success");
    assertThat(goes.text("details.uid")).isEqualTo(waits.text("metadata.uid"));
    assertThat(world.get(SETS + "/web").code()).isEqualTo(404);
  }

  @Test
  void a_dry_run_deletes_nothing_whether_the_body_or_the_query_says_so() {
    world.pod("web");
    replicaSet("web");

    assertThat(world.delete(PODS + "/web", "{'dryRun':['All']}").text("kind")).isEqualTo("Pod");
    assertThat(world.delete(SETS + "/web?dryRun=All").text("status")).isEqualTo("Success");
    assertThat(world.delete(PODS + "?dryRun=All").code()).isEqualTo(200);
    assertThat(world.get(PODS + "/web").code()).isEqualTo(200);
    assertThat(world.get(SETS + "/web").code()).isEqualTo(200);
  }

  @Test
  void a_collection_goes_piece_by_piece_when_a_limit_says_so() {
    List.of("a", "b", "c").forEach(world::pod);

    var first = world.delete(PODS + "?limit=2");

    assertThat(Json.list(first.body(), "items", it -> Json.text(it, "metadata.name")))
        .containsExactly("a", "b");
    assertThat(first.text("metadata.continue")).isNotEmpty();
    assertThat(world.get(PODS + "/c").code()).isEqualTo(200);
  }

  private static List<String> finalizers(World.Reply reply) {
    return Json.list(reply.body(), "metadata.finalizers", it -> it.asString(""));
  }

  private void replicaSet(String name) {
    world.create(SETS, "{'metadata':{'name':'" + name + "'},'spec':{'selector':{'matchLabels':"
        + "{'app':'web'}},'template':{'metadata':{'labels':{'app':'web'}},"
        + "'spec':{'containers':[{'name':'c','image':'i'}]}}}}");
  }
}
