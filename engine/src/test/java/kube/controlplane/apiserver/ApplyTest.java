package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import kube.foundation.api.Json;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

/// Server-side apply: who says what he wants owns it, and nobody takes it from him unasked.
class ApplyTest {

  private static final String SETS = "/apis/apps/v1/namespaces/default/replicasets";
  private static final String WEB = SETS + "/web";

  private final World world = new World();

  @Test
  void an_apply_makes_what_is_not_there_and_says_who_owns_it() {
    var made = apply("alice", set("'replicas':2,", "'image':'web:1'"));

    assertThat(made.code()).isEqualTo(201);
    assertThat(managers(made)).isEqualTo(Json.parse(World.bytes("[{'manager':'alice',"
        + "'operation':'Apply','apiVersion':'apps/v1','time':'2026-11-22T08:00:00Z',"
        + "'fieldsType':'FieldsV1','fieldsV1':{'f:spec':{'f:replicas':{},'f:selector':{},"
        + "'f:template':{'f:metadata':{'f:labels':{'f:app':{}}},'f:spec':{'f:containers':{"
        + "'k:{\\'name\\':\\'c\\'}':{'.':{},'f:image':{},'f:name':{}}}}}}}}]")));
  }

  @Test
  void another_applier_is_refused_what_is_owned_unless_it_forces() {
    apply("alice", set("'replicas':2,", "'image':'web:1'"));

    var refused = apply("bob", set("'replicas':3,", "'image':'web:1'"));
    var forced = world.send(applying("bob&force=true", set("'replicas':3,", "'image':'web:1'")));

    assertThat(refused.code()).isEqualTo(409);
    assertThat(refused.message())
        .isEqualTo("Apply failed with 1 conflict: conflict with \"alice\": .spec.replicas");
    assertThat(refused.body().path("details").path("causes")).isEqualTo(Json.parse(World.bytes(
        "[{'reason':'FieldManagerConflict','message':'conflict with \\'alice\\'',"
            + "'field':'.spec.replicas'}]")));
    assertThat(forced.text("spec.replicas")).isEqualTo("3");
    assertThat(apply("alice", set("'replicas':2,", "'image':'web:2'")).message())
        .isEqualTo("Apply failed with 2 conflicts: conflicts with \"bob\":\n- .spec.replicas\n"
            + "- .spec.template.spec.containers[name=\"c\"].image");
  }

  @Test
  void what_an_applier_leaves_out_goes_when_nobody_else_owns_it() {
    apply("alice", labelled("'a':'1','b':'1'"));
    world.send(applying("bob&force=true", labelled("'b':'1'")));

    var less = apply("alice", labelled("'c':'1'"));

    assertThat(less.body().path("metadata").path("labels"))
        .isEqualTo(Json.parse(World.bytes("{'b':'1','c':'1'}")));
  }

  @Test
  void a_container_that_is_left_out_goes_with_its_defaults_and_a_field_falls_back_to_its_default() {
    apply("alice", set("'replicas':4,", "'image':'web:1'},{'name':'d','image':'side:1'"));

    var less = apply("alice", set("", "'image':'web:1'"));

    assertThat(containers(less)).containsExactly("c");
    assertThat(less.text("spec.replicas")).isEqualTo("1");
  }

  @Test
  void who_updates_a_field_takes_it_from_who_applied_it() {
    apply("alice", set("'replicas':2,", "'image':'web:1'"));
    world.send(World.request("PATCH", WEB + "/scale?fieldManager=scaler")
        .withBody("application/merge-patch+json", World.bytes("{'spec':{'replicas':5}}")));

    var refused = apply("alice", set("'replicas':2,", "'image':'web:1'"));
    var without = apply("alice", set("", "'image':'web:1'"));

    assertThat(refused.message()).isEqualTo("Apply failed with 1 conflict: conflict with \"scaler\""
        + " with subresource \"scale\" using apps/v1 at 2026-11-22T08:00:00Z: .spec.replicas");
    assertThat(without.text("spec.replicas")).isEqualTo("5");
  }

  @Test
  void an_apply_that_changes_nothing_writes_nothing() {
    var first = apply("alice", set("'replicas':2,", "'image':'web:1'"));
    world.loop.advance(Duration.ofMinutes(5));

    var second = apply("alice", set("'replicas':2,", "'image':'web:1'"));

    assertThat(second.text("metadata.resourceVersion"))
        .isEqualTo(first.text("metadata.resourceVersion"));
  }

  @Test
  void kubectl_takes_over_what_its_client_side_apply_has_made() {
    String config = set("'replicas':2,", "'image':'web:1'");
    var annotated = (tools.jackson.databind.node.ObjectNode) Json.parse(World.bytes(config));
    annotated.withObject("metadata").withObject("annotations").put(
        "kubectl.kubernetes.io/last-applied-configuration",
        Json.parse(World.bytes(config)).toString());
    world.send(World.request("POST", SETS + "?fieldManager=kubectl-client-side-apply")
        .withBody("application/json", Json.bytes(annotated)));

    var taken = apply("kubectl", set("'replicas':3,", "'image':'web:1'"));

    assertThat(taken.code()).isEqualTo(200);
    assertThat(taken.text("spec.replicas")).isEqualTo("3");
    assertThat(taken.body().toString()).contains("\\\"replicas\\\":3");
    assertThat(apply("other", set("'replicas':4,", "'image':'web:1'")).message())
        .contains("conflict with \"kubectl\": .spec.replicas");
  }

  @Test
  void status_and_wish_are_owned_apart() {
    apply("alice", set("'replicas':2,", "'image':'web:1'"));
    world.send(World.request("PATCH", WEB + "/status?fieldManager=controller")
        .withBody("application/merge-patch+json", World.bytes("{'status':{'replicas':1}}")));

    var notes = managers(world.get(WEB));

    assertThat(notes.get(1)).isEqualTo(Json.parse(World.bytes("{'manager':'controller',"
        + "'operation':'Update','apiVersion':'apps/v1','time':'2026-11-22T08:00:00Z',"
        + "'fieldsType':'FieldsV1','fieldsV1':{'f:status':{'f:replicas':{}}},"
        + "'subresource':'status'}")));
  }

  @Test
  void options_of_an_apply_are_checked() {
    assertThat(world.patch(WEB, "apply-patch", "{}").code()).isEqualTo(415);
    assertThat(world.send(applying("", "{}")).message()).isEqualTo(
        "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for"
            + " apply patch");
    assertThat(world.merge(WEB + "?force=true", "{}").message())
        .isEqualTo(
            "PatchOptions.meta.k8s.io \"\" is invalid: force: Forbidden: may not be specified"
                + " for non-apply patch");
    assertThat(world.merge(WEB + "?dryRun=some", "{}").message())
        .isEqualTo(
            "PatchOptions.meta.k8s.io \"\" is invalid: dryRun: Unsupported value: [\"some\"]:"
                + " supported values: \"All\"");
    assertThat(apply("alice", "{'apiVersion':'v1','kind':'Pod'}").message())
        .isEqualTo("Incorrect version specified in apply patch. Specified patch version: v1,"
            + " expected: apps/v1");
    assertThat(apply("alice", labelled("").replace("'labels'", "'managedFields':[],'labels'"))
        .message()).isEqualTo("metadata.managedFields must be nil");
  }

  @Test
  void a_dry_run_says_what_would_be_and_leaves_what_is() {
    apply("alice", set("'replicas':2,", "'image':'web:1'"));

    var would = world.send(applying("bob&force=true&dryRun=All", set("'replicas':7,",
        "'image':'x'")));

    assertThat(would.text("spec.replicas")).isEqualTo("7");
    assertThat(world.get(WEB).text("spec.replicas")).isEqualTo("2");
  }

  @Test
  void the_annotation_of_client_side_apply_can_be_left_to_a_manager_of_its_own() {
    String annotated = set("", "'image':'web:1'").replace("'name':'web'",
        "'name':'web','annotations':{'kubectl.kubernetes.io/last-applied-configuration':'x'}");
    apply("alice", annotated);
    world.send(applying("kubectl-last-applied&force=true", "{'apiVersion':'apps/v1','kind':"
        + "'ReplicaSet','metadata':{'name':'web','annotations':"
        + "{'kubectl.kubernetes.io/last-applied-configuration':'x'}}}"));

    var again = apply("alice", set("", "'image':'web:2'"));

    assertThat(again.code()).isEqualTo(200);
    assertThat(again.text("metadata.name")).isEqualTo("web");
    assertThat(again.body().toString()).contains("last-applied-configuration");
  }

  @Test
  void a_field_that_nobody_knows_cannot_be_applied_however_lenient_the_client_is() {
    String config = set("'replicaz':2,", "'image':'web:1'");
    String answer = "failed to create typed patch object (default/web; apps/v1, Kind=ReplicaSet):"
        + " .spec.replicaz: field not declared in schema";

    assertThat(apply("alice", config).message()).isEqualTo(answer);
    assertThat(world.send(applying("alice&fieldValidation=Strict", config)).message())
        .isEqualTo(answer);
    assertThat(world.send(applying("alice&fieldValidation=Ignore", config)).message())
        .isEqualTo(answer);
  }

  @Test
  void a_key_that_a_configuration_says_twice_is_told_with_its_line() {
    String config = set("\n'replicas':2,\n'replicas':3,", "'image':'web:1'");

    assertThat(world.send(applying("alice&fieldValidation=Strict", config)).message())
        .isEqualTo("error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal"
            + " errors:\n  line 3: key \"replicas\" already set in map");
    assertThat(world.send(applying("alice&fieldValidation=Ignore", config)).code())
        .isEqualTo(201);
  }

  private World.Reply apply(String manager, String config) {
    return world.send(applying(manager, config));
  }

  private static kube.foundation.api.Request applying(String manager, String config) {
    String query = manager.isEmpty() ? "" : "?fieldManager=" + manager;
    return World.request("PATCH", WEB + query)
        .withBody("application/apply-patch+yaml", World.bytes(config));
  }

  private static String set(String replicas, String container) {
    return "{'apiVersion':'apps/v1','kind':'ReplicaSet','metadata':{'name':'web'},'spec':{"
        + replicas + "'selector':{'matchLabels':{'app':'web'}},'template':{'metadata':{'labels':"
        + "{'app':'web'}},'spec':{'containers':[{'name':'c'," + container + "}]}}}}";
  }

  private static String labelled(String labels) {
    return set("", "'image':'web:1'").replace("'name':'web'", "'name':'web','labels':{" + labels
        + "}");
  }

  private static JsonNode managers(World.Reply reply) {
    return reply.body().path("metadata").path("managedFields");
  }

  private static List<String> containers(World.Reply set) {
    return Json.list(set.body(), "spec.template.spec.containers", it -> Json.text(it, "name"));
  }
}
