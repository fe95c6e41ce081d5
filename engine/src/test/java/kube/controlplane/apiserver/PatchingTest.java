package kube.controlplane.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import kube.foundation.api.Json;

import org.junit.jupiter.api.Test;

/// The directives of strategic patches, and what cannot be a patch.
///
/// Behaviour as in
/// https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/
class PatchingTest {

  private static final String PODS = "/api/v1/namespaces/default/pods";
  private static final String SETS = "/apis/apps/v1/namespaces/default/replicasets";

  private final World world = new World();

  @Test
  void items_are_deleted_replaced_and_put_in_order() {
    set();

    var deleted = strategic("{'$setElementOrder/containers':[{'name':'d'},{'name':'a'}],"
        + "'containers':[{'name':'b','$patch':'delete'},{'name':'d','image':'d:1'}]}");
    var replaced = strategic("{'containers':[{'$patch':'replace'},{'name':'z','image':'z:1'}]}");

    assertThat(containers(deleted)).containsExactly("d", "a", "c");
    assertThat(containers(replaced)).containsExactly("z");
  }

  /// As `mergeSliceWithSpecialElements` in
  /// [patch.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go)
  @Test
  void an_item_that_says_replace_speaks_for_its_list_also_when_it_has_a_name() {
    set();

    var replaced = strategic("{'containers':[{'name':'z','image':'z:1'},"
        + "{'name':'a','$patch':'replace','image':'a:2'},{'name':'b','$patch':'delete'}]}");

    assertThat(containers(replaced)).containsExactly("z");
  }

  @Test
  void new_items_come_in_the_order_of_the_patch_and_in_front_of_the_others() {
    set();

    var patched = strategic("{'containers':[{'name':'y','image':'y:1'},"
        + "{'name':'b','image':'b:2'},{'name':'x','image':'x:1'}]}");

    assertThat(containers(patched)).containsExactly("y", "a", "b", "x", "c");
  }

  @Test
  void a_field_is_replaced_or_emptied_instead_of_merged() {
    set();
    strategic("{'nodeSelector':{'a':'1'},'securityContext':{'runAsUser':1,'runAsGroup':1}}");

    var patched = strategic("{'nodeSelector':{'$patch':'replace','b':'2'},"
        + "'securityContext':{'$patch':'delete'}}");

    assertThat(patched.body().path("spec").path("template").path("spec").path("nodeSelector"))
        .isEqualTo(Json.parse(World.bytes("{'b':'2'}")));
    assertThat(patched.text("spec.template.spec.securityContext.runAsUser")).isEmpty();
  }

  @Test
  void a_union_keeps_only_the_keys_that_are_named() {
    set();
    strategic("{'volumes':[{'name':'v','emptyDir':{}}]}");

    var patched = strategic("{'volumes':[{'name':'v','$retainKeys':['name','hostPath'],"
        + "'hostPath':{'path':'/tmp'}}]}");
    var refused = strategic("{'volumes':[{'name':'v','$retainKeys':['name'],'emptyDir':{}}]}");

    assertThat(Json.at(patched.body(), "spec.template.spec.volumes").get(0).toString())
        .contains("hostPath").doesNotContain("emptyDir");
    assertThat(refused.code()).isEqualTo(422);
  }

  @Test
  void plain_values_are_added_to_a_set_and_taken_from_it() {
    world.pod("web");
    world.patch(PODS + "/web", "strategic-merge-patch", "{'metadata':{'finalizers':['a/b']}}");

    var patched = world.patch(PODS + "/web", "strategic-merge-patch",
        "{'metadata':{'$deleteFromPrimitiveList/finalizers':['a/b'],'finalizers':['c/d']}}");

    assertThat(Json.list(patched.body(), "metadata.finalizers", it -> it.asString("")))
        .containsExactly("c/d");
  }

  @Test
  void what_cannot_be_a_patch_is_refused_with_what_was_found() {
    set();
    assertThat(strategic("{'containers':[{'image':'x'}]}").message())
        .isEqualTo("map: map[image:x] does not contain declared merge key: name");
    assertThat(strategic("{'containers':[{'name':'a','$patch':'melt'}]}").message())
        .startsWith("unknown patch type: melt in map: map[");
    assertThat(json("{'op':'test'}").message()).isEqualTo("error decoding patch: json: cannot"
        + " unmarshal object into Go value of type []handlers.jsonPatchOp");
    assertThat(world.merge(SETS + "/web", "[]").message()).isEqualTo("error decoding patch: json:"
        + " cannot unmarshal array into Go value of type map[string]interface {}");
    String steps = "{'op':'test','path':'/kind','value':'x'},".repeat(10_001);
    var many = json("[" + steps.substring(0, steps.length() - 1) + "]");
    assertThat(many.code()).isEqualTo(413);
    assertThat(many.message()).isEqualTo("Request entity too large: The allowed maximum operations"
        + " in a JSON patch is 10000, got 10001");
  }

  @Test
  void a_patch_that_doubles_a_value_again_and_again_is_stopped() {
    set();
    String doubling = ("{'op':'copy','from':'/metadata/annotations',"
        + "'path':'/metadata/annotations/x'},").repeat(60);

    var reply = json("[{'op':'add','path':'/metadata/annotations','value':{'a':'b'}},"
        + doubling.substring(0, doubling.length() - 1) + "]");

    assertThat(reply.code()).isEqualTo(422);
  }

  private World.Reply strategic(String podSpec) {
    return world.patch(SETS + "/web", "strategic-merge-patch",
        "{'spec':{'template':{'spec':" + podSpec + "}}}");
  }

  private World.Reply json(String steps) {
    return world.patch(SETS + "/web", "json-patch", steps);
  }

  private static List<String> containers(World.Reply set) {
    return Json.list(set.body(), "spec.template.spec.containers", it -> Json.text(it, "name"));
  }

  private void set() {
    world.create(SETS, "{'metadata':{'name':'web'},'spec':{'selector':{'matchLabels':"
        + "{'app':'web'}},'template':{'metadata':{'labels':{'app':'web'}},'spec':{'containers':["
        + "{'name':'a','image':'a:1'},{'name':'b','image':'b:1'},{'name':'c','image':'c:1'}]}}}}");
  }
}
