package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

import kube.controlplane.apiserver.access.AccessSettings;
import kube.controlplane.apiserver.admission.webhook.WebhookTransport;
import kube.controlplane.apiserver.streams.Reach;
import kube.controlplane.etcd.Etcd;
import kube.foundation.api.Json;
import kube.foundation.api.Response.Answer;
import kube.foundation.machine.EventLoop;

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

  /// "Beta API versions are disabled by default", says
  /// https://kubernetes.io/docs/reference/using-api/#api-versioning
  @Test
  void what_is_beta_is_told_of_only_when_it_is_switched_on() {
    ApiServer more = new ApiServer(new EventLoop(World.START, 1).actor("apiserver"),
        Etcd.inMemory(), world.faults, AccessSettings.open(1), Reach.NOBODY,
        new Extensions(Extensions.none().gate(), WebhookTransport.NONE,
            Set.of("scheduling.k8s.io/v1beta1")));

    assertThat(Json.list(world.get("/apis/scheduling.k8s.io").body(), "versions",
        it -> Json.text(it, "version"))).containsExactly("v1");
    assertThat(((Answer) more.handle(World.request("GET", "/apis/scheduling.k8s.io/v1beta1")))
        .body()).asString().contains("podgroups", "workloads");
    String path = "/apis/scheduling.k8s.io/v1beta1/podgroups";
    assertThat(world.get(path).code()).isEqualTo(404);
    assertThat(((Answer) more.handle(World.request("GET", path))).code()).isEqualTo(200);
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
  void words_that_a_field_has_of_its_own_stand_beside_the_pointer_to_its_type() {
    var fields = world.get("/openapi/v3/apis/apps/v1").body()
        .at("/components/schemas/io.k8s.api.apps.v1.Deployment/properties");

    assertThat(Json.text(fields, "spec.description"))
        .isEqualTo("Specification of the desired behavior of the Deployment.");
    assertThat(fields.at("/spec/allOf/0/$ref").asString(""))
        .isEqualTo("#/components/schemas/io.k8s.api.apps.v1.DeploymentSpec");
    assertThat(fields.at("/spec/default").isObject()).isTrue();
  }

  @Test
  void a_field_that_takes_few_values_names_them() {
    var pod = world.get("/openapi/v3/api/v1").body()
        .at("/components/schemas/io.k8s.api.core.v1.PodSpec/properties");

    assertThat(Json.list(pod.path("restartPolicy"), "enum", it -> it.asString("")))
        .containsExactly("Always", "Never", "OnFailure");
  }

  @Test
  void clients_from_before_the_new_schema_find_all_kinds_in_one_document() {
    var document = world.get("/openapi/v2").body();

    assertThat(Json.text(document, "swagger")).isEqualTo("2.0");
    var fields = document.path("definitions").path("io.k8s.api.apps.v1.Deployment")
        .path("properties");
    assertThat(fields.at("/spec/$ref").asString(""))
        .isEqualTo("#/definitions/io.k8s.api.apps.v1.DeploymentSpec");
    assertThat(document.path("definitions").has("io.k8s.api.core.v1.Pod")).isTrue();
    var patch = document.path("paths").path("/api/v1/namespaces/{namespace}/pods/{name}")
        .path("patch");
    assertThat(Json.list(patch, "parameters", it -> Json.text(it, "name"))).contains("dryRun");
  }

  @Test
  void old_kubectls_get_the_same_document_in_protobuf() {
    var answer = (Answer) world.server.handle(World.request("GET", "/openapi/v2")
        .withHeader("accept", "application/com.github.proto-openapi.spec.v2@v1.0+protobuf"));

    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.contentType())
        .isEqualTo("application/com.github.proto-openapi.spec.v2.v1.0+protobuf");
    assertThat(answer.body()).startsWith(0x0a, 3, '2', '.', '0');
  }
}
