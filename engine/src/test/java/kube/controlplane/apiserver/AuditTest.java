package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import kube.controlplane.apiserver.access.AccessSettings;
import kube.controlplane.apiserver.access.audit.AuditLog;
import kube.controlplane.apiserver.access.audit.AuditPolicy;
import kube.foundation.api.Json;

import org.junit.jupiter.api.Test;

/// What the audit log notes of a request, as its policy wants.
///
/// **In Kubernetes:** https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/
class AuditTest {

  private static final String HERE = "/api/v1/namespaces/default";

  private static AuditLog log(String policy) {
    return new AuditLog(AuditPolicy.parse(policy.getBytes(StandardCharsets.UTF_8)), _ -> {});
  }

  @Test
  void each_request_is_noted_as_much_as_the_first_rule_that_fits_says() {
    AuditLog log = log("""
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived]
      rules:
      - {level: None, verbs: [get]}
      - {level: Metadata, resources: [{group: '', resources: [secrets]}]}
      - level: RequestResponse
        resources: [{group: '', resources: [configmaps]}]
      """);
    World world = new World(AccessSettings.open(7).withAudit(log));

    world.create(HERE + "/secrets", "{'metadata':{'name':'s'},'stringData':{'a':'b'}}");
    world.create(HERE + "/configmaps", "{'metadata':{'name':'c'},'data':{'a':'b'}}");
    world.get(HERE + "/configmaps/c");
    world.get(HERE + "/pods");

    var events = log.last(10);
    assertThat(events).extracting(event -> event.verb() + " " + event.object() + " " + event.stage()
        + " " + event.code()).containsExactly("create secrets/default ResponseComplete 201",
            "create configmaps/default ResponseComplete 201");
    assertThat(events.getFirst().toLine()).doesNotContain("requestObject").doesNotContain("'b'");
    assertThat(Json.text(events.getLast().json(), "requestObject.data.a")).isEqualTo("b");
    assertThat(Json.text(events.getLast().json(), "responseObject.metadata.name")).isEqualTo("c");
    assertThat(Json.text(events.getLast().json(), "user.username")).isEqualTo("system:admin");
    assertThat(Json.text(events.getLast().json(), "objectRef.resource")).isEqualTo("configmaps");
  }

  @Test
  void refusals_are_noted_with_their_reason_and_impersonation_with_both_names() {
    AuditLog log = new AuditLog(AuditPolicy.METADATA, _ -> {});
    AccessWorld world = new AccessWorld(AccessSettings.guarded(7).withAudit(log));

    world.bearer("wrong").get(HERE + "/pods");
    world.admin.send(World.request("GET", HERE + "/pods").withHeader("Impersonate-User", "jane"));

    var events = log.last(2);
    assertThat(events.getFirst().code()).isEqualTo(401);
    assertThat(events.getLast().code()).isEqualTo(403);
    assertThat(events.getLast().user()).isEqualTo("system:admin");
    assertThat(Json.text(events.getLast().json(), "impersonatedUser.username")).isEqualTo("jane");
    assertThat(events.getLast().json().path("annotations")
        .path("authorization.k8s.io/decision").asString("")).isEqualTo("forbid");
  }

  @Test
  void a_cluster_without_a_policy_notes_nothing() {
    AuditLog log = AuditLog.none();
    World world = new World(AccessSettings.open(7).withAudit(log));

    world.get(HERE + "/pods");

    assertThat(log.last(10)).isEmpty();
  }
}
