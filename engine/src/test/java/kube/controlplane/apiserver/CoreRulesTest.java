package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import kube.foundation.api.Json;

import tools.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;

/// The kinds of the core group, with what Kubernetes refuses of each.
class CoreRulesTest {

  private static final String HERE = "/api/v1/namespaces/default/";

  private final World world = new World();

  private World.Reply create(String plural, String name, String rest) {
    return world.create(HERE + plural, "{'metadata':{'name':'" + name + "'}," + rest + "}");
  }

  private static List<String> faults(World.Reply reply) {
    return Json.list(reply.body(), "details.causes",
        cause -> Json.text(cause, "field") + ": " + Json.text(cause, "message"));
  }

  @Test
  void a_config_map_has_keys_that_are_names_of_files_and_may_be_made_immutable() {
    assertThat(faults(create("configmaps", "m", "'data':{'a/b':'x','..':'y'}"))).containsExactly(
        "data[a/b]: Invalid value: \"a/b\": a valid config key must consist of alphanumeric"
            + " characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex"
            + " used for validation is '[-._a-zA-Z0-9]+')",
        "data[..]: Invalid value: \"..\": must not be '..'");
    create("configmaps", "m", "'immutable':true,'data':{'a':'x'}");
    assertThat(faults(world.merge(HERE + "configmaps/m", "{'data':{'a':'y'}}"))).containsExactly(
        "data: Forbidden: field is immutable when `immutable` is set");
  }

  @Test
  void a_secret_has_what_its_type_needs_and_keeps_texts_as_bytes() {
    assertThat(faults(create("secrets", "s", "'type':'kubernetes.io/tls'")))
        .containsExactly("data[tls.crt]: Required value", "data[tls.key]: Required value");
    var secret = create("secrets", "s", "'stringData':{'a':'hello'}");
    assertThat(secret.text("type")).isEqualTo("Opaque");
    assertThat(secret.text("data.a")).isEqualTo("aGVsbG8=");
    assertThat(secret.body().has("stringData")).isFalse();
  }

  @Test
  void a_claim_asks_for_a_size_and_a_mode_and_stays_as_it_is() {
    assertThat(faults(create("persistentvolumeclaims", "c", "'spec':{'accessModes':['Often']}")))
        .containsExactly("spec.accessModes: Unsupported value: \"Often\": supported values:"
            + " \"ReadOnlyMany\", \"ReadWriteMany\", \"ReadWriteOnce\", \"ReadWriteOncePod\"",
            "spec.resources[storage]: Required value");
    create("persistentvolumeclaims", "c", "'spec':{'accessModes':['ReadWriteOnce'],"
        + "'resources':{'requests':{'storage':'1Gi'}}}");
    assertThat(world.merge(HERE + "persistentvolumeclaims/c",
        "{'spec':{'resources':{'requests':{'storage':'2Gi'}}}}").message())
        .contains("spec: Forbidden: spec is immutable after creation except resources.requests and"
            + " volumeAttributesClassName for bound claims");
  }

  @Test
  void a_volume_says_how_large_it_is_and_where_it_lies() {
    var reply = world.create("/api/v1/persistentvolumes", "{'metadata':{'name':'v'},'spec':{"
        + "'accessModes':['ReadWriteOnce'],'local':{'path':'/a/../b'}}}");

    assertThat(faults(reply)).containsExactly("spec.capacity: Required value",
        "spec.capacity: Unsupported value: null: supported values: \"storage\"",
        "spec.local.path: Invalid value: \"/a/../b\": must not contain '..'",
        "spec.nodeAffinity: Required value: Local volume requires node affinity");
  }

  @Test
  void quotas_and_limits_are_about_known_resources() {
    assertThat(faults(create("resourcequotas", "q", "'spec':{'hard':{'pods':'1.5','gold':'1'}}")))
        .containsExactly("spec.hard[pods]: Invalid value: \"1500m\": must be an integer",
            "spec.hard[gold]: Invalid value: \"gold\": must be a standard resource type or fully"
                + " qualified",
            "spec.hard[gold]: Invalid value: \"gold\": must be a standard resource for quota");
    assertThat(faults(create("limitranges", "l", "'spec':{'limits':[{'type':'Container',"
        + "'min':{'cpu':'2'},'max':{'cpu':'1'}}]}"))).contains("spec.limits[0].min[cpu]: Invalid"
            + " value: \"2\": min value 2 is greater than max value 1");
  }

  @Test
  void a_service_keeps_its_address_and_its_ports() {
    var made = create("services", "s", "'spec':{'type':'NodePort','ports':[{'port':80}]}");
    int port = port(made.body());

    var same = world.replace(HERE + "services/s",
        "{'metadata':{'name':'s'},'spec':{'type':'NodePort','ports':[{'port':80}]}}");
    var other = world.merge(HERE + "services/s", "{'spec':{'clusterIP':'10.96.9.9'}}");
    var inside = world.merge(HERE + "services/s", "{'spec':{'type':'ClusterIP'}}");

    assertThat(port(same.body())).isEqualTo(port).isBetween(30_000, 32_767);
    assertThat(faults(other)).containsExactly("spec.clusterIPs[0]: Invalid value:"
        + " [\"10.96.9.9\"]: may not change once set");
    assertThat(inside.code()).isEqualTo(200);
    assertThat(port(inside.body())).isZero();
  }

  private static int port(JsonNode service) {
    return Json.number(service.path("spec").path("ports").path(0), "nodePort", 0);
  }

  @Test
  void a_service_says_only_what_goes_with_its_type() {
    assertThat(faults(create("services", "s", "'spec':{'ports':[{'port':80,'nodePort':30001},"
        + "{'port':80,'name':'a'}],'externalTrafficPolicy':'Local','loadBalancerClass':'x'}")))
        .containsExactly("spec.ports[0].name: Required value",
            "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'",
            "spec.ports[1]: Duplicate value: {\"protocol\":\"TCP\",\"port\":80}",
            "spec.loadBalancerClass: Forbidden: may only be used when `type` is 'LoadBalancer'",
            "spec.externalTrafficPolicy: Invalid value: \"Local\": may only be set for"
                + " externally-accessible services");
    assertThat(faults(create("services", "e", "'spec':{'type':'ExternalName'}")))
        .containsExactly("spec.externalName: Required value");
  }

  @Test
  void an_eviction_asks_the_budget() {
    world.create(HERE + "pods", World.pod("web", "app", "web"));
    world.merge(HERE + "pods/web/status", "{'status':{'phase':'Running','conditions':["
        + "{'type':'Ready','status':'True'}]}}");
    String budgets = "/apis/policy/v1/namespaces/default/poddisruptionbudgets";
    world.create(budgets, "{'metadata':{'name':'b'},'spec':{'minAvailable':1,"
        + "'selector':{'matchLabels':{'app':'web'}}}}");
    String body = "{'apiVersion':'policy/v1','kind':'Eviction','metadata':{'name':'web'}}";
    world.merge(budgets + "/b/status", "{'status':{'observedGeneration':1,'disruptionsAllowed':0,"
        + "'currentHealthy':1,'desiredHealthy':1,'expectedPods':1}}");

    var refused = world.create(HERE + "pods/web/eviction", body);
    world.merge(budgets + "/b/status", "{'status':{'disruptionsAllowed':1}}");
    var granted = world.create(HERE + "pods/web/eviction", body);

    assertThat(refused.code()).isEqualTo(429);
    assertThat(refused.message())
        .isEqualTo("Cannot evict pod as it would violate the pod's disruption budget.");
    assertThat(Json.list(refused.body(), "details.causes", cause -> Json.text(cause, "reason")
        + ": " + Json.text(cause, "message"))).containsExactly("DisruptionBudget: The disruption"
            + " budget b needs 1 healthy pods and has 1 currently");
    assertThat(granted.code()).isEqualTo(201);
    assertThat(world.get(HERE + "pods/web").code()).isEqualTo(404);
    assertThat(world.get(budgets + "/b").text("status.disruptionsAllowed")).isEqualTo("0");
  }

  @Test
  void the_parts_of_the_control_plane_say_how_they_are() {
    var list = world.get("/api/v1/componentstatuses");

    assertThat(Json.list(list.body(), "items", part -> Json.text(part, "metadata.name")))
        .containsExactly("controller-manager", "etcd-0", "scheduler");
  }
}
