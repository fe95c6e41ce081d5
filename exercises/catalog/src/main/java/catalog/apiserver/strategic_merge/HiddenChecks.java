package catalog.apiserver.strategic_merge;

import grader.check.Hidden;
import grader.check.Remark;
import grader.check.Seed;
import grader.check.Task;
import kube.controlplane.apiserver.patch.slot.Patcher;
import kube.foundation.machine.Randomness;

/// The hidden checks of X10: lists inside lists, sets, all orders that a patch may hold, and many
/// random patches and applies.
@Hidden
class HiddenChecks {
  private static final int ROUNDS = 36;

  // Task 1: fields.

  @Task(1)
  void nothing_of_what_is_new_is_null(Patcher patcher) {
    Asked.patch(patcher, Kind.POD, "{'metadata':{'name':'web'}}",
        "{'metadata':{'annotations':{'a':'1','b':null},'labels':null}}")
        .because("To remove what is not there is done already.", "L10#fact-null")
        .mustBe("{'metadata':{'name':'web','annotations':{'a':'1'}}}");
  }

  @Task(1)
  void a_value_of_another_shape_takes_the_place(Patcher patcher) {
    Asked.patch(patcher, Kind.POD, "{'spec':{'a':'1','b':{'x':1},'c':[1,2],'d':{'x':1}}}",
        "{'spec':{'a':{'y':2,'z':null},'b':'1','c':{'y':2},'d':[3]}}")
        .because("There is nothing in a text that an object could be merged into.",
            "L10#fact-patch")
        .mustBe("{'spec':{'a':{'y':2},'b':'1','c':{'y':2},'d':[3]}}");
  }

  // Task 2: lists.

  @Task(2)
  void lists_merge_inside_of_lists(Patcher patcher) {
    Asked.patch(patcher, Kind.DEPLOYMENT,
        "{'spec':{'ports':[{'containerPort':1}],'template':{'spec':{'containers':[{'name':'app',"
            + "'ports':[{'containerPort':80,'name':'web'},{'containerPort':81}],"
            + "'env':[{'name':'A','value':'1'},{'name':'B','value':'2'}]}]}}}}",
        "{'spec':{'ports':[{'containerPort':2}],'template':{'spec':{'containers':[{'name':'app',"
            + "'ports':[{'containerPort':81,'name':'admin'},{'containerPort':80}],"
            + "'env':[{'name':'C','value':'3'},{'name':'B','value':null}]}]}}}}")
        .because("Each list has a rule of its own, and the schema knows it by the whole path.",
            "L10#fact-key")
        .mustBe("{'spec':{'ports':[{'containerPort':2}],'template':{'spec':{'containers':[{"
            + "'name':'app','ports':[{'containerPort':80,'name':'web'},{'containerPort':81,"
            + "'name':'admin'}],'env':[{'name':'A','value':'1'},{'name':'B'},"
            + "{'name':'C','value':'3'}]}]}}}}");
  }

  @Task(2)
  void a_set_holds_each_value_once(Patcher patcher) {
    Asked.patch(patcher, Kind.POD, "{'metadata':{'finalizers':['a/one','b/two']}}",
        "{'metadata':{'finalizers':['c/three','a/one']}}")
        .because("Two controllers may each add a finalizer and know nothing of the other.",
            "L10#fact-set")
        .mustBe("{'metadata':{'finalizers':['a/one','b/two','c/three']}}");
  }

  // Task 3: orders inside a patch.

  @Task(3)
  void an_object_is_replaced_or_emptied_on_request(Patcher patcher) {
    String because = "Sometimes what is there is not worth keeping.";
    Asked.patch(patcher, Kind.POD,
        "{'spec':{'nodeSelector':{'disk':'hdd','zone':'a'},'affinity':{'x':1},'dns':{'y':1}}}",
        "{'spec':{'nodeSelector':{'$patch':'replace','disk':'ssd'},"
            + "'affinity':{'$patch':'delete'},'dns':{'$patch':'merge','z':2}}}")
        .because(because, "L10#fact-directive")
        .mustBe("{'spec':{'nodeSelector':{'disk':'ssd'},'affinity':{},'dns':{'y':1,'z':2}}}");
  }

  @Task(3)
  void a_list_is_replaced_on_request(Patcher patcher) {
    Asked.patch(patcher, Kind.POD,
        "{'spec':{'volumes':[{'name':'a','x':1},{'name':'b'}]}}",
        "{'spec':{'volumes':[{'name':'a','y':2},{'$patch':'replace'},{'name':'c'}]}}")
        .because("With that order the other items of the patch are the whole list.",
            "L10#fact-directive")
        .mustBe("{'spec':{'volumes':[{'name':'a','y':2},{'name':'c'}]}}");
    Asked.patch(patcher, Kind.POD,
        "{'spec':{'volumes':[{'name':'a','x':1},{'name':'b'}]}}",
        "{'spec':{'volumes':[{'name':'a','$patch':'replace','y':2},{'name':'c'},"
            + "{'name':'b','$patch':'delete'}]}}")
        .because("An item with an order is an order, also when it has a key.",
            "L10#fact-directive")
        .mustBe("{'spec':{'volumes':[{'name':'c'}]}}");
  }

  @Task(3)
  void deleting_hits_one_item_and_no_other(Patcher patcher) {
    Asked.patch(patcher, Kind.POD,
        "{'spec':{'containers':[{'name':'a','env':[{'name':'X'},{'name':'Y'}]},{'name':'b'},"
            + "{'name':'c'}]}}",
        "{'spec':{'containers':[{'name':'gone','$patch':'delete'},{'name':'b',"
            + "'$patch':'delete','image':'b:2'},"
            + "{'name':'a','env':[{'name':'X','$patch':'delete'}]}]}}")
        .because("To delete what is not there is done already.", "L10#fact-directive")
        .mustBe("{'spec':{'containers':[{'name':'a','env':[{'name':'Y'}]},{'name':'c'}]}}");
  }

  @Task(3)
  void values_are_taken_out_of_a_set(Patcher patcher) {
    String because = "A value has no field in which `$patch` could stand.";
    Asked.patch(patcher, Kind.POD, "{'metadata':{'finalizers':['a/one','b/two','c/three']}}",
        "{'metadata':{'$deleteFromPrimitiveList/finalizers':['b/two','d/four']}}")
        .because(because, "L10#fact-set").mustBe("{'metadata':{'finalizers':['a/one','c/three']}}");
    Asked.patch(patcher, Kind.POD, "{'metadata':{'name':'web'}}",
        "{'metadata':{'$deleteFromPrimitiveList/finalizers':['b/two']}}")
        .because(because, "L10#fact-set").mustBe("{'metadata':{'name':'web'}}");
  }

  @Task(3)
  void an_item_without_its_key_is_refused(Patcher patcher) {
    String because = "Nobody can say which item is meant, and a guess could hit another one.";
    Asked.patch(patcher, Kind.POD, "{'spec':{'containers':[{'name':'app'}]}}",
        "{'spec':{'containers':[{'image':'shop:2'}]}}")
        .because(because, "L10#fact-key").mustBeRefused("spec.containers");
    Asked.patch(patcher, Kind.POD, "{'spec':{'containers':[{'name':'app'}]}}",
        "{'spec':{'containers':[{'name':'app','ports':[{'containerPort':80},{'name':'web'}]}]}}")
        .because(because, "L10#fact-key").mustBeRefused("spec.containers.ports");
  }

  @Task(3)
  void many_random_patches_are_merged(Patcher patcher, Seed seed, Remark remark) {
    Randomness chance = seed.random().branch("patches");
    for (int round = 0; round < ROUNDS; round++) {
      RandomValues kind = new RandomValues(chance);
      RandomPatch drawn = RandomPatch.draw(chance, kind, round / 12);
      String read = "L10#fact-directive";
      String patch = drawn.patch().toString();
      Asked.patch(patcher, kind, drawn.original().toString(), patch)
          .because("(A random patch of seed " + seed.value() + "; its lists: " + kind + ".)", read)
          .mustBe(drawn.right());
      Asked.patch(patcher, kind, drawn.right().toString(), patch)
          .because("A patch that arrives twice must do no more than one that arrives once.", read)
          .mustBe(drawn.right());
    }
    remark.says(ROUNDS + " random patches came out right, also when they came twice.");
  }

  // Task 4: three sheets.

  @Task(4)
  void what_you_say_holds_against_drift(Patcher patcher) {
    Asked.apply(patcher, Kind.DEPLOYMENT, "{'spec':{'replicas':3}}",
        "{'spec':{'replicas':9,'paused':true}}", "{'spec':{'replicas':3}}")
        .because("Your file says 3, today as yesterday; somebody turned it by hand.",
            "L10#fact-mine")
        .mustBe("{'spec':{'replicas':3,'paused':true}}");
  }

  @Task(4)
  void a_sidecar_from_elsewhere_stays_and_yours_can_go(Patcher patcher) {
    Asked.apply(patcher, Kind.POD,
        "{'spec':{'containers':[{'name':'app','image':'shop:1'},{'name':'logger'},"
            + "{'name':'lost'}]}}",
        "{'spec':{'containers':[{'name':'mesh'},{'name':'logger'},{'name':'app',"
            + "'image':'shop:1','tty':true}]}}",
        "{'spec':{'containers':[{'name':'new'},{'name':'app','image':'shop:2'}]}}")
        .because("An admission plugin put `mesh` in; you took `logger` and `lost` out.",
            "L10#fact-mine")
        .mustBe("{'spec':{'containers':[{'name':'mesh'},{'name':'app','image':'shop:2',"
            + "'tty':true},{'name':'new'}]}}");
  }

  @Task(4)
  void your_values_leave_a_set_and_theirs_stay(Patcher patcher) {
    Asked.apply(patcher, Kind.POD, "{'metadata':{'finalizers':['a/mine','b/mine']}}",
        "{'metadata':{'finalizers':['c/theirs','a/mine','b/mine']}}",
        "{'metadata':{'finalizers':['d/mine','b/mine']}}")
        .because("A finalizer of somebody else that you removed would never do its work.",
            "L10#fact-set")
        .mustBe("{'metadata':{'finalizers':['c/theirs','b/mine','d/mine']}}");
  }

  @Task(4)
  void many_random_applies_agree(Patcher patcher, Seed seed, Remark remark) {
    Randomness chance = seed.random().branch("applies");
    for (int round = 0; round < ROUNDS; round++) {
      RandomValues kind = new RandomValues(chance);
      RandomApply drawn = RandomApply.draw(chance, kind, round / 12);
      Asked.apply(patcher, kind, drawn.last().toString(), drawn.live().toString(),
          drawn.desired().toString())
          .because("(A random apply of seed " + seed.value() + "; its lists: " + kind + ".)",
              "L10#fact-mine")
          .mustBe(drawn.right());
    }
    remark.says(ROUNDS + " random applies came out as their authors wanted.");
  }
}
