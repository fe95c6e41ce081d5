package kube.scenarios.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import kube.foundation.api.Json;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import org.junit.jupiter.api.Test;

/// A Pod that names a RuntimeClass gets what the class says, and nothing when there is no such class.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/containers/runtime-class/ and
/// https://kubernetes.io/docs/concepts/scheduling-eviction/pod-overhead/
class RuntimeClassTest {

  private final Machines machines = Machines.of(1);

  private String refusal(String spec) {
    Response.Answer answer = (Response.Answer) machines.cluster().transport().send(Request
        .of("POST", "/api/v1/namespaces/default/pods", "user").withBody("application/yaml",
            ("{apiVersion: v1, kind: Pod, metadata: {name: safe}, spec: {" + spec
                + ", containers: [{name: c, image: nginx}]}}").getBytes(UTF_8)));
    return Json.text(Json.parse(answer.body()), "message");
  }

  @Test
  void without_the_class_there_is_no_pod() {
    assertThat(refusal("runtimeClassName: nowhere")).isEqualTo("pods \"safe\" is forbidden: pod"
        + " rejected: RuntimeClass \"nowhere\" not found");
    assertThat(refusal("overhead: {cpu: 1}")).isEqualTo("pods \"safe\" is forbidden: pod"
        + " rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead");
  }

  @Test
  void the_class_says_what_the_runtime_costs_and_where_it_is() {
    machines.create("node.k8s.io/v1/runtimeclasses", "{apiVersion: node.k8s.io/v1, kind: "
        + "RuntimeClass, metadata: {name: vm}, handler: kata, overhead: {podFixed: {cpu: 250m, "
        + "memory: 120Mi}}, scheduling: {nodeSelector: {kata: 'yes'}, tolerations: [{key: vm, "
        + "operator: Exists}]}}");
    machines.pod("safe", "{runtimeClassName: vm, containers: [{name: c, image: nginx}]}");

    assertThat(Json.text(machines.pod("safe"), "spec.overhead.memory")).isEqualTo("120Mi");
    assertThat(Json.text(machines.pod("safe"), "spec.nodeSelector.kata")).isEqualTo("yes");
    assertThat(Json.list(machines.pod("safe"), "spec.tolerations",
        one -> Json.text(one, "key"))).contains("vm");
    assertThat(refusal("runtimeClassName: vm, nodeSelector: {kata: 'no'}")).endsWith(
        "conflict: runtimeClass.scheduling.nodeSelector[kata] = yes; pod.spec.nodeSelector[kata]"
            + " = no");
  }
}
