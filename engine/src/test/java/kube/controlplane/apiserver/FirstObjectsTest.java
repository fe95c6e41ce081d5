package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import kube.controlplane.apiserver.access.pki.ClusterAuthority;
import kube.controlplane.apiserver.access.pki.KeyedCertificate;
import kube.foundation.api.Json;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a cluster holds before anybody has created anything.
class FirstObjectsTest {

  private static final String KUBERNETES = "/api/v1/namespaces/default/services/kubernetes";
  private static final String FLOWS = "/apis/flowcontrol.apiserver.k8s.io/v1/";

  private final World world = new World();

  @BeforeEach
  void start() {
    world.server.bringFirstObjects();
    world.loop.advance(Duration.ofMinutes(3));
  }

  @Test
  void the_api_server_is_a_service_of_its_own_cluster_as_old_as_the_cluster() {
    var service = world.get(KUBERNETES);

    assertThat(service.text("spec.clusterIP")).isEqualTo("10.96.0.1");
    assertThat(service.text("metadata.creationTimestamp")).isEqualTo("2026-11-22T08:00:00Z");
    assertThat(world.get("/api/v1/namespaces/default/endpoints/kubernetes").body()
        .at("/subsets/0/ports/0/port").asInt()).isEqualTo(6443);
    assertThat(world.get("/apis/discovery.k8s.io/v1/endpointslices").body().path("items"))
        .hasSize(1);
  }

  @Test
  void who_deletes_it_finds_it_again_soon() {
    String uid = world.get(KUBERNETES).text("metadata.uid");
    world.delete(KUBERNETES);
    assertThat(world.get(KUBERNETES).code()).isEqualTo(404);

    world.loop.advance(Duration.ofSeconds(10));

    assertThat(world.get(KUBERNETES).text("metadata.uid")).isNotEmpty().isNotEqualTo(uid);
  }

  @Test
  void every_flow_leads_to_a_level_that_is_there() {
    var levels = Json.list(world.get(FLOWS + "prioritylevelconfigurations").body(), "items",
        level -> Json.text(level, "metadata.name"));
    var flows = world.get(FLOWS + "flowschemas").body().path("items");

    assertThat(levels).contains("exempt", "catch-all", "workload-low").hasSize(8);
    assertThat(flows).hasSize(13).allSatisfy(flow -> assertThat(levels)
        .contains(Json.text(flow, "spec.priorityLevelConfiguration.name")));
  }

  @Test
  void two_classes_of_priority_are_the_systems() {
    var classes = world.get("/apis/scheduling.k8s.io/v1/priorityclasses").body().path("items");

    assertThat(classes).extracting(it -> Json.text(it, "metadata.name") + " "
        + Json.text(it, "value"))
        .containsExactly("system-cluster-critical 2000000000", "system-node-critical 2000001000");
  }

  /// https://kubernetes.io/docs/concepts/services-networking/cluster-ip-allocation/
  @Test
  void every_address_of_a_service_is_an_object_as_long_as_the_service_is_there() {
    String addresses = "/apis/networking.k8s.io/v1/ipaddresses";
    assertThat(names(addresses)).containsExactly("10.96.0.1");
    world.create("/api/v1/namespaces/default/services",
        "{'metadata':{'name':'web'},'spec':{'clusterIP':'10.96.7.7','ports':[{'port':80}]}}");

    assertThat(names(addresses)).containsExactly("10.96.0.1", "10.96.7.7");
    var address = world.get(addresses + "/10.96.7.7").body();
    assertThat(Json.text(address, "spec.parentRef")).isEmpty();
    assertThat(address.at("/spec/parentRef").toString())
        .isEqualTo("{\"name\":\"web\",\"namespace\":\"default\",\"resource\":\"services\"}");
    assertThat(address.at("/metadata/labels").toString())
        .isEqualTo("{\"ipaddress.kubernetes.io/ip-family\":\"IPv4\","
            + "\"ipaddress.kubernetes.io/managed-by\":\"ipallocator.k8s.io\"}");

    world.delete("/api/v1/namespaces/default/services/web");
    assertThat(names(addresses)).containsExactly("10.96.0.1");
  }

  /// The names of the writers are those of the parts of a real API server.
  @Test
  void who_made_which_fields_is_told_as_in_kubernetes() {
    assertThat(makers(FLOWS + "flowschemas/probes")).containsExactly(
        "api-priority-and-fairness-config-consumer-v1 Apply status",
        "api-priority-and-fairness-config-producer-v1 Update ");
    assertThat(makers(FLOWS + "prioritylevelconfigurations/system")).containsExactly(
        "api-priority-and-fairness-config-producer-v1 Update ");
    var range = world.get("/apis/networking.k8s.io/v1/servicecidrs/kubernetes");
    assertThat(makers("/apis/networking.k8s.io/v1/servicecidrs/kubernetes")).containsExactly(
        "kubernetes-service-cidr-controller Apply status", "kube-apiserver Update ",
        "kube-controller-manager Update ");
    assertThat(range.body().at("/status/conditions/0/message").asString())
        .isEqualTo("Kubernetes default Service CIDR is ready");
    assertThat(world.get(KUBERNETES).body().at("/metadata/managedFields/0/fieldsV1/f:spec")
        .propertyNames()).containsExactly("f:clusterIP", "f:internalTrafficPolicy",
            "f:ipFamilyPolicy", "f:ports", "f:sessionAffinity", "f:type");
  }

  private List<String> names(String path) {
    return Json.list(world.get(path).body(), "items", it -> Json.text(it, "metadata.name"));
  }

  private List<String> makers(String path) {
    return Json.list(world.get(path).body(), "metadata.managedFields",
        it -> Json.text(it, "manager") + " " + Json.text(it, "operation") + " "
            + Json.text(it, "subresource"));
  }

  @Test
  void an_authority_that_was_kept_is_the_same_one() {
    var before = ClusterAuthority.create(World.START);
    var root = KeyedCertificate.parse(before.root().certificatePem(), before.root().keyPem());

    var after = ClusterAuthority.of(root, World.START.plus(Duration.ofDays(1)));

    assertThat(after.certificatePem()).isEqualTo(before.certificatePem());
    var client = after.issueToClient("ann", List.of());
    assertThat(client.certificate().getIssuerX500Principal())
        .isEqualTo(before.certificate().getSubjectX500Principal());
    org.assertj.core.api.Assertions.assertThatCode(() -> client.certificate()
        .verify(before.certificate().getPublicKey())).doesNotThrowAnyException();
  }
}
