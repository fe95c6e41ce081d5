package kube.scenarios.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import kube.Parts;
import kube.Slot;
import kube.controlplane.apiserver.patch.slot.PatchSchema;
import kube.controlplane.apiserver.patch.slot.PatchSchema.ListRule;
import kube.controlplane.apiserver.patch.slot.Patcher;
import kube.foundation.api.Json;
import kube.foundation.api.Key;
import kube.foundation.api.Pod;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.scenarios.housekeeping.Manor;
import kube.simulation.detective.Detective;
import kube.simulation.detective.Detective.Diagnosis;
import kube.simulation.detective.Detective.Stage;
import kube.simulation.detective.PlainDetective;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Pods are explained, by our detective and by somebody else's; and patches are merged by somebody
/// else's part.
///
/// **In Kubernetes:** https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/
class ExplainedPodsTest {

  private static Diagnosis explained(Manor manor, String pod) {
    return manor.cluster().explanations().of(new Key("default", pod)).orElseThrow();
  }

  private static Manor pod(Manor manor, String name, String spec) {
    return manor.create("namespaces/default/pods", "{apiVersion: v1, kind: Pod, metadata: {name: "
        + name + ", labels: {app: web}}, spec: {" + spec + "}}");
  }

  @Test
  void each_pod_stands_where_the_next_one_must_act() {
    Manor manor = Manor.calm(1).create("namespaces/default/services",
        "{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web},"
            + " ports: [{port: 80}]}}");
    pod(manor, "good", "containers: [{name: c, image: nginx}]");
    pod(manor, "unplaced", "nodeSelector: {disk: none}, containers: [{name: c, image: nginx}]");
    pod(manor, "unpulled", "containers: [{name: c, image: 'no/such:1'}]");
    pod(manor, "unready", "containers: [{name: c, image: nginx,"
        + " readinessProbe: {httpGet: {path: /, port: 81}, periodSeconds: 1}}]").seconds(40);

    assertThat(explained(manor, "good").lastReached()).isEqualTo(Stage.IN_ENDPOINTS);
    assertThat(explained(manor, "unplaced").blockedComponent()).isEqualTo("scheduler");
    assertThat(explained(manor, "unpulled").blockedComponent()).isEqualTo("runtime");
    assertThat(explained(manor, "unready").blockedComponent()).isEqualTo("app (readiness probe)");
  }

  /// Running is not ready, and a log of several machines is in no order.
  @Test
  void a_detective_that_trusts_the_order_of_the_log_is_named() {
    Manor manor = pod(Manor.calm(2), "web", "containers: [{name: c, image: nginx}]").seconds(20);
    Diagnosis right = explained(manor, "web");
    manor.cluster().use(Parts.ours().with(Slot.DETECTIVE, () -> new Detective() {
      @Override
      public Diagnosis diagnose(Pod pod, List<AuditEvent> events) {
        return new Diagnosis(Stage.valueOf(events.getLast().verb().equals("create")
            ? "ACCEPTED"
            : "READY"), "scheduler", "the last line");
      }
    }));

    assertThat(explained(manor, "web")).isEqualTo(right);
    assertThat(manor.names("componentstatuses")).contains("board.explain");
    manor.cluster().use(Parts.ours().with(Slot.DETECTIVE, PlainDetective::new));
    assertThat(explained(manor, "web")).isEqualTo(right);
    assertThat(manor.cluster().culprits()).isEmpty();
  }

  @Test
  void a_patcher_that_merges_items_by_their_key_stays_and_one_that_replaces_lists_is_named() {
    AtomicInteger questions = new AtomicInteger();
    Manor manor = pod(Manor.calm(3), "web", "containers: [{name: a, image: nginx},"
        + " {name: b, image: busybox, command: [sleep, '3600']}]").seconds(20);
    manor.cluster().use(Parts.ours().with(Slot.PATCHER, () -> new Merging(questions, true)));
    patch(manor, "nginx:2");
    assertThat(manor.cluster().culprits()).isEmpty();
    assertThat(questions.get()).isPositive();

    manor.cluster().use(Parts.ours().with(Slot.PATCHER, () -> new Merging(questions, false)));
    patch(manor, "nginx:3");
    assertThat(manor.names("componentstatuses")).contains("apiserver.patch");
    assertThat(manor.get("namespaces/default/pods/web").path("spec").path("containers"))
        .hasSize(2);
  }

  private static void patch(Manor manor, String image) {
    Response answer = manor.cluster().transport().send(Request.of("PATCH",
        "/api/v1/namespaces/default/pods/web", "user").withBody(
            "application/strategic-merge-patch+json", ("{\"spec\":{\"containers\":[{\"name\":"
                + "\"a\",\"image\":\"" + image + "\"}]}}").getBytes(StandardCharsets.UTF_8)));
    assertThat(((Response.Answer) answer).isOk()).isTrue();
  }

  /// Merges what these patches hold: fields, and lists by a key or not at all.
  private record Merging(AtomicInteger questions, boolean mergesLists) implements Patcher {

    @Override
    public String strategic(String original, String patch, PatchSchema schema) {
      questions.incrementAndGet();
      return merge((ObjectNode) parse(original), parse(patch), "", schema).toString();
    }

    private ObjectNode merge(ObjectNode object, JsonNode patch, String path, PatchSchema schema) {
      patch.forEachEntry((name, value) -> {
        String there = path.isEmpty() ? name : path + "." + name;
        if (value.isNull()) {
          object.remove(name);
        } else if (value.isObject()) {
          object.set(name, merge(object.path(name) instanceof ObjectNode inner
              ? inner
              : Json.object(), value, there, schema));
        } else if (mergesLists && value.isArray()
            && schema.rule(there) instanceof ListRule.Merge(String key)) {
          items(object.withArray(name), value, there, key, schema);
        } else {
          object.set(name, value);
        }
      });
      return object;
    }

    private void items(ArrayNode items, JsonNode changes, String path, String key,
        PatchSchema schema) {
      for (JsonNode change : changes) {
        int at = 0;
        while (at < items.size() && !items.get(at).path(key).equals(change.path(key))) at++;
        ObjectNode old = at < items.size() ? (ObjectNode) items.get(at) : items.addObject();
        merge(old, change, path, schema);
      }
    }

    @Override
    public String threeWay(String lastApplied, String live, String desired, PatchSchema schema) {
      return live;
    }

    private static JsonNode parse(String text) {
      return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
