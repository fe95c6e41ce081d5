package catalog.controllers.closing_a_namespace;

import static catalog.controllers.closing_a_namespace.House.busy;

import catalog.controllers.closing_a_namespace.House.Pass;
import grader.check.Hidden;
import grader.check.Seed;
import grader.check.Task;
import java.util.List;
import kube.controlplane.controllermanager.namespace.NamespaceController;
import kube.controlplane.controllermanager.namespace.Room;
import kube.foundation.client.Result;
import kube.foundation.machine.Randomness;

/// The hidden checks of X23: late comers, kinds that cannot be asked for, and random rooms.
@Hidden
class HiddenChecks {
  private static final List<String> KINDS = List.of("configmaps", Room.PODS, "secrets");
  private static final int ROOMS = 30;
  private static final int PASSES = 12;

  @Task(1)
  void who_is_gone_already_needs_nothing(NamespaceController controller) {
    Pass pass = new House(controller).refuses("release", House.noNamespace())
        .telling("Nothing is in dev, and somebody was faster: the namespace is gone.").pass();
    pass.feedback().weNeeded("We needed: Done.").because("All that you wanted has happened.")
        .failUnless(pass.result() instanceof Result.Done);
    pass = new House(controller).with(Room.PODS, "web", 30).refuses("report", House.noNamespace())
        .telling("A Pod is left in dev, and when you report it the namespace is gone.").pass();
    pass.feedback().weNeeded("We needed: Done.").because("Nobody is left to tell it to.")
        .failUnless(pass.result() instanceof Result.Done);
  }

  @Task(1)
  void what_is_not_there_is_not_deleted(NamespaceController controller) {
    new House(controller).with("secrets", "key").telling("In dev is a Secret, and nothing else.")
        .pass().mustDo("Each deletion is a request.", "delete secrets", "release the namespace");
  }

  @Task(2)
  void a_kind_that_appears_late_is_emptied(NamespaceController controller) {
    House house = new House(controller).with(Room.PODS, "web", 30);
    house.telling("In dev is a Pod. Nothing else.").pass().mustWait("The Pod is still there.");
    house.without(Room.PODS, "web").with("backups.example.com", "monday");
    Pass pass = house.telling("Then the Pod ended. Meanwhile a new kind was installed, and dev has"
        + " an object of it.").pass();
    pass.mustDo("Ask for the kinds in each pass.", "delete backups.example.com",
        "release the namespace").mustEnd("Nothing is left.");
  }

  @Task(2)
  void who_slips_in_among_the_rest_is_seen(NamespaceController controller) {
    House house = new House(controller).with("secrets", "key");
    house.duringTheNextDeletion(() -> house.with("secrets", "token"))
        .telling("In dev is a Secret. While you delete it, another one is created.").pass()
        .mustWait("It is still there.")
        .mustSay("NamespaceContentRemaining", true, "secrets", "Say what is left.");
    house.telling("In dev is the Secret that was created last.").pass().mustEnd("Now it is empty.");
  }

  @Task(3)
  void what_cannot_be_listed_is_no_success(NamespaceController controller) {
    House house = new House(controller).with("configmaps", "a")
        .refuses("list secrets", busy("secrets"))
        .telling("In dev is a ConfigMap; the Secrets cannot be listed.");
    Pass pass = house.pass().mustWait("Perhaps there are some.")
        .mustSay("NamespaceDeletionContentFailure", true, "secrets", "Say what went wrong.")
        .mustSay("NamespaceContentRemaining", false, "", "Nothing is known to be left.")
        .mustSay("NamespaceFinalizersRemaining", false, "", "No finalizer is known.");
    pass.feedback().weNeeded("We needed: Result.retry.")
        .because("What fails is tried again later each time.")
        .failUnless(pass.result() instanceof Result.Retry);
    pass.mustDo("One kind that fails must not save the others.", "delete configmaps");
    house.allows("list secrets").telling("Then they could be listed: there are none.").pass()
        .mustEnd("Nothing is left.");
  }

  @Task(3)
  void what_cannot_be_deleted_is_no_success(NamespaceController controller) {
    new House(controller).with(Room.PODS, "web").with("secrets", "key")
        .refuses("delete pods", busy("pods"))
        .telling("In dev are a Pod and a Secret; the deletion of Pods is refused.").pass()
        .mustDo("Pods go first.", "delete pods").mustWait("The Pod is there.")
        .mustSay("NamespaceDeletionContentFailure", true, "pods", "Say what went wrong.");
    new House(controller).with(Room.PODS, "web", 30).refuses("list pods", busy("pods"))
        .with("secrets", "key").telling("Pods cannot be listed, and there is a Secret.").pass()
        .mustWait("There may be Pods.").feedback().weNeeded("We needed: the Secret stays for now.")
        .because("Perhaps a Pod still needs it.");
  }

  @Task(3)
  void what_is_refused_is_tried_again(NamespaceController controller) {
    Pass pass = new House(controller).refuses("release", busy("dev"))
        .telling("Nothing is in dev, and the release is refused.").pass();
    pass.feedback().weNeeded("We needed: Result.retry.").because("It would never end.")
        .failUnless(pass.result() instanceof Result.Retry);
    pass = new House(controller).with(Room.PODS, "web", 30).refuses("report", busy("dev"))
        .telling("A Pod is left, and the report is refused.").pass();
    pass.feedback().weNeeded("We needed: Result.retry.").because("People would look in vain.")
        .failUnless(pass.result() instanceof Result.Retry);
  }

  @Task(3)
  void the_report_is_honest(NamespaceController controller) {
    House house = new House(controller).with(Room.PODS, "web", 30).with("secrets", "key");
    house.telling("In dev are a Pod that needs 30 seconds, and a Secret.").pass()
        .mustSay("NamespaceContentRemaining", true, "pods", "The Pod is left.")
        .mustSay("NamespaceFinalizersRemaining", false, "", "Nothing has a finalizer.")
        .mustSay("NamespaceDeletionContentFailure", false, "", "Nothing failed.");
    Pass pass = house.without(Room.PODS, "web").with("configmaps", "a", 0, "example.com/one")
        .with("configmaps", "b", 0, "example.com/one", "example.com/two")
        .telling("In dev are two ConfigMaps with finalizers, and a Secret.").pass();
    pass.mustSay("NamespaceFinalizersRemaining", true, "example.com/one", "Two objects have it.")
        .mustSay("NamespaceFinalizersRemaining", true, "example.com/two", "One object has it.")
        .mustSay("NamespaceContentRemaining", true, "configmaps", "Both are left.")
        .mustSay("NamespaceContentRemaining", true, "2", "People want to know how many.");
    pass.feedback().weNeeded("We needed: each condition has a reason and the time of the room.")
        .because("A condition without them is refused.")
        .failUnless(pass.said().stream().allMatch(one -> !one.reason().isEmpty()
            && one.lastTransitionTime().isPresent()));
  }

  @Task(3)
  void random_rooms_are_closed_in_order(NamespaceController controller, Seed seed) {
    Randomness chance = seed.random().branch("rooms");
    for (int i = 0; i < ROOMS; i++) close(controller, chance, seed);
  }

  private static void close(NamespaceController controller, Randomness chance, Seed seed) {
    House house = new House(controller);
    for (int i = chance.below(6); i > 0; i--) {
      String kind = chance.pick(KINDS);
      if (chance.chance(0.3)) {
        house.with(kind, "o" + i, 0, "example.com/bin");
      } else {
        house.with(kind, "o" + i, chance.chance(0.3) ? 30 : 0);
      }
    }
    for (int number = 0; number < PASSES; number++) {
      Pass pass = house.telling("Pass " + (number + 1) + " in a random room of seed "
          + seed.value() + ".").pass();
      pass.feedback().weNeeded("We needed: the namespace is released when nothing is left, and not"
          + " before.").because("Too early loses things, too late never ends.")
          .failUnless(pass.isReleased() == pass.left().isEmpty());
      boolean podsAreLeft = pass.left().stream().anyMatch(one -> one.startsWith("pods/"));
      pass.feedback().weNeeded("We needed: nothing else is deleted while Pods are left.")
          .because("They may need it.")
          .failWhen(podsAreLeft && !List.of("delete pods").equals(pass.deeds()));
      if (pass.isReleased()) return;
      List<String> left = pass.left();
      String[] ended = left.get(chance.below(left.size())).split("/", 2);
      house.without(ended[0], ended[1]);
    }
  }
}
