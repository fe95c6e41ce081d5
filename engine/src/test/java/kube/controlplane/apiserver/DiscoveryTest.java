package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import kube.foundation.api.Json;
import kube.foundation.api.Response.Answer;

import org.junit.jupiter.api.Test;

/// A client that knows nothing learns here what it can ask for.
class DiscoveryTest {

  private final World world = new World();

  @Test
  void everything_is_told_in_two_answers_to_clients_that_know_how_to_ask() {
    String wanted = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    var answer = (Answer) world.server.handle(World.request("GET", "/apis")
        .withHeader("accept", wanted + ",application/json"));
    var groups = Json.parse(answer.body());

    assertThat(answer.contentType()).isEqualTo(wanted);
    assertThat(Json.list(groups, "items", group -> Json.text(group, "metadata.name")))
        .startsWith("apiregistration.k8s.io", "apps").contains("coordination.k8s.io", "batch");
    var replicaSets = groups.at("/items/1/versions/0/resources/3");
    assertThat(Json.text(replicaSets, "resource")).isEqualTo("replicasets");
    assertThat(Json.list(replicaSets, "subresources", it -> Json.text(it, "subresource")))
        .containsExactly("scale", "status");
  }

  @Test
  void old_clients_ask_group_by_group() {
    assertThat(world.get("/api").text("kind")).isEqualTo("APIVersions");
    assertThat(world.get("/apis").text("kind")).isEqualTo("APIGroupList");
    assertThat(Json.list(world.get("/api/v1").body(), "resources",
        resource -> Json.text(resource, "name"))).contains("pods", "pods/binding", "pods/status",
            "namespaces/finalize", "nodes");
  }

  @Test
  void a_group_with_two_versions_names_the_preferred_one_first() {
    var group = world.get("/apis/autoscaling").body();

    assertThat(Json.list(group, "versions", it -> Json.text(it, "version")))
        .containsExactly("v2", "v1");
    assertThat(Json.text(group, "preferredVersion.groupVersion")).isEqualTo("autoscaling/v2");
  }

  @Test
  void a_path_below_an_object_may_speak_a_kind_of_another_group() {
    var resources = world.get("/api/v1").body().path("resources");
    var eviction = resources.valueStream()
        .filter(it -> Json.text(it, "name").equals("pods/eviction")).findFirst().orElseThrow();

    assertThat(eviction.toString()).contains("""
        "group":"policy","version":"v1","kind":"Eviction","verbs":["create"]""");
  }

  @Test
  void a_kind_that_nobody_has_taught_the_server_more_of_can_be_kept_and_read() {
    world.create("/api/v1/namespaces/default/configmaps", """
        {"metadata": {"name": "colors"}, "data": {"sky": "blue"}}""");

    assertThat(world.get("/api/v1/namespaces/default/configmaps/colors").text("data.sky"))
        .isEqualTo("blue");
  }

  @Test
  void the_schema_says_that_the_server_checks_fields_itself() {
    var index = world.get("/openapi/v3");
    assertThat(Json.text(index.body().path("paths").path("api/v1"), "serverRelativeURL"))
        .startsWith("/openapi/v3/api/v1?hash=");
    var patch = world.get("/openapi/v3/apis/apps/v1").body().path("paths")
        .path("/apis/apps/v1/namespaces/{namespace}/replicasets/{name}").path("patch");
    assertThat(Json.list(patch, "parameters", it -> Json.text(it, "name")))
        .contains("fieldValidation");
  }

  @Test
  void an_empty_document_sends_old_kubectls_on_to_the_new_schema() {
    var answer = (Answer) world.server.handle(World.request("GET", "/openapi/v2"));

    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }
}
