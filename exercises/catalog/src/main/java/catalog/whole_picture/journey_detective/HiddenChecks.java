package catalog.whole_picture.journey_detective;

import static catalog.whole_picture.journey_detective.Finding.APP;
import static catalog.whole_picture.journey_detective.Finding.KUBELET;
import static catalog.whole_picture.journey_detective.Finding.NOBODY;
import static catalog.whole_picture.journey_detective.Finding.PROBE;
import static catalog.whole_picture.journey_detective.Finding.SCHEDULER;
import static grader.check.Feedback.weDid;

import catalog.whole_picture.journey_detective.Finding.Asked;
import grader.check.Hidden;
import grader.check.Remark;
import grader.check.Seed;
import grader.check.Task;
import java.util.ArrayList;
import java.util.List;
import kube.foundation.machine.Randomness;
import kube.simulation.detective.Detective;
import kube.simulation.detective.Detective.AuditEvent;
import kube.simulation.detective.Detective.Stage;

/// The hidden checks of X02: trails that are mixed up, and a hundred random days.
@Hidden
class HiddenChecks {
  private static final int DAYS = 120;

  // Task 2: whose event, and when?

  @Task(2)
  void the_order_of_the_list_says_nothing(Detective detective) {
    Life life = Life.of("web", "u-7").then("create bind pull start");
    Asked asked = new Finding(Stage.RUNNING, PROBE).ask(detective,
        "We handed you this trail, its newest event first: " + Life.told(life.events().reversed())
            + ".",
        life.pod(), life.events().reversed())
        .because("Each machine writes its own log, and they are put together in any order.",
            "L02");
    asked.named("trusts_the_order", "The events were not in time order; logs from several machines"
        + " never are. Sort by `at`.",
        asked.answer().lastReached() == Stage.ACCEPTED)
        .mustBeRight();
  }

  @Task(2)
  void of_one_moment_the_order_counts(Detective detective) {
    Life life = Life.of("web", "u-7").then("create bind pull").atOnce("start ready");
    new Finding(Stage.READY, Finding.SLICES).ask(detective,
        "We handed you this trail, in which two events share a moment: "
            + Life.told(life.events()) + ".",
        life.pod(), life.events())
        .because("One report of a kubelet can say two things at once; neither may get lost.",
            "L02")
        .mustBeRight();
  }

  @Task(2)
  void yesterdays_pod_of_the_same_name_is_another(Detective detective) {
    Life old = new Life("web", "u-3", Life.clock("09:00")).then(Life.ALL);
    Life life = Life.of("web", "u-7").then("create");
    List<AuditEvent> events = new ArrayList<>(old.events());
    events.addAll(life.events());
    old.at("10:03").then("ready endpoint").events().stream().skip(6).forEach(events::add);
    Asked asked = new Finding(Stage.ACCEPTED, SCHEDULER).ask(detective,
        "We asked about Pod web with uid u-7, which was created at 10:00. An older Pod web, with uid"
            + " u-3, was in the endpoints since 09:00, and is in the same list of events.",
        life.pod(), events)
        .because("A replacement often has the name of what it replaces, and none of its history.",
            "L02");
    asked.named("matches_by_name", "You used events of yesterday's Pod with the same name. Names"
        + " repeat, **uids** do not.",
        asked.answer().lastReached() == Stage.IN_ENDPOINTS)
        .mustBeRight();
  }

  @Task(2)
  void other_pods_are_other_pods(Detective detective) {
    Life other = Life.of("shop", "u-9").then(Life.ALL);
    Life life = new Life("web", "u-7", Life.clock("09:00")).then("create bind");
    List<AuditEvent> events = new ArrayList<>(life.events());
    events.addAll(other.events());
    new Finding(Stage.SCHEDULED, KUBELET).ask(detective,
        "We asked about Pod web, which is bound, and shop, another Pod, came all the way.",
        life.pod(), events)
        .because("All Pods of a namespace write to the same log.", "L02").mustBeRight();
    new Finding(Stage.ACCEPTED, SCHEDULER).ask(detective,
        "We asked about Pod web, and no event of it is known any more, only those of shop.",
        life.pod(), other.events())
        .because("A Pod that you can ask about was accepted; an old log may have lost the rest.",
            "L02")
        .mustBeRight();
  }

  // Task 4: the Pod that no scheduler saw.

  @Task(4)
  void a_static_pod_needs_no_binding(Detective detective) {
    Life life = Life.of("etcd-node-a", "u-8").then("create:static");
    Asked asked = new Finding(Stage.SCHEDULED, KUBELET).ask(detective,
        "We asked about a Pod with this trail: " + Life.told(life.events()) + ".", life.pod(),
        life.events())
        .because("Parts of the control plane start this way, when there is no scheduler yet.",
            "L02#fact-static");
    asked.named("blames_the_scheduler_for_a_static_pod", "A static Pod has no binding and needs"
        + " none: the kubelet read it from a file.",
        asked.answer().blockedComponent().equals(SCHEDULER))
        .mustBeRight();
    life.then("pull start ready endpoint");
    new Finding(Stage.IN_ENDPOINTS, NOBODY).ask(detective,
        "We asked about a Pod with this trail: " + Life.told(life.events()) + ".", life.pod(),
        life.events()).because("From here on it is a Pod like any other.", "L02#fact-static")
        .mustBeRight();
    life.then("stop");
    new Finding(Stage.IMAGE_PULLED, APP).ask(detective,
        "We asked about a Pod with this trail: " + Life.told(life.events()) + ".", life.pod(),
        life.events()).because("From here on it is a Pod like any other.", "L02#fact-static")
        .mustBeRight();
  }

  @Task(4)
  void a_hundred_random_days_are_understood(Detective detective, Seed seed, Remark remark) {
    Randomness chance = seed.random().branch("days");
    for (int number = 1; number <= DAYS; number++) {
      RandomDay day = RandomDay.draw(chance, number);
      if (day.isUnderstoodBy(detective)) continue;
      RandomDay shortest = day.shortestThatIsMistaken(detective);
      Asked asked = shortest.right().ask(detective, "A random day of seed " + seed.value() + ". "
          + shortest.told(), shortest.pod(), shortest.events())
          .because("Whoever is woken at night goes where the diagnosis sends them.", "L02");
      asked.mustBeRight();
      weDid(asked.feedback().weDid())
          .youAnswered("Your evidence is \"" + asked.answer().evidence() + "\".")
          .weNeeded("It has to name the newest event that counted: " + shortest.shownBy() + ".")
          .because("An answer without evidence has to be believed.").read("L02")
          .failWhen(true);
    }
    remark.says("You understood " + DAYS + " random days.");
  }
}
