package catalog.node.pod_worker;

import static kube.node.kubelet.plan.ContainerSeen.Role.APP;
import static kube.node.kubelet.plan.ContainerSeen.Role.INIT;
import static kube.node.kubelet.plan.ContainerSeen.Role.SIDECAR;

import grader.check.Task;
import java.util.Optional;
import kube.node.kubelet.plan.PodSeen.Room;
import kube.node.kubelet.plan.PodSync;

/// The visible checks of X26: small Pods that come, run and go.
class Checks {

  // Task 1: begin in order.

  @Task(1)
  void a_room_comes_first(PodSync worker) {
    Cabin cabin = new Cabin(worker).with(APP, "web", "log");
    cabin.telling("A Pod with two programs is new on the node.").turn()
        .mustDo("Without a room there is no address.", "make the room");
    cabin.telling("Its room is ready.").turn()
        .mustDo("Programs start together.", "start web", "start log");
    cabin.telling("Both run.").turn().mustDoNothing("All is as it is wished.")
        .mustLookAgain(Optional.empty(), "Nothing changes unless somebody says so.");
  }

  @Task(1)
  void init_containers_run_one_by_one(PodSync worker) {
    Cabin cabin = new Cabin(worker).with(INIT, "fetch", "migrate").with(APP, "web")
        .room(Room.READY);
    cabin.telling("The room is ready; init containers are fetch and migrate, the app is web.")
        .turn().mustDo("One after the other.", "start fetch");
    cabin.telling("fetch runs.").turn().mustDoNothing("It has not ended.");
    cabin.ends("fetch", 0).telling("fetch has ended well.").turn()
        .mustDo("Now it is its turn.", "start migrate");
    cabin.telling("migrate runs.").turn().mustDoNothing("It has not ended.");
    cabin.ends("migrate", 0).telling("migrate has ended well, too.").turn()
        .mustDo("All is prepared.", "start web");
  }

  @Task(1)
  void a_sidecar_goes_on(PodSync worker) {
    Cabin cabin = new Cabin(worker).with(SIDECAR, "proxy").with(INIT, "migrate").with(APP, "web")
        .slow("proxy").room(Room.READY);
    cabin.telling("The list is: sidecar proxy, which is slow to start, and init container"
        + " migrate. The app is web.").turn().mustDo("It is the first.", "start proxy");
    cabin.telling("proxy runs, and has not started yet.").turn()
        .mustDoNothing("The next one may need it.");
    cabin.hasStarted("proxy").telling("proxy has started, and goes on.").turn()
        .mustDo("A sidecar has not to end.", "start migrate");
    cabin.ends("migrate", 0).telling("migrate has ended well; proxy runs.").turn()
        .mustDo("All is prepared.", "start web");
  }

  // Task 2: go on from what you see.

  @Task(2)
  void what_runs_is_taken_over(PodSync worker) {
    new Cabin(worker).with(SIDECAR, "proxy").with(APP, "web").running("proxy", "web")
        .telling("The kubelet was restarted. Its Pod is there, and proxy and web run.").turn()
        .mustDoNothing("They run on, and nobody missed the kubelet.");
  }

  @Task(2)
  void who_has_ended_well_may_be_done(PodSync worker) {
    Cabin cabin = new Cabin(worker).policy("OnFailure").with(APP, "count", "sum")
        .running("count", "sum").ends("count", 0).ends("sum", 1);
    cabin.telling("Under OnFailure, count has ended with 0, and sum with 1.").turn()
        .mustDo("Only sum has failed.", "start sum");
    new Cabin(worker).policy("Never").with(APP, "count", "sum").running("count", "sum")
        .ends("count", 1).telling("Under Never, count has ended with 1; sum runs.").turn()
        .mustDoNothing("The author said never.");
    new Cabin(worker).with(APP, "web").running("web").ends("web", 0)
        .telling("Under Always, web has ended with 0.").turn()
        .mustDo("It is meant to run for ever.", "start web");
  }

  @Task(2)
  void a_dead_room_is_made_anew(PodSync worker) {
    Cabin cabin = new Cabin(worker).with(APP, "web").running("web").room(Room.STOPPED);
    cabin.telling("web ran. Then the room lost its network, and web ended with 137.").turn()
        .mustDo("A new room has a new address.", "make the room");
    cabin.telling("There is a new room.").turn().mustDo("Its program is wanted.", "start web");
  }

  @Task(2)
  void who_has_to_wait_waits(PodSync worker) {
    Cabin cabin = new Cabin(worker).with(APP, "web", "log").running("web", "log").ends("web", 1)
        .ends("log", 1).mayNotStartFor("web", 40).mayNotStartFor("log", 10);
    cabin.telling("web and log have crashed. web may not start for 40 seconds, log for 10.")
        .turn().mustDoNothing("They crash again otherwise.")
        .mustLookAgain(Optional.of(cabin.now().plusSeconds(10)), "Nobody will wake you.");
    cabin.wait(10).telling("Ten seconds have passed.").turn()
        .mustDo("Its wait is over.", "start log")
        .mustLookAgain(Optional.of(cabin.now().plusSeconds(30)), "web waits for 30 more.");
  }

  // Task 3: end in order.

  @Task(3)
  void programs_end_before_the_room(PodSync worker) {
    Cabin cabin = new Cabin(worker).with(APP, "web", "log").running("web", "log").deleted();
    cabin.telling("A Pod is being deleted; web and log run.").turn()
        .mustDo("They may say goodbye.", "stop web", "stop log");
    cabin.ends("log", 143).telling("log has ended. web is still stopping.").turn()
        .mustDoNothing("It was told, and has its time.");
    cabin.ends("web", 143).telling("web has ended, too.").turn()
        .mustDo("Nothing runs any more.", "give the room back", "confirm");
  }

  @Task(3)
  void sidecars_end_last_and_in_reverse(PodSync worker) {
    Cabin cabin = new Cabin(worker).with(SIDECAR, "vault", "proxy").with(APP, "web")
        .running("vault", "proxy", "web").deleted();
    cabin.telling("A Pod is being deleted; sidecars vault and proxy run, and web.").turn()
        .mustDo("It may need both until its end.", "stop web");
    cabin.ends("web", 0).telling("web has ended.").turn()
        .mustDo("What came last goes first.", "stop proxy");
    cabin.telling("proxy is stopping.").turn().mustDoNothing("vault was there before it.");
    cabin.ends("proxy", 0).telling("proxy has ended.").turn()
        .mustDo("Now nobody needs it.", "stop vault");
    cabin.ends("vault", 0).telling("vault has ended.").turn()
        .mustDo("Nothing runs any more.", "give the room back", "confirm");
  }

  // Task 4: one word for it.

  @Task(4)
  void a_word_for_each_age(PodSync worker) {
    Cabin cabin = new Cabin(worker).policy("OnFailure").with(INIT, "migrate").with(APP, "web");
    cabin.telling("A Pod is new.").mustBe("Pending", "Nothing of it runs.");
    cabin.running("migrate").telling("Its init container runs.")
        .mustBe("Pending", "Its programs have not been started.");
    cabin.ends("migrate", 0).running("web").telling("web runs.")
        .mustBe("Running", "That is its purpose.");
    cabin.ends("web", 1).telling("web has failed under OnFailure.")
        .mustBe("Running", "It will run again.");
    cabin.ends("web", 0).telling("web has ended with 0.").mustBe("Succeeded", "All is done.");
    new Cabin(worker).policy("Never").with(APP, "web", "log").running("web", "log").ends("web", 1)
        .ends("log", 0).telling("Under Never, web has ended with 1, and log with 0.")
        .mustBe("Failed", "One of them has failed, and nothing goes on.");
  }
}
