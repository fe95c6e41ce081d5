package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import kube.foundation.api.Json;

import org.junit.jupiter.api.Test;

/// One object, several versions of the API: each client speaks its own and loses nothing.
class VersionsTest {

  private static final String OLD = "/apis/autoscaling/v1/namespaces/default/"
      + "horizontalpodautoscalers";
  private static final String NEW = "/apis/autoscaling/v2/namespaces/default/"
      + "horizontalpodautoscalers";

  private final World world = new World();

  @Test
  void an_autoscaler_made_in_the_old_version_is_read_in_both() {
    var made = oldAutoscaler();
    assertThat(made.code()).as(made.message()).isEqualTo(201);
    assertThat(made.text("apiVersion")).isEqualTo("autoscaling/v1");
    assertThat(made.text("spec.targetCPUUtilizationPercentage")).isEqualTo("50");

    var seen = world.get(NEW + "/web");
    assertThat(seen.text("apiVersion")).isEqualTo("autoscaling/v2");
    assertThat(seen.body().at("/spec/metrics/0/resource/target").toString())
        .isEqualTo("{\"type\":\"Utilization\",\"averageUtilization\":50}");
  }

  @Test
  void what_the_old_version_cannot_say_travels_in_annotations() {
    var made = world.create(NEW, """
        {'apiVersion':'autoscaling/v2','kind':'HorizontalPodAutoscaler','metadata':{'name':'web'},
         'spec':{'maxReplicas':5,
          'scaleTargetRef':{'apiVersion':'apps/v1','kind':'Deployment','name':'web'},
          'metrics':[{'type':'Resource','resource':{'name':'memory',
           'target':{'type':'AverageValue','averageValue':'1Gi'}}}]}}""");
    assertThat(made.code()).as(made.message()).isEqualTo(201);

    var old = world.get(OLD + "/web");
    assertThat(old.body().at("/metadata/annotations/autoscaling.alpha.kubernetes.io~1metrics")
        .asString("")).isEqualTo("[{\"type\":\"Resource\",\"resource\":{\"name\":\"memory\","
            + "\"targetAverageValue\":\"1Gi\"}}]");
    var written = world.replace(OLD + "/web", old.body().toString());
    assertThat(written.code()).as(written.message()).isEqualTo(200);
    assertThat(world.get(NEW + "/web").body().at("/spec/metrics"))
        .isEqualTo(made.body().at("/spec/metrics"));
  }

  @Test
  void events_are_the_same_objects_under_two_names() {
    world.create("/api/v1/namespaces/default/events", """
        {'metadata':{'name':'e'},'involvedObject':{'kind':'Pod','name':'web',
         'namespace':'default'},'message':'hello','reason':'Greeting','type':'Normal'}""");

    var seen = world.get("/apis/events.k8s.io/v1/namespaces/default/events/e");
    assertThat(seen.text("apiVersion")).isEqualTo("events.k8s.io/v1");
    assertThat(seen.text("note")).isEqualTo("hello");
    assertThat(seen.text("regarding.name")).isEqualTo("web");
    var list = world.get("/apis/events.k8s.io/v1/namespaces/default/events");
    assertThat(list.text("kind")).isEqualTo("EventList");
    assertThat(Json.list(list.body(), "items", it -> Json.text(it, "note")))
        .containsExactly("hello");
  }

  @Test
  void a_patch_is_made_in_the_words_of_its_version() {
    oldAutoscaler();

    var patched = world.merge(OLD + "/web", "{'spec':{'targetCPUUtilizationPercentage':70}}");
    assertThat(patched.text("spec.targetCPUUtilizationPercentage")).isEqualTo("70");
    assertThat(world.get(NEW + "/web").body()
        .at("/spec/metrics/0/resource/target/averageUtilization").asInt(0)).isEqualTo(70);
  }

  private World.Reply oldAutoscaler() {
    return world.create(OLD, """
        {'apiVersion':'autoscaling/v1','kind':'HorizontalPodAutoscaler','metadata':{'name':'web'},
         'spec':{'maxReplicas':5,'targetCPUUtilizationPercentage':50,
          'scaleTargetRef':{'apiVersion':'apps/v1','kind':'Deployment','name':'web'}}}""");
  }
}
