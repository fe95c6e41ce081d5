package catalog.scheduler.who_must_leave;

import static catalog.scheduler.who_must_leave.Night.newcomer;
import static catalog.scheduler.who_must_leave.Night.pod;
import static grader.check.Feedback.weDid;

import catalog.scheduler.NodeDraft;
import catalog.scheduler.PodDraft;
import grader.check.Hidden;
import grader.check.Seed;
import grader.check.Task;
import java.util.List;
import java.util.Optional;
import kube.controlplane.scheduler.slot.Preemptor;
import kube.controlplane.scheduler.slot.Preemptor.Plan;

/// The hidden checks of X16: promised seats, budgets, close comparisons, and many random nights that
/// are compared with our own scheduler.
@Hidden
class HiddenChecks {
  private static final int NIGHTS = 150;
  private static final int MANY = 500;

  // Task 1: whether.

  @Task(1)
  void a_promised_seat_is_taken(Preemptor preemptor) {
    Night night = new Night("node-1 has 1 CPU. `low` (500m, 1) sits there, and 500m are promised to"
        + " `king` (20), which waits.")
        .node(NodeDraft.of("node-1", "1", "4Gi"), pod("low", "500m", 1, 0),
            PodDraft.named("king").app("500m", "").priority(20).promised("node-1"));
    night.ask(preemptor, "`pay` (600m, priority 10) comes.", newcomer("600m", 10))
        .mustBeNobody("Without `low` there would be 500m left.");
    night.ask(preemptor, "`pay` (500m, priority 10) comes.", newcomer("500m", 10))
        .must("node-1", List.of("u-low"), "500m are enough for it.");
  }

  // Task 2: who.

  @Task(2)
  void the_important_are_asked_back_first(Preemptor preemptor) {
    Night night = new Night("node-1 has 1 CPU: `a` (300m, 2, since 12:05), `b` (300m, 5, since"
        + " 12:09), `c` (200m, 2, since 12:01) and `d` (200m, 2, has not started) fill it.")
        .node(NodeDraft.of("node-1", "1", "4Gi"), pod("a", "300m", 2, 5), pod("b", "300m", 5, 9),
            pod("c", "200m", 2, 1), PodDraft.named("d").app("200m", "").priority(2));
    night.ask(preemptor, "`pay` (200m, priority 10) comes.", newcomer("200m", 10))
        .must("node-1", List.of("u-d"), "It has nothing to lose yet.");
    night.ask(preemptor, "`pay` (300m, priority 10) comes.", newcomer("300m", 10))
        .must("node-1", List.of("u-a"),
            "`b` and `c` come back, and then `a` does not fit, but `d` does.");
    night.ask(preemptor, "`pay` (500m, priority 10) comes.", newcomer("500m", 10))
        .must("node-1", List.of("u-a", "u-d"), "`b` and `c` come back.");
  }

  @Task(2)
  void budgets_are_respected_where_they_can_be(Preemptor preemptor) {
    Night night = new Night("node-1 has 1 CPU: `db` (500m, 1, app=db) and `web` (500m, 5) fill it."
        + " A budget lets no app=db leave.")
        .node(NodeDraft.of("node-1", "1", "4Gi"), pod("db", "500m", 1, 0).labeled("app", "db"),
            pod("web", "500m", 5, 1))
        .budget("db", 0);
    night.ask(preemptor, "`pay` (500m, priority 10) comes.", newcomer("500m", 10))
        .must("node-1", List.of("u-web"),
            "The more important one leaves, as the other is shielded.");
    Night one = new Night("node-1 has 900m: `a` (5), `b` (4) and `c` (3), 300m each and app=db,"
        + " fill it. A budget lets one of them leave.")
        .node(NodeDraft.of("node-1", "900m", "4Gi"), pod("a", "300m", 5, 0).labeled("app", "db"),
            pod("b", "300m", 4, 1).labeled("app", "db"), pod("c", "300m", 3, 2).labeled("app",
                "db"))
        .budget("db", 1);
    one.ask(preemptor, "`pay` (300m, priority 10) comes.", newcomer("300m", 10))
        .must("node-1", List.of("u-a"),
            "`a` draws on the budget first, so `b` and `c` are protected and come back first.");
  }

  @Task(2)
  void a_budget_may_be_broken(Preemptor preemptor) {
    Night.Answer answer = new Night("node-1 has 500m, and `db` (500m, 1, app=db) fills it. A budget"
        + " lets no app=db leave.")
        .node(NodeDraft.of("node-1", "500m", "4Gi"), pod("db", "500m", 1, 0).labeled("app", "db"))
        .budget("db", 0)
        .ask(preemptor, "`pay` (500m, priority 10) comes.", newcomer("500m", 10));
    answer.feedback().weNeeded("We needed: node-1, where [u-db] leaves.").read("L14#fact-budgets")
        .named("budgets_are_walls", "The only way broke a budget. Here budgets are strongly"
            + " preferred, not absolute; say so in the plan and go on.")
        .failWhen(answer.plan().isEmpty());
    answer.must("node-1", List.of("u-db"), "There is no other way.");
  }

  @Task(2)
  void every_way_to_fit_counts(Preemptor preemptor) {
    new Night("node-1 takes two Pods and has `a` (2) and `b` (1).")
        .node(NodeDraft.of("node-1", "4", "4Gi").offering("pods", "2"), pod("a", "100m", 2, 0),
            pod("b", "100m", 1, 1))
        .ask(preemptor, "`pay` (100m, priority 10) comes.", newcomer("100m", 10))
        .must("node-1", List.of("u-b"), "A place in the count is a seat, too.");
    new Night("On node-1 `a` (5) has the host port 80, and `b` (1) has none.")
        .node(NodeDraft.of("node-1", "4", "4Gi"), pod("a", "100m", 5, 0).port("TCP", 80),
            pod("b", "100m", 1, 1))
        .ask(preemptor, "`pay` (priority 10) needs port 80.",
            newcomer("100m", 10).port("TCP", 80))
        .must("node-1", List.of("u-a"), "Only its leaving helps.");
    new Night("node-1 has one GPU, and `a` (5) has it; `b` (1) has none. node-2 has no GPU.")
        .node(NodeDraft.of("node-1", "4", "4Gi").offering("nvidia.com/gpu", "1"),
            pod("a", "100m", 5, 0).asking("nvidia.com/gpu", "1"), pod("b", "100m", 1, 1))
        .node(NodeDraft.of("node-2", "4", "4Gi"), pod("c", "100m", 1, 2))
        .ask(preemptor, "`pay` (priority 10) needs a GPU.",
            newcomer("100m", 10).asking("nvidia.com/gpu", "1"))
        .must("node-1", List.of("u-a"), "On node-2 nobody's leaving makes a GPU.");
    new Night("node-1 offers 1 CPU, and 2 are requested: `a` (5) and `b` (1), 1 CPU each.")
        .node(NodeDraft.of("node-1", "1", "1Gi").offering("pods", "2"), pod("a", "1", 5, 0), pod(
            "b", "1", 1, 1))
        .ask(preemptor, "`pay` (priority 10) requests nothing.", newcomer("", 10))
        .must("node-1", List.of("u-b"), "It needs a place in the count, and no CPU.");
    Night walls = new Night(
        "node-1 has the label disk=hdd and the taint a:NoExecute, node-2 disk=ssd"
            + " and b:PreferNoSchedule.")
        .node(NodeDraft.of("node-1", "1", "4Gi").labeled("disk", "hdd").tainted("a", "",
            "NoExecute"), pod("a", "1", 1, 0))
        .node(NodeDraft.of("node-2", "1", "4Gi").labeled("disk", "ssd").tainted("b", "",
            "PreferNoSchedule"), pod("b", "1", 2, 0));
    walls.ask(preemptor, "`pay` (1 CPU, priority 10) comes.", newcomer("1", 10))
        .must("node-2", List.of("u-b"), "A preference is no wall.");
    walls.ask(preemptor, "`pay` tolerates everything, and wants disk=ssd.",
        newcomer("1", 10).bearing("", "Exists", "", "").onlyWhere("disk", "ssd"))
        .must("node-2", List.of("u-b"), "On node-1 it may never run.");
    walls.ask(preemptor, "`pay` tolerates everything.",
        newcomer("1", 10).bearing("", "Exists", "", ""))
        .must("node-1", List.of("u-a"), "Now 1 is lower than 2.");
  }

  // Task 3: where.

  @Task(3)
  void the_harm_is_compared_in_order(Preemptor preemptor) {
    compared(preemptor, "Fewer broken budgets go before a lower priority.", "node-2",
        List.of(pod("a", "1", 1, 0).labeled("app", "db")), List.of(pod("b", "1", 5, 1)));
    compared(preemptor, "The lower top goes before the smaller sum.", "node-2",
        List.of(pod("a", "1", 5, 0)),
        List.of(pod("b", "500m", 4, 1), pod("c", "500m", 4, 2)));
    compared(preemptor, "Of two equal tops, the smaller sum decides.", "node-2",
        List.of(pod("a", "500m", 5, 20), pod("b", "500m", 3, 21)),
        List.of(pod("c", "500m", 5, 1), pod("d", "500m", 2, 2)));
    compared(preemptor,
        "A victim of the lowest priority there is adds nothing to the sum, but one to"
            + " the victims.",
        "node-2",
        List.of(pod("a", "500m", 5, 9), pod("b", "500m", Integer.MIN_VALUE, 8)),
        List.of(pod("c", "1", 5, 1)));
    compared(preemptor, "With negative priorities, too, one more victim weighs more.", "node-1",
        List.of(pod("a", "1", -5, 0)),
        List.of(pod("b", "500m", -5, 1), pod("c", "500m", -7, 2)));
    compared(preemptor, "The later start of the most important victim is the smaller loss.",
        "node-2", List.of(pod("a", "500m", 5, 3), pod("b", "500m", 2, 30)),
        List.of(pod("c", "500m", 5, 4), pod("d", "500m", 2, 1)));
    compared(preemptor, "Where all is equal, the earliest start of the top ones counts.", "node-1",
        List.of(pod("a", "500m", 5, 9), pod("b", "500m", 5, 8)),
        List.of(pod("c", "500m", 5, 20), pod("d", "500m", 5, 7)));
  }

  private static void compared(Preemptor preemptor, String because, String node,
      List<PodDraft> first, List<PodDraft> second) {
    List<String> victims = (node.equals("node-1") ? first : second).stream()
        .map(draft -> draft.seen().metadata().uid()).toList();
    new Night("Two nodes of 1 CPU; to clear them, " + words(first) + " would have to leave node-1,"
        + " and " + words(second) + " node-2. A budget lets no app=db leave.")
        .node(NodeDraft.of("node-1", "1", "4Gi"), first.toArray(PodDraft[]::new))
        .node(NodeDraft.of("node-2", "1", "4Gi"), second.toArray(PodDraft[]::new))
        .budget("db", 0)
        .ask(preemptor, "`pay` (1 CPU, priority 10) comes.", newcomer("1", 10))
        .must(node, victims, because);
  }

  private static String words(List<PodDraft> drafts) {
    return drafts.stream().map(PodDraft::seen).map(pod -> pod.metadata().name() + " (priority "
        + pod.priority() + (pod.labels().isEmpty() ? "" : ", app=db") + ", since "
        + pod.status().startTime().orElse(Night.NOON).toString().substring(11, 16) + ")").toList()
        .toString();
  }

  @Task(3)
  void hundreds_of_random_nights_agree(Preemptor preemptor, Seed seed) {
    for (int number = 0; number < NIGHTS; number++) {
      RandomNight drawn = RandomNight.draw(seed.random().branch("night " + number));
      Night.Answer answer = drawn.night().ask(preemptor, "", drawn.incoming());
      Optional<Plan> ours = Ours.plan(drawn);
      weDid("We drew a random cluster (night " + number + " of seed " + seed.value() + "): "
          + drawn.words()).youAnswered("You answered: " + Night.words(answer.plan()) + ".")
          .weNeeded("Our scheduler says: " + Night.words(ours) + ".")
          .because("All rules at once are what a full cluster asks for.").read("L14")
          .failUnless(Night.isSame(answer.plan(), ours));
    }
  }

  @Task(3)
  void five_hundred_nodes_are_no_trouble(Preemptor preemptor) {
    Night night = new Night(MANY + " nodes of 1 CPU are full: on each sit two Pods of 500m.");
    for (int number = 0; number < MANY; number++) {
      int least = number == MANY / 2 ? 1 : 2;
      night.node(NodeDraft.of("n" + number, "1", "4Gi"), pod("a" + number, "500m", 5, 0),
          pod("b" + number, "500m", least, 1));
    }
    night.ask(preemptor, "`pay` (500m, priority 10) comes; on n250 is the only Pod of priority 1.",
        newcomer("500m", 10))
        .must("n250", List.of("u-b250"), "It is the least important of a thousand.");
  }

  // Task 4: once.

  @Task(4)
  void only_its_own_victims_are_waited_for(Preemptor preemptor) {
    PodDraft incoming = newcomer("500m", 10).promised("node-1");
    String told = "`pay` (500m, priority 10) was promised node-1.";
    promised("`low` (500m, 1) is leaving there.", pod("low", "500m", 1, 0).leavingForAnother(
        Night.NOON), pod("b", "500m", 2, 1)).ask(preemptor, told, incoming)
        .mustBeNobody("Its seat is being cleared.");
    promised("`a` (500m, 1) sits there; on node-2 `b` (500m, 2) is leaving.",
        pod("a", "500m", 1, 0),
        pod("b", "500m", 2, 1).leavingForAnother(Night.NOON)).ask(preemptor, told, incoming)
        .must("node-1", List.of("u-a"), "Nobody is leaving the promised node.");
    promised("`peer` (500m, 10) is leaving there, and on node-2 sits `b` (500m, 2).",
        pod("peer", "500m", 10, 0).leavingForAnother(Night.NOON), pod("b", "500m", 2, 1))
        .ask(preemptor, told, incoming)
        .must("node-2", List.of("u-b"), "`peer` is not leaving because of `pay`.");
    promised("`a` (500m, 1) sits there.", pod("a", "500m", 1, 0), pod("b", "500m", 2, 1))
        .ask(preemptor, told, incoming)
        .must("node-1", List.of("u-a"), "Its victims are gone, and others came.");
  }

  private static Night promised(String told, PodDraft first, PodDraft second) {
    return new Night("node-1 and node-2 have 500m each. " + told)
        .node(NodeDraft.of("node-1", "500m", "4Gi"), first)
        .node(NodeDraft.of("node-2", "500m", "4Gi"), second);
  }
}
