package catalog.apiserver.strategic_merge;

import grader.check.Task;
import java.util.List;
import kube.controlplane.apiserver.patch.slot.Patcher;
import kube.foundation.api.plain.JsonValue;
import kube.foundation.api.plain.JsonValue.Fields;

/// The visible checks of X10: patches as people write them, and one apply after an autoscaler.
class Checks {

  @Task(1)
  void a_patch_says_only_what_changes(Patcher patcher) {
    Asked.patch(patcher, Kind.DEPLOYMENT,
        "{'metadata':{'name':'web'},'spec':{'replicas':3,'paused':false}}",
        "{'spec':{'replicas':5,'minReadySeconds':10}}")
        .because("Whoever writes a patch knows nothing of the fields that it leaves out.",
            "L10#fact-patch")
        .mustBe("{'metadata':{'name':'web'},'spec':{'replicas':5,'paused':false,"
            + "'minReadySeconds':10}}");
  }

  @Task(1)
  void null_takes_a_field_away(Patcher patcher) {
    Asked.patch(patcher, Kind.POD, "{'metadata':{'labels':{'app':'web','old':'yes'}}}",
        "{'metadata':{'labels':{'old':null}}}")
        .because("A field that a patch leaves out stays, so removing needs a sign of its own.",
            "L10#fact-null")
        .named("stores_null", "Null is an order to remove, not a value.",
            it -> it.fields("metadata").fields("labels").has("old"))
        .mustBe("{'metadata':{'labels':{'app':'web'}}}");
  }

  @Task(2)
  void a_container_is_found_by_its_name(Patcher patcher) {
    Asked.patch(patcher, Kind.POD,
        "{'spec':{'containers':[{'name':'proxy','image':'proxy:1'},"
            + "{'name':'app','image':'shop:1'}]}}",
        "{'spec':{'containers':[{'name':'app','image':'shop:2'}]}}")
        .because("Nobody who changes one container wants to write down all the others.",
            "L10#fact-key")
        .named("replaces_lists", "Your patch of container `app` deleted the sidecar `proxy`.",
            it -> containers(it).size() == 1)
        .named("merges_by_position",
            "You put `app`'s image on `proxy`, because it stood first. Match by `name`.",
            it -> containers(it).getFirst() instanceof Fields first
                && first.text("image").equals("shop:2"))
        .mustBe("{'spec':{'containers':[{'name':'proxy','image':'proxy:1'},"
            + "{'name':'app','image':'shop:2'}]}}");
  }

  private static List<JsonValue> containers(Fields pod) {
    return pod.fields("spec").items("containers");
  }

  @Task(2)
  void an_item_with_a_new_key_comes_last(Patcher patcher) {
    Asked.patch(patcher, Kind.POD,
        "{'spec':{'containers':[{'name':'app','image':'shop:1'}]}}",
        "{'spec':{'containers':[{'name':'logger','image':'log:1'},"
            + "{'name':'metrics','image':'meter:1'}]}}")
        .because("That is how a sidecar is added without touching the app.", "L10#fact-key")
        .mustBe("{'spec':{'containers':[{'name':'app','image':'shop:1'},"
            + "{'name':'logger','image':'log:1'},{'name':'metrics','image':'meter:1'}]}}");
  }

  @Task(2)
  void an_atomic_list_is_one_value(Patcher patcher) {
    Asked.patch(patcher, Kind.POD,
        "{'spec':{'containers':[{'name':'app','command':['sleep','3600']}]}}",
        "{'spec':{'containers':[{'name':'app','command':['sleep','7200']}]}}")
        .because("Half of one command and half of another make no command.", "L10#fact-key")
        .mustBe("{'spec':{'containers':[{'name':'app','command':['sleep','7200']}]}}");
  }

  @Task(3)
  void an_item_is_deleted_by_its_key(Patcher patcher) {
    Asked.patch(patcher, Kind.POD,
        "{'spec':{'containers':[{'name':'app','image':'shop:1'},"
            + "{'name':'proxy','image':'proxy:1'}]}}",
        "{'spec':{'containers':[{'name':'proxy','$patch':'delete'}]}}")
        .because("To leave an item out of a patch means to leave it alone.", "L10#fact-directive")
        .named("leaves_directives", "The stored Pod now has a field called `$patch`.",
            it -> it.toString().contains("$patch"))
        .mustBe("{'spec':{'containers':[{'name':'app','image':'shop:1'}]}}");
  }

  @Task(4)
  void what_somebody_else_set_stays(Patcher patcher) {
    Asked.apply(patcher, Kind.DEPLOYMENT, "{'spec':{'paused':false}}",
        "{'spec':{'paused':false,'replicas':7}}", "{'spec':{'paused':true}}")
        .because("Two writers share one object, and each speaks of its own fields.",
            "L10#fact-mine")
        .named("deletes_what_is_not_desired", "`replicas=7` came from the autoscaler; you never set"
            + " it, so you must not remove it.", it -> !it.fields("spec").has("replicas"))
        .mustBe("{'spec':{'paused':true,'replicas':7}}");
  }

  @Task(4)
  void what_you_no_longer_say_goes(Patcher patcher) {
    Asked.apply(patcher, Kind.DEPLOYMENT,
        "{'metadata':{'labels':{'app':'web','trial':'yes'}},'spec':{'minReadySeconds':5}}",
        "{'metadata':{'labels':{'app':'web','trial':'yes','seen':'today'}},"
            + "'spec':{'minReadySeconds':5,'replicas':1}}",
        "{'metadata':{'labels':{'app':'web'}},'spec':{}}")
        .because("A line that you delete from your file has to have an effect.", "L10#fact-mine")
        .mustBe("{'metadata':{'labels':{'app':'web','seen':'today'}},'spec':{'replicas':1}}");
  }
}
