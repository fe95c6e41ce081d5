package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import kube.foundation.api.Json;

import org.junit.jupiter.api.Test;

/// All that can be scaled looks the same through one door.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/kubernetes-api/autoscaling-resources/scale-v1/
class ScaleTest {

  private static final String APPS = "/apis/apps/v1/namespaces/default/";
  private static final String WEB = APPS + "deployments/web";

  private final World world = new World();

  @Test
  void the_selector_is_written_the_way_that_people_type_it() {
    make("deployments", "'selector':{'matchLabels':{'app':'web'},'matchExpressions':["
        + "{'key':'tier','operator':'In','values':['front','back']}]},");

    var scale = world.get(WEB + "/scale");

    assertThat(scale.text("kind")).isEqualTo("Scale");
    assertThat(scale.text("apiVersion")).isEqualTo("autoscaling/v1");
    assertThat(scale.text("spec.replicas")).isEqualTo("3");
    assertThat(scale.text("status.selector")).isEqualTo("app=web,tier in (back,front)");
    assertThat(scale.text("metadata.resourceVersion"))
        .isEqualTo(world.get(WEB).text("metadata.resourceVersion"));
  }

  @Test
  void a_patch_changes_the_number_and_nothing_else() {
    make("statefulsets", "'selector':{'matchLabels':{'app':'web'}},");
    String before = Json.at(world.get(APPS + "statefulsets/web").body(), "spec.template")
        .toString();

    var scaled = world.merge(APPS + "statefulsets/web/scale",
        "{'spec':{'replicas':5},'status':{'replicas':9}}");

    assertThat(scaled.code()).isEqualTo(200);
    assertThat(scaled.text("spec.replicas")).isEqualTo("5");
    assertThat(scaled.text("status.replicas")).isEqualTo("0");
    var set = world.get(APPS + "statefulsets/web");
    assertThat(set.text("spec.replicas")).isEqualTo("5");
    assertThat(set.text("metadata.generation")).isEqualTo("2");
    assertThat(Json.at(set.body(), "spec.template").toString()).isEqualTo(before);
  }

  @Test
  void a_dry_run_answers_and_changes_nothing() {
    make("deployments", "'selector':{'matchLabels':{'app':'web'}},");

    var scaled = world.merge(WEB + "/scale?dryRun=All", "{'spec':{'replicas':0}}");

    assertThat(scaled.code()).isEqualTo(200);
    assertThat(Json.at(scaled.body(), "spec").isEmpty()).as("zero is left out").isTrue();
    assertThat(world.get(WEB).text("spec.replicas")).isEqualTo("3");
  }

  @Test
  void who_saw_an_older_state_is_told_so() {
    make("deployments", "'selector':{'matchLabels':{'app':'web'}},");
    String seen = world.get(WEB).text("metadata.resourceVersion");
    world.merge(WEB + "/scale", "{'spec':{'replicas':4}}");

    var late = world.replace(WEB + "/scale", "{'metadata':{'name':'web','resourceVersion':'"
        + seen + "'},'spec':{'replicas':7}}");

    assertThat(late.code()).isEqualTo(409);
    assertThat(late.message()).startsWith("Operation cannot be fulfilled on deployments.apps"
        + " \"web\": the object has been modified;");
    assertThat(world.get(WEB).text("spec.replicas")).isEqualTo("4");
  }

  @Test
  void there_are_no_fewer_than_no_pods() {
    make("deployments", "'selector':{'matchLabels':{'app':'web'}},");

    assertThat(world.merge(WEB + "/scale", "{'spec':{'replicas':-1}}").message()).isEqualTo(
        "Scale.autoscaling \"web\" is invalid: spec.replicas: Invalid value: -1: must be greater"
            + " than or equal to 0");
  }

  @Test
  void what_is_no_scale_is_refused_with_its_field() {
    make("deployments", "'selector':{'matchLabels':{'app':'web'}},");

    assertThat(world.merge(WEB + "/scale", "{'spec':{'replicas':'many'}}").message()).isEqualTo(
        "Scale in version \"v1\" cannot be handled as a Scale: json: cannot unmarshal string into"
            + " Go struct field Scale.spec.replicas of type int32");
    assertThat(world.merge(WEB + "/scale", "{'metadata':[]}").code()).isEqualTo(400);
  }

  private void make(String plural, String selector) {
    var made = world.create(APPS + plural, "{'metadata':{'name':'web'},'spec':{'replicas':3,"
        + selector + "'template':{'metadata':{'labels':{'app':'web','tier':'front'}},'spec':{"
        + "'containers':[{'name':'web','image':'web:1'}]}}}}");
    assertThat(made.code()).as(made.message()).isEqualTo(201);
  }
}
