package catalog.node.pod_worker;

import grader.check.Feedback;
import java.util.List;
import java.util.Optional;
import kube.node.kubelet.plan.ContainerSeen;
import kube.node.kubelet.plan.ContainerSeen.Activity;
import kube.node.kubelet.plan.ContainerSeen.Role;
import kube.node.kubelet.plan.PodSeen.Room;

/// Recognises a step that harms a Pod, by what it would do to those who live in it.
record Harm(Cabin cabin, Feedback feedback) {

  void mayStart(Optional<ContainerSeen> found) {
    feedback.weNeeded("We needed: only containers of this Pod.").because("There is no such thing.")
        .failWhen(found.isEmpty());
    ContainerSeen container = found.orElseThrow();
    Feedback noRoom = feedback.weNeeded("We needed: a room for it first.")
        .because("Without it there is no network.");
    noRoom.named("keeps_a_dead_room",
        "The shared network is gone; containers inside cannot talk. Begin again.")
        .failWhen(cabin.room() == Room.STOPPED);
    noRoom.failUnless(cabin.room() == Room.READY);
    feedback.weNeeded("We needed: what runs, or is being started, is left alone.")
        .because("Two copies of a program fight over its port and its files.")
        .named("remembers_what_it_started",
            "After a kubelet restart you started a second copy of everything.")
        .failWhen(container.isAlive() || container.activity() == Activity.PREPARING);
    feedback.weNeeded("We needed: all init containers are done before an app starts.")
        .because("They prepare what it needs.").read("L22#fact-order")
        .named("starts_beside_init",
            "The database migration had not finished and the app was already reading.")
        .failWhen(container.role() == Role.APP && isInitializing());
    feedback.weNeeded("We needed: what has succeeded is left alone.")
        .because("Its work is done, and a second time may undo it.")
        .named("restarts_what_succeeded", "Exit code 0 is success; leave it.")
        .failWhen(container.role() == Role.APP && container.hasSucceeded()
            && container.policyIn(cabin.wish().restartPolicy()).equals("OnFailure"));
  }

  void mayGiveTheRoomBack() {
    feedback.weNeeded("We needed: the room is kept until nobody lives in it.")
        .because("Whoever is still inside is killed.").read("L22#fact-end")
        .named("kills_at_once", "The app had 30 s to say goodbye; you gave none.")
        .failUnless(living().isEmpty());
  }

  void mayConfirm() {
    feedback.weNeeded("We needed: the end is confirmed when nothing runs any more.")
        .because("Others believe it.").read("L22#fact-end")
        .named("confirms_first", "The API said *gone* while the process still held the file lock;"
            + " its replacement crashed.")
        .failUnless(living().isEmpty());
  }

  private List<String> living() {
    return cabin.names(ContainerSeen::isAlive);
  }

  private boolean isInitializing() {
    return !cabin.seen().hasAppRun() && !cabin.names(one -> switch (one.role()) {
      case INIT -> !one.hasSucceeded();
      case SIDECAR -> !one.isStarted();
      case APP, EPHEMERAL -> false;
    }).isEmpty();
  }
}
