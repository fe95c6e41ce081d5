package kube.scenarios.workloads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;

import kube.Cluster;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.machine.EventLog;
import org.junit.jupiter.api.Test;

/// "Controllers … make or request changes where needed": a status that the API shows already is not
/// sent again, though the controller's own copy is a little behind.
///
/// **In Kubernetes:** https://kubernetes.io/docs/concepts/architecture/controller/
class QuietReportsTest {

  private static final Set<String> CONTROLLERS = Set.of("kcm.replicaset", "kcm.daemonset",
      "kcm.statefulset", "kcm.disruption");

  private final Cluster cluster = Cluster.simulated(5);

  private void send(String method, String path, String type, String body) {
    Response.Answer answer = (Response.Answer) cluster.transport()
        .send(Request.of(method, path, "user").withBody(type, body.getBytes(UTF_8)));
    assertThat(answer.isOk()).as(new String(answer.body(), UTF_8)).isTrue();
  }

  private void create(String kind, String name, String more) {
    send("POST", "/apis/apps/v1/namespaces/default/" + kind.toLowerCase(java.util.Locale.ROOT)
        + "s", "application/yaml", """
            apiVersion: apps/v1
            kind: %1$s
            metadata: {name: %2$s}
            spec:
              selector: {matchLabels: {app: %2$s}}
              template:
                metadata: {labels: {app: %2$s}}
                spec: {containers: [{name: c, image: nginx}]}
              %3$s
            """.formatted(kind, name, more));
  }

  @Test
  void a_roll_out_of_everything_writes_no_status_twice() {
    cluster.settle();
    create("Deployment", "web", "replicas: 3");
    create("StatefulSet", "db", "serviceName: db");
    create("DaemonSet", "agent", "minReadySeconds: 0");
    send("POST", "/apis/policy/v1/namespaces/default/poddisruptionbudgets", "application/yaml",
        "{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: web}, "
            + "spec: {minAvailable: 2, selector: {matchLabels: {app: web}}}}");
    cluster.settle();
    for (String path : List.of("deployments/web", "statefulsets/db", "daemonsets/agent")) {
      send("PATCH", "/apis/apps/v1/namespaces/default/" + path, "application/merge-patch+json",
          "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"again\":\"1\"}}}}}");
    }
    cluster.settle();

    assertThat(cluster.log().entries().stream()
        .filter(entry -> CONTROLLERS.contains(entry.actor()) && entry.verb().equals("patch")
            && entry.revision() == 0 && entry.detail().startsWith("200"))
        .map(EventLog.Entry::toLine)).isEmpty();
    assertThat(cluster.log().entries().stream()
        .filter(entry -> CONTROLLERS.contains(entry.actor()) && entry.verb().equals("patch")
            && entry.revision() > 0))
        .hasSizeGreaterThan(20);
  }
}
