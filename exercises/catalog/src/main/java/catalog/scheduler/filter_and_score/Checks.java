package catalog.scheduler.filter_and_score;

import static grader.check.Feedback.weDid;

import catalog.scheduler.NodeDraft;
import catalog.scheduler.PodDraft;
import grader.check.Feedback;
import grader.check.Seed;
import grader.check.Task;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import kube.controlplane.scheduler.slot.Picker;
import kube.controlplane.scheduler.slot.Picker.Chosen;

/// The visible checks of X14: a few nodes and one question each.
class Checks {
  static final String CPU = "Insufficient cpu";
  static final String MEMORY = "Insufficient memory";
  static final String TAINT = "node(s) had untolerated taint(s)";
  static final String SELECTOR = "node(s) didn't match Pod's node affinity/selector";
  static final String PORT = "node(s) didn't have free ports for the requested pod ports";
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  // Task 1: room.

  @Task(1)
  void requests_are_what_is_booked(Picker picker) {
    Hall hall = new Hall("node-1 and node-2 have 4 CPU each. On node-1 a Pod has just been put that"
        + " requests 3800m and has no limit. On node-2 a Pod requests 1 CPU.")
        .node(NodeDraft.of("node-1", "4", "8Gi"), PodDraft.named("new").app("3800m", "1Gi"))
        .node(NodeDraft.of("node-2", "4", "8Gi"),
            PodDraft.named("old").app("1", "1Gi").limit("2").runningOn("node-2", NOON));
    Hall.Answer answer = hall.ask(picker, "We asked for a Pod that requests 500m.",
        PodDraft.named("web").app("500m", "1Gi"));
    answer.feedback().weNeeded("We needed: node-2.").read("L13#fact-requests")
        .named("uses_limits", "Requests are promises; the scheduler books promises. Your plan"
            + " promised node-1 twice.")
        .failWhen(answer.isOn("node-1"));
    answer.must("node-2", "What is promised on node-1 is not there for others.");
  }

  @Task(1)
  void a_limit_books_nothing(Picker picker) {
    new Hall("node-1 has 2 CPU.").node(NodeDraft.of("node-1", "2", "4Gi"))
        .ask(picker, "We asked for a Pod with the request 100m and the limit 8 CPU.",
            PodDraft.named("web").app("100m", "1Gi").limit("8"))
        .must("node-1", "A limit says where a container is stopped; it sets nothing aside.");
  }

  @Task(1)
  void the_last_bit_may_be_taken(Picker picker) {
    Hall hall = new Hall("node-1 offers 2 CPU and 2Gi, and a Pod requests 1500m and 1Gi there.")
        .node(NodeDraft.of("node-1", "2", "2Gi"), PodDraft.named("old").app("1500m", "1Gi"));
    hall.ask(picker, "We asked for 500m and 1Gi.", PodDraft.named("web").app("500m", "1Gi"))
        .must("node-1", "Exactly full is not too full.");
    hall.ask(picker, "We asked for 501m and 1Gi.", PodDraft.named("web").app("501m", "1Gi"))
        .mustRefuse(reasons("node-1", CPU), "A promise that cannot be kept is no promise.");
  }

  @Task(1)
  void each_node_says_why_not(Picker picker) {
    new Hall(
        "node-1 has too little CPU, node-2 too little memory, node-3 takes one Pod and has it.")
        .node(NodeDraft.of("node-1", "500m", "8Gi"))
        .node(NodeDraft.of("node-2", "4", "512Mi"))
        .node(NodeDraft.of("node-3", "4", "8Gi").offering("pods", "1"), PodDraft.named("old"))
        .ask(picker, "We asked for a Pod that requests 1 CPU and 1Gi.",
            PodDraft.named("web").app("1", "1Gi"))
        .mustRefuse(reasons("node-1", CPU, "node-2", MEMORY, "node-3", "Too many pods"),
            "These words are what the Pod's owner reads, and all that they have to go by.");
  }

  // Task 2: walls.

  @Task(2)
  void a_taint_keeps_pods_away(Picker picker) {
    Hall hall = new Hall("node-1 has the taint team=a:NoSchedule, node-2 gpu=yes:NoExecute.")
        .node(NodeDraft.of("node-1", "4", "8Gi").tainted("team", "a", "NoSchedule"))
        .node(NodeDraft.of("node-2", "4", "8Gi").tainted("gpu", "yes", "NoExecute"));
    hall.ask(picker, "We asked for a Pod without tolerations.", PodDraft.named("web").app("1", ""))
        .mustRefuse(reasons("node-1", TAINT, "node-2", TAINT),
            "Somebody has reserved these nodes.");
    hall.ask(picker, "We asked for a Pod that tolerates gpu=yes:NoExecute.",
        PodDraft.named("web").app("1", "").bearing("gpu", "Equal", "yes", "NoExecute"))
        .must("node-2", "A toleration opens one wall, and not the other.");
  }

  @Task(2)
  void a_node_selector_is_a_must(Picker picker) {
    Hall hall = new Hall("node-1 has the label disk=ssd, node-2 disk=hdd, node-3 none.")
        .node(NodeDraft.of("node-1", "4", "8Gi").labeled("disk", "ssd"))
        .node(NodeDraft.of("node-2", "4", "8Gi").labeled("disk", "hdd"))
        .node(NodeDraft.of("node-3", "4", "8Gi"));
    hall.ask(picker, "We asked for a Pod with the node selector disk=ssd.",
        PodDraft.named("db").app("1", "").onlyWhere("disk", "ssd"))
        .must("node-1", "Its author knows why.");
    hall.ask(picker, "We asked for a Pod with the node selector disk=tape.",
        PodDraft.named("db").app("1", "").onlyWhere("disk", "tape"))
        .mustRefuse(reasons("node-1", SELECTOR, "node-2", SELECTOR, "node-3", SELECTOR),
            "No node is better than a wrong one.");
  }

  @Task(2)
  void a_port_of_the_node_is_given_once(Picker picker) {
    Hall hall = new Hall("On node-1 a Pod has the host port 80/TCP.")
        .node(NodeDraft.of("node-1", "4", "8Gi"),
            PodDraft.named("old").app("1", "").port("TCP", 80));
    hall.ask(picker, "We asked for a Pod with the same port.",
        PodDraft.named("web").app("1", "").port("TCP", 80))
        .mustRefuse(reasons("node-1", PORT), "The second one could not listen.");
    hall.ask(picker, "We asked for a Pod with 80/UDP.",
        PodDraft.named("web").app("1", "").port("UDP", 80))
        .must("node-1", "UDP 80 is another port.");
  }

  // Task 3: points.

  @Task(3)
  void the_emptier_node_is_preferred(Picker picker) {
    Hall.Answer answer = new Hall("Three nodes have 4 CPU and 4Gi each. On node-1 3 CPU and 3Gi are"
        + " requested, on node-2 1 CPU and 1Gi, on node-3 2 CPU and 2Gi.")
        .node(NodeDraft.of("node-1", "4", "4Gi"), PodDraft.named("a").app("3", "3Gi"))
        .node(NodeDraft.of("node-2", "4", "4Gi"), PodDraft.named("b").app("1", "1Gi"))
        .node(NodeDraft.of("node-3", "4", "4Gi"), PodDraft.named("c").app("2", "2Gi"))
        .ask(picker, "We asked for a Pod that requests 700m and 512Mi.",
            PodDraft.named("web").app("700m", "512Mi"));
    boolean isAllNothing = answer.pick() instanceof Chosen(_, var scores) && !scores.isEmpty()
        && scores.values().stream().allMatch(score -> score == 0);
    answer.feedback().read("L13#fact-score").named("divides_whole_numbers",
        "All your scores are 0: 300/4000 in whole numbers is 0.").failWhen(isAllNothing);
    answer.must("node-2", "Where more is left, the next burst finds room.");
    answer.mustScore(scores("node-1", 9, "node-2", 59, "node-3", 34),
        "Three nodes, three shares: (7 + 12)/2, (57 + 62)/2 and (32 + 37)/2, rounded down.");
  }

  // Task 4: equals.

  @Task(4)
  void equal_nodes_share_equally(Picker picker, Seed seed) {
    Hall hall = new Hall("Four empty nodes are alike.");
    for (String name : new String[]{"a", "b", "c", "d"}) hall.node(NodeDraft.of(name, "4", "8Gi"));
    SortedMap<String, Integer> received = Throws.count(picker, hall, seed, "equals");
    Map.Entry<String, Integer> most = Throws.most(received);
    Feedback told = weDid("Four empty nodes are alike, and we asked "
        + Throws.number(Throws.TIMES) + " times with fair dice.")
        .youAnswered("You answered: " + received + ".").weNeeded("Each a quarter, more or less.")
        .because("The first of equals would be full while the last is empty.")
        .read("L13#fact-ties");
    told.named("first_of_equals", "Node `" + most.getKey() + "` received "
        + Throws.number(most.getValue()) + " of " + Throws.number(Throws.TIMES) + " equal Pods.")
        .failWhen(most.getValue() > Throws.TIMES * 9 / 10);
    told.failUnless(received.size() == 4
        && received.values().stream().allMatch(count -> Throws.isAbout(count, Throws.TIMES / 4)));
  }

  static SortedMap<String, String> reasons(String... nodesAndReasons) {
    SortedMap<String, String> reasons = new TreeMap<>();
    for (int i = 0; i < nodesAndReasons.length; i += 2) {
      reasons.put(nodesAndReasons[i], nodesAndReasons[i + 1]);
    }
    return reasons;
  }

  static SortedMap<String, Integer> scores(Object... nodesAndScores) {
    SortedMap<String, Integer> scores = new TreeMap<>();
    for (int i = 0; i < nodesAndScores.length; i += 2) {
      scores.put((String) nodesAndScores[i], (Integer) nodesAndScores[i + 1]);
    }
    return scores;
  }
}
