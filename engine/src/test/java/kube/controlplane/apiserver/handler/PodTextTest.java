package kube.controlplane.apiserver.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import kube.foundation.api.Json;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// A node is written into a Pod's text exactly as it would be into the Pod's tree.
class PodTextTest {

  private static final String UID = "0b6c7a52-6f3e-4f0e-9a39-5d8f1f3c2c11";
  private static final String POD = """
      {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"default","uid":"%s",\
      "resourceVersion":"7","annotations":{"note":"}\\"] \\\\ nodeName ü"}},\
      "spec":{"containers":[{"name":"web","args":["{","\\"nodeName\\""]}],"priority":0},\
      "status":{"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False"}]}}"""
      .formatted(UID);

  @Test
  void the_text_says_what_the_tree_would_say() {
    ObjectNode tree = (ObjectNode) Json.parse(bytes(POD));
    tree.withObject("spec").put("nodeName", "node-\"1\"");
    mark(tree.withObject("status"));

    assertThat(bound(POD, UID, "node-\"1\"")).contains(Json.text(tree));
    assertThat(bound(POD, "", "node-\"1\"")).contains(Json.text(tree));
  }

  @Test
  void a_pod_that_must_not_be_bound_is_left_to_the_tree() {
    assertThat(bound(POD, "another", "node-1")).isEmpty();
    assertThat(bound(POD.replace("\"priority\":0", "\"nodeName\":\"n\""), UID, "node-1")).isEmpty();
    assertThat(bound(POD.replace("\"priority\":0", "\"schedulingGates\":[]"), UID, "node-1"))
        .isEmpty();
    assertThat(bound(POD.replace("\"resourceVersion\"", "\"deletionTimestamp\":\"now\",\"r\""), UID,
        "node-1")).isEmpty();
  }

  @Test
  void so_is_a_text_that_is_not_as_ours_are() {
    assertThat(bound(POD.replace("\"spec\":{", "\"spec\": {"), UID, "node-1")).isEmpty();
    assertThat(bound(POD.replace("\"status\"", "\"statue\""), UID, "node-1")).isEmpty();
    assertThat(bound("[]", UID, "node-1")).isEmpty();
    assertThat(bound(POD.substring(0, POD.length() / 2), UID, "node-1")).isEmpty();
  }

  private static Optional<String> bound(String pod, String uid, String node) {
    return new PodText(bytes(pod)).bound(uid, node, PodTextTest::mark)
        .map(text -> new String(text, StandardCharsets.UTF_8));
  }

  private static void mark(ObjectNode status) {
    status.withArray("conditions").removeAll().addObject().put("type", "PodScheduled");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
