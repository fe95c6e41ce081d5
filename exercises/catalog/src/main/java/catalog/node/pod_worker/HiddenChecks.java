package catalog.node.pod_worker;

import static grader.check.Feedback.weDid;
import static kube.node.kubelet.plan.ContainerSeen.Role.APP;
import static kube.node.kubelet.plan.ContainerSeen.Role.EPHEMERAL;
import static kube.node.kubelet.plan.ContainerSeen.Role.INIT;
import static kube.node.kubelet.plan.ContainerSeen.Role.SIDECAR;

import grader.check.Hidden;
import grader.check.Seed;
import grader.check.Task;
import java.util.Optional;
import kube.node.kubelet.plan.PodPlan;
import kube.node.kubelet.plan.PodSeen.Room;
import kube.node.kubelet.plan.PodSync;

/// The hidden checks of X26: crashes, changed wishes, Pods that nobody deletes, and random lives.
@Hidden
class HiddenChecks {
  private static final int LIVES = 12;

  @Task(1)
  void an_init_container_that_fails_is_tried_again(PodSync worker) {
    Cabin cabin = new Cabin(worker).with(INIT, "migrate").with(APP, "web").running("migrate")
        .ends("migrate", 1);
    cabin.telling("Under Always, the init container has ended with 1.").turn()
        .mustDo("web cannot begin without it.", "start migrate");
    cabin.policy("OnFailure").ends("migrate", 1).mayNotStartFor("migrate", 10)
        .telling("Under OnFailure it has failed again, and may not start for 10 seconds.").turn()
        .mustDoNothing("It would fail again.")
        .mustLookAgain(Optional.of(cabin.now().plusSeconds(10)), "Nobody will wake you.");
    Cabin never = new Cabin(worker).policy("Never").with(INIT, "migrate").with(APP, "web")
        .running("migrate").ends("migrate", 1)
        .telling("Under Never, the init container has ended with 1.");
    never.turn().mustDo("web will never run, so the Pod is over.", "give the room back");
    never.mustBe("Failed", "web will never run.");
  }

  @Task(2)
  void what_is_being_prepared_is_left_alone(PodSync worker) {
    new Cabin(worker).with(APP, "web", "log").room(Room.READY).prepares("web")
        .telling("The image of web is being pulled.").turn()
        .mustDo("One pull is enough.", "start log");
  }

  @Task(2)
  void asked_twice_you_say_the_same(PodSync worker) {
    Cabin cabin = new Cabin(worker).with(INIT, "migrate").with(APP, "web", "log")
        .running("migrate").ends("migrate", 0);
    PodPlan first = worker.sync(cabin.wish(), cabin.seen(), cabin.now());
    PodPlan second = worker.sync(cabin.wish(), cabin.seen(), cabin.now());
    weDid("We asked twice about the same Pod, and nothing was done in between.")
        .youAnswered("You said " + first.steps() + " and then " + second.steps() + ".")
        .weNeeded("We needed: the same.").because("The kubelet may have been restarted in between.")
        .read("L22#fact-compare").failUnless(first.equals(second));
  }

  @Task(2)
  void init_containers_are_not_repeated_for_a_crash(PodSync worker) {
    Cabin cabin = new Cabin(worker).with(INIT, "migrate").with(SIDECAR, "proxy").slow("proxy")
        .with(APP, "web").running("migrate", "proxy", "web").ends("migrate", 0).ends("web", 1);
    cabin.telling("web has crashed. Its init container ended long ago; the sidecar runs, and its"
        + " startup probe was asked anew.").turn()
        .mustDo("An app of this Pod has run: it is initialized.", "start web");
  }

  @Task(2)
  void a_lost_room_takes_everything_along(PodSync worker) {
    Cabin cabin = new Cabin(worker).with(INIT, "migrate").with(APP, "web").running("migrate")
        .ends("migrate", 0).running("web").room(Room.NONE);
    cabin.telling("The machine was off. Nothing is left of the room and of what ran in it.").turn()
        .mustDo("It begins anew.", "make the room");
    cabin.telling("There is a new room; nothing has run in it.").turn()
        .mustDo("All of it begins anew.", "start migrate");
  }

  @Task(2)
  void sidecars_come_back_whatever_the_policy(PodSync worker) {
    new Cabin(worker).policy("Never").with(SIDECAR, "proxy").with(APP, "web")
        .running("proxy", "web").ends("proxy", 1)
        .telling("Under Never, a sidecar has crashed; web runs.").turn()
        .mustDo("It is meant to accompany web.", "start proxy");
    new Cabin(worker).policy("Never").with(APP, "web", "log").ownPolicy("web", "Always")
        .running("web", "log").ends("web", 0).ends("log", 0)
        .telling("The Pod says Never, and web for itself says Always. Both have ended with 0.")
        .turn().mustDo("Its own word counts for it.", "start web");
    new Cabin(worker).with(APP, "web", "log", "sum").ownPolicy("web", "OnFailure")
        .ownPolicy("sum", "OnFailure").running("web", "log", "sum").ends("web", 0).ends("log", 0)
        .ends("sum", 1).telling("The Pod says Always, web and sum for themselves OnFailure. web"
            + " and log have ended with 0, sum with 1.")
        .turn().mustDo("Only web is done.", "start log", "start sum");
  }

  @Task(2)
  void a_changed_wish_stops_only_that_container(PodSync worker) {
    Cabin cabin = new Cabin(worker).with(SIDECAR, "proxy").with(APP, "web", "log")
        .running("proxy", "web", "log").changed("web");
    cabin.telling("proxy, web and log run. Somebody has changed the image of web.").turn()
        .mustDo("The others are as they are wished.", "stop web");
    cabin.telling("web is stopping.").turn().mustDoNothing("It was told.");
    cabin.ends("web", 0).telling("web has ended.").turn().mustDo("With the new image.",
        "start web");
  }

  @Task(2)
  void who_came_to_look_runs_once(PodSync worker) {
    Cabin cabin = new Cabin(worker).with(APP, "web").with(EPHEMERAL, "debug").with(INIT, "migrate")
        .room(Room.READY);
    cabin.telling("An init container is next. Somebody has added an ephemeral container.").turn()
        .mustDo("Who looks for a fault cannot wait for its end.", "start debug", "start migrate");
    cabin.ends("debug", 1).ends("migrate", 0).telling("Both have ended, debug with 1.").turn()
        .mustDo("An ephemeral container never runs again.", "start web");
  }

  @Task(3)
  void a_pod_that_is_over_gives_its_room_back(PodSync worker) {
    Cabin cabin = new Cabin(worker).policy("Never").with(SIDECAR, "proxy").with(APP, "count")
        .with(EPHEMERAL, "debug").running("proxy", "count", "debug").ends("count", 0);
    cabin.telling("Under Never, count has ended with 0. proxy and debug run. Nobody deletes it.")
        .turn().mustDo("The Pod is over.", "stop debug");
    cabin.ends("debug", 0).telling("debug has ended.").turn()
        .mustDo("Its sidecar has nobody to accompany.", "stop proxy");
    cabin.ends("proxy", 137).telling("proxy has ended.").turn()
        .mustDo("Nobody waits for a word, and the API shows the result.", "give the room back");
    cabin.telling("The room was given back.").turn().mustDoNothing("It is over.");
    cabin.deleted().telling("Now it is deleted.").turn()
        .mustDo("There is nothing to end any more.", "confirm");
  }

  @Task(3)
  void a_file_that_is_taken_away_ends_a_static_pod(PodSync worker) {
    Cabin cabin = new Cabin(worker).with(APP, "etcd").running("etcd").ending();
    cabin.telling("The file of a static Pod was taken away. The API knows nothing of it.").turn()
        .mustDo("It may say goodbye.", "stop etcd");
    cabin.ends("etcd", 0).telling("etcd has ended.").turn()
        .mustDo("Nobody waits for a word.", "give the room back");
  }

  @Task(3)
  void a_pod_may_be_deleted_at_any_time(PodSync worker) {
    new Cabin(worker).with(APP, "web").deleted()
        .telling("A Pod is deleted before it had a room.").turn()
        .mustDo("Nothing of it is there.", "confirm");
    Cabin cabin = new Cabin(worker).with(SIDECAR, "proxy").with(INIT, "migrate").with(APP, "web")
        .running("proxy", "migrate").deleted();
    cabin.telling("A Pod is deleted while its init container runs, and a sidecar.").turn()
        .mustDo("Sidecars are last.", "stop migrate");
    cabin.ends("migrate", 143).telling("migrate has ended.").turn()
        .mustDo("Now the sidecar.", "stop proxy");
    new Cabin(worker).with(APP, "web", "log").running("web", "log").ends("web", 1).deleted()
        .telling("web has crashed, log runs, and the Pod is deleted.").turn()
        .mustDo("Nothing is started for a Pod that goes.", "stop log");
  }

  @Task(4)
  void the_word_in_between(PodSync worker) {
    Cabin cabin = new Cabin(worker).with(SIDECAR, "proxy").slow("proxy").with(APP, "web", "log");
    cabin.running("proxy").telling("The sidecar runs, and has not started yet.")
        .mustBe("Pending", "It is not initialized.");
    cabin.hasStarted("proxy").running("web").prepares("log")
        .telling("web runs; the image of log is being pulled for the first time.")
        .mustBe("Pending", "One of its programs was never started.");
    cabin.running("log").ends("web", 0).ends("log", 0).telling("Both have ended with 0.")
        .mustBe("Running", "Under Always they run again.");
    cabin.policy("Never").prepares("web").telling("Under Never, web is being prepared again.")
        .mustBe("Running", "It goes on.");
    cabin.policy("Always").ends("web", 0).deleted()
        .telling("web and log have ended with 0, and the Pod is deleted.")
        .mustBe("Succeeded", "Nothing goes on in a Pod that ends.");
    cabin.ends("web", 143).telling("Now web has ended with 143 instead.")
        .mustBe("Failed", "One of them has not ended well.");
    new Cabin(worker).with(APP, "web").room(Room.READY).prepares("web").deleted()
        .telling("A Pod is deleted while its first image is pulled.")
        .mustBe("Failed", "It had a room, and its program never began.");
    new Cabin(worker).with(APP, "web").deleted().telling("A Pod is deleted without a room.")
        .mustBe("Pending", "It never was more.");
    new Cabin(worker).with(INIT, "migrate").with(APP, "web").running("migrate").deleted()
        .telling("A Pod is deleted while its init container runs.")
        .mustBe("Pending", "Something of it lives.");
  }

  @Task(4)
  void random_lives_are_led_alike(PodSync worker, Seed seed) {
    for (int number = 0; number < LIVES; number++) {
      new RandomLife(worker, seed.random().branch("life " + number), seed).live();
    }
  }
}
