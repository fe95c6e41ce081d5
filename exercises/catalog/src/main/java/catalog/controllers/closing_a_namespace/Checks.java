package catalog.controllers.closing_a_namespace;

import catalog.controllers.closing_a_namespace.House.Pass;
import grader.check.Task;
import kube.controlplane.controllermanager.namespace.NamespaceController;
import kube.controlplane.controllermanager.namespace.Room;
import kube.foundation.client.Result;

/// The visible checks of X23: a room with a few things in it.
class Checks {

  // Task 1: empty the room.

  @Task(1)
  void everything_goes_before_the_namespace(NamespaceController controller) {
    House house = new House(controller).with("configmaps", "a").with("configmaps", "b")
        .with(Room.PODS, "web", 30).with("secrets", "c").with("secrets", "d").with("services", "e")
        .with("leases.coordination.k8s.io", "f")
        .telling("The namespace dev is being deleted, with seven objects in it.");
    Pass pass = house.pass();
    pass.feedback().weNeeded("We needed: the room is emptied before it is released.")
        .because("They would be found by nobody, and cleared away by nobody.")
        .named("removes_the_namespace_first",
            "Seven objects now live in a namespace that does not exist.")
        .failWhen(pass.isReleased() && pass.left().size() == 7);
    pass.mustWait("The Pod needs 30 seconds to end.");
    house.without(Room.PODS, "web").telling("The Pod has ended; six other objects are there.")
        .pass().mustEnd("Nothing is left.").feedback().weNeeded("We needed: nothing is left.")
        .because("They would be found by nobody.").failUnless(house.list("services")
            .orThrow().isEmpty() && house.list("leases.coordination.k8s.io").orThrow().isEmpty());
  }

  @Task(1)
  void pods_go_first(NamespaceController controller) {
    House house = new House(controller).with("configmaps", "settings").with("secrets", "key")
        .with(Room.PODS, "web", 30)
        .telling("In dev are a ConfigMap, a Secret, and a Pod that needs 30 seconds to end.");
    house.pass().mustDo("A program that still runs may need its Secret to say good-bye.",
        "delete pods").mustWait("The Pod is still there.");
    house.without(Room.PODS, "web").telling("The Pod has ended; the ConfigMap and the Secret are"
        + " there.").pass().mustDo("Now the rest, and then the namespace.", "delete configmaps",
            "delete secrets", "release the namespace")
        .mustEnd("Nothing is left.");
  }

  @Task(1)
  void an_empty_room_is_released(NamespaceController controller) {
    new House(controller).telling("Nothing is in dev.").pass()
        .mustDo("There is nothing to delete.", "release the namespace")
        .mustEnd("Nothing is left.");
  }

  // Task 2: look again.

  @Task(2)
  void who_slips_in_is_seen(NamespaceController controller) {
    House house = new House(controller).with(Room.PODS, "web");
    house.duringTheNextDeletion(() -> house.with(Room.PODS, "late", 30))
        .telling("In dev is a Pod. While you delete it, another one is created.");
    Pass pass = house.pass();
    pass.feedback().weNeeded("We needed: you look again, and see it.")
        .because("Between your list and your deletion there is a moment.")
        .named("never_looks_twice", "A Pod was created after your list and survived.")
        .failWhen(pass.isReleased());
    pass.mustWait("It is still there.");
  }

  // Task 3: wait, and say for what.

  @Task(3)
  void who_has_to_clean_up_is_waited_for(NamespaceController controller) {
    House house = new House(controller)
        .with("persistentvolumeclaims", "disk", 0, "kubernetes.io/pvc-protection")
        .telling("In dev is a claim for a disk, with a finalizer of the storage.");
    Pass pass = house.pass();
    pass.feedback().weNeeded("We needed: you wait until the finalizer is gone.")
        .because("Whoever put it has not finished yet.")
        .named("skips_others_finalizers",
            "You skipped the storage cleanup; a disk leaks money for ever.")
        .failWhen(pass.isReleased());
    pass.mustWait("The storage has not finished yet.")
        .mustSay("NamespaceContentRemaining", true, "persistentvolumeclaims",
            "This is where people look when a namespace does not end.")
        .mustSay("NamespaceFinalizersRemaining", true, "kubernetes.io/pvc-protection",
            "The name tells whom to ask.");
    house.without("persistentvolumeclaims", "disk").telling("Then the storage finished.").pass()
        .mustEnd("Nothing is left.");
  }

  @Task(3)
  void nobody_waits_inside_a_pass(NamespaceController controller) {
    Pass pass = new House(controller).with(Room.PODS, "web", 30)
        .telling("In dev is a Pod that needs 30 seconds to end.").pass();
    pass.feedback().weNeeded("We needed: Result.after some seconds.")
        .because("No news will come when it has ended: you have to look yourself.")
        .failUnless(pass.result() instanceof Result.After(var delay) && delay.isPositive()
            && delay.toMinutes() < 2);
  }
}
