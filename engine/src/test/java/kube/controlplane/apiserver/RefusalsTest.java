package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import kube.foundation.api.Json;
import kube.foundation.machine.Faults;

import org.junit.jupiter.api.Test;

/// Every refusal is a Status in Kubernetes' own words.
///
/// **In Kubernetes:** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/
class RefusalsTest {

  private static final String PODS = "/api/v1/namespaces/default/pods";

  private final World world = new World();

  @Test
  void what_is_not_there_is_not_found() {
    assertThat(world.get(PODS + "/nope").body()).isEqualTo(Json.parse(World.bytes(
        "{'kind':'Status','apiVersion':'v1','metadata':{},'status':'Failure',"
            + "'message':'pods \\'nope\\' not found','reason':'NotFound',"
            + "'details':{'name':'nope','kind':'pods'},'code':404}")));
    assertThat(world.get("/apis/apps/v1/namespaces/default/replicasets/nope").message())
        .isEqualTo("replicasets.apps \"nope\" not found");
    assertThat(world.get("/api/v1/unicorns").message())
        .isEqualTo("the server could not find the requested resource");
  }

  @Test
  void a_taken_name_is_refused() {
    world.pod("web");

    var second = world.pod("web");

    assertThat(second.code()).isEqualTo(409);
    assertThat(second.text("reason")).isEqualTo("AlreadyExists");
    assertThat(second.message()).isEqualTo("pods \"web\" already exists");
  }

  @Test
  void an_invalid_object_hears_of_all_its_faults_with_their_fields() {
    var reply = world.create(PODS, "{'metadata':{'name':'Web'},'spec':{'restartPolicy':'Maybe'}}");

    assertThat(reply.code()).isEqualTo(422);
    assertThat(reply.text("reason")).isEqualTo("Invalid");
    assertThat(reply.message()).isEqualTo("Pod \"Web\" is invalid: [metadata.name: Invalid value:"
        + " \"Web\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric"
        + " characters, '-' or '.', and must start and end with an alphanumeric character (e.g."
        + " 'example.com', regex used for validation is"
        + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*'),"
        + " spec.containers: Required value, spec.restartPolicy: Unsupported value: \"Maybe\":"
        + " supported values: \"Always\", \"OnFailure\", \"Never\"]");
    assertThat(Json.list(reply.body(), "details.causes", cause -> Json.text(cause, "field")))
        .containsExactly("metadata.name", "spec.containers", "spec.restartPolicy");
  }

  @Test
  void an_unknown_field_is_refused_when_the_client_is_strict_and_warned_of_otherwise() {
    String pod = World.pod("web", "app", "web").replace("'image'", "'imagge':'x','image'");

    var strict = world.create(PODS + "?fieldValidation=Strict", pod);
    var relaxed = world.create(PODS, pod);

    assertThat(strict.code()).isEqualTo(400);
    assertThat(strict.message()).isEqualTo("Pod in version \"v1\" cannot be handled as a Pod:"
        + " strict decoding error: unknown field \"spec.containers[0].imagge\"");
    assertThat(relaxed.code()).isEqualTo(201);
    assertThat(relaxed.body().toString()).doesNotContain("imagge");
  }

  @Test
  void a_value_of_a_wrong_type_is_refused_before_anything_reads_it() {
    assertThat(world.create("/apis/apps/v1/namespaces/default/replicasets",
        "{'metadata':{'name':'web'},'spec':{'replicas':'three'}}").message())
        .isEqualTo("ReplicaSet in version \"v1\" cannot be handled as a ReplicaSet: json: cannot"
            + " unmarshal string into Go struct field ReplicaSetSpec.spec.replicas of type int32");
    world.pod("web");
    var status = world.merge(PODS + "/web/status", "{'status':{'startTime':'yesterday'}}");
    assertThat(status.code()).isEqualTo(422);
    assertThat(status.message()).contains("parsing time \"yesterday\"");
  }

  @Test
  void bodies_that_are_not_json_or_not_the_right_kind_are_bad_requests() {
    assertThat(world.create(PODS, "{'metadata':").code()).isEqualTo(400);
    assertThat(world.create(PODS, "[]").code()).isEqualTo(400);
    assertThat(world.create(PODS, "").code()).isEqualTo(400);
    assertThat(world.create(PODS, "{'apiVersion':'v2','kind':'Pod'}").message())
        .isEqualTo("Pod in version \"v2\" cannot be handled as a Pod: no kind \"Pod\" is registered"
            + " for version \"v2\" in scheme \"pkg/api/legacyscheme/scheme.go:30\"");
    assertThat(world.create(PODS, "{'kind':'Node'}").code()).isEqualTo(400);
    assertThat(world.create(PODS, "[".repeat(100_000)).code()).isEqualTo(400);
    assertThat(world.send(World.request("POST", PODS)
        .withBody("application/x-www-form-urlencoded", new byte[]{'k', '8', 's', 0})).code())
        .isEqualTo(415);
  }

  @Test
  void methods_and_media_types_that_mean_nothing_here_are_refused() {
    assertThat(world.send(World.request("POST", PODS + "/web")).message())
        .isEqualTo("the server does not allow this method on the requested resource");
    assertThat(world.send(World.request("BREW", PODS)).code()).isEqualTo(405);
    assertThat(world.send(World.request("GET", PODS).withHeader("accept", "text/html")).code())
        .isEqualTo(406);
    assertThat(world.patch(PODS + "/web", "some-patch", "{}").message())
        .isEqualTo(
            "the body of the request was in an unknown format - accepted media types include:"
                + " application/json-patch+json, application/merge-patch+json,"
                + " application/strategic-merge-patch+json, application/apply-patch+yaml");
  }

  @Test
  void a_pod_keeps_the_wish_it_was_made_with() {
    world.pod("web");

    var reply = world.merge(PODS + "/web", "{'spec':{'nodeName':'node-a'}}");

    assertThat(reply.code()).isEqualTo(422);
    assertThat(reply.message())
        .startsWith("Pod \"web\" is invalid: spec: Forbidden: pod updates may"
            + " not change fields other than `spec.containers[*].image`,");
    assertThat(world.merge(PODS + "/web", "{'metadata':{'uid':'another'}}").code()).isEqualTo(409);
    assertThat(world.merge(PODS + "/web", "{'metadata':{'creationTimestamp':"
        + "'2020-01-01T00:00:00Z'}}").message())
        .isEqualTo("Pod \"web\" is invalid: metadata.creationTimestamp: Invalid value:"
            + " \"2020-01-01T00:00:00Z\": field is immutable");
  }

  @Test
  void a_replica_set_must_choose_its_own_pods_and_never_changes_its_selector() {
    String sets = "/apis/apps/v1/namespaces/default/replicasets";
    String set = "{'metadata':{'name':'web'},'spec':{'selector':{'matchLabels':{'app':'web'}},"
        + "'template':{'metadata':{'labels':{'app':'%s'}},"
        + "'spec':{'containers':[{'name':'c','image':'i'}]}}}}";

    assertThat(world.create(sets, set.formatted("db")).message())
        .isEqualTo("ReplicaSet.apps \"web\" is invalid: spec.template.metadata.labels: Invalid"
            + " value: {\"app\":\"db\"}: `selector` does not match template `labels`");
    assertThat(world.create(sets, set.formatted("web")).code()).isEqualTo(201);
    assertThat(world.merge(sets + "/web", "{'spec':{'selector':{'matchLabels':{'x':'y'}},"
        + "'template':{'metadata':{'labels':{'x':'y'}}}}}").message())
        .isEqualTo("ReplicaSet.apps \"web\" is invalid: spec.selector: Invalid value:"
            + " {\"matchLabels\":{\"app\":\"web\",\"x\":\"y\"}}: field is immutable");
  }

  @Test
  void a_lease_is_renewed_only_by_those_who_have_seen_it() {
    String leases = "/apis/coordination.k8s.io/v1/namespaces/default/leases";
    String lease = "{'metadata':{'name':'leader'},'spec':{'holderIdentity':'a'}}";
    assertThat(world.replace(leases + "/leader", lease).code()).isEqualTo(201);

    assertThat(world.replace(leases + "/leader", lease).message())
        .isEqualTo("Lease.coordination.k8s.io \"leader\" is invalid: metadata.resourceVersion:"
            + " Invalid value: 0: must be specified for an update");
  }

  @Test
  void a_request_that_fails_on_the_wire_has_done_nothing() {
    world.faults.follow(Faults.Plan.calm().withRequestFailed(1));
    assertThat(world.pod("web").code()).isEqualTo(500);
    world.faults.follow(Faults.Plan.calm());

    assertThat(world.get(PODS + "/web").code()).isEqualTo(404);
  }
}
