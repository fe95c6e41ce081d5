package catalog.scheduler.filter_and_score;

import static catalog.scheduler.filter_and_score.Checks.CPU;
import static catalog.scheduler.filter_and_score.Checks.MEMORY;
import static catalog.scheduler.filter_and_score.Checks.PORT;
import static catalog.scheduler.filter_and_score.Checks.SELECTOR;
import static catalog.scheduler.filter_and_score.Checks.TAINT;
import static catalog.scheduler.filter_and_score.Checks.reasons;
import static catalog.scheduler.filter_and_score.Checks.scores;
import static grader.check.Feedback.weDid;

import catalog.scheduler.NodeDraft;
import catalog.scheduler.PodDraft;
import grader.check.Hidden;
import grader.check.Seed;
import grader.check.Task;
import java.util.List;
import java.util.SortedMap;
import kube.controlplane.scheduler.slot.Picker;
import kube.controlplane.scheduler.slot.Picker.Chosen;
import kube.controlplane.scheduler.slot.Picker.Nowhere;
import kube.controlplane.scheduler.slot.Picker.Pick;
import kube.foundation.machine.Randomness;

/// The hidden checks of X14: rarer wishes, exact points, and many random halls that are compared
/// with our own scheduler.
@Hidden
class HiddenChecks {
  private static final int HALLS = 100;
  private static final String ZONE = "topology.kubernetes.io/zone";

  // Task 1: room.

  @Task(1)
  void the_greediest_moment_counts(Picker picker) {
    Hall hall = new Hall("node-1 has 1 CPU.").node(NodeDraft.of("node-1", "1", "4Gi"));
    Hall.Answer answer = hall.ask(picker,
        "We asked for a Pod whose init container requests 2 CPU, and its container 500m.",
        PodDraft.named("web").init("2", "").app("500m", ""));
    answer.feedback().weNeeded("We needed: nowhere.").read("L13#fact-moments")
        .named("forgets_the_init_container", "The init step needs 2 CPU and never fits on this"
            + " node; the Pod will hang in Init.")
        .failWhen(answer.isOn("node-1"));
    answer.mustRefuse(reasons("node-1", CPU), "It begins with its greediest moment.");
    hall.ask(picker, "We asked for a Pod with a sidecar of 600m and a container of 500m.",
        PodDraft.named("web").sidecar("600m", "").app("500m", ""))
        .mustRefuse(reasons("node-1", CPU), "A sidecar runs beside the container.");
    hall.ask(picker, "We asked for a Pod with an init container of 800m and a container of 900m.",
        PodDraft.named("web").init("800m", "").app("900m", ""))
        .must("node-1", "An init container has ended before the container begins.");
    hall.ask(picker, "We asked for a Pod of 900m with an overhead of 200m.",
        PodDraft.named("web").app("900m", "").overhead("200m"))
        .mustRefuse(reasons("node-1", CPU), "What its runtime needs is taken, too.");
  }

  @Task(1)
  void every_resource_counts(Picker picker) {
    Hall hall = new Hall("node-1 has two GPUs, and one is taken; node-2 has none.")
        .node(NodeDraft.of("node-1", "4", "8Gi").offering("nvidia.com/gpu", "2"),
            PodDraft.named("old").app("1", "").asking("nvidia.com/gpu", "1"))
        .node(NodeDraft.of("node-2", "4", "8Gi").offering("ephemeral-storage", "10Gi"));
    hall.ask(picker, "We asked for a Pod with one GPU.",
        PodDraft.named("web").app("1", "").asking("nvidia.com/gpu", "1"))
        .must("node-1", "What a device plugin offers is counted like CPU.");
    hall.ask(picker, "We asked for a Pod with two GPUs.",
        PodDraft.named("web").app("1", "").asking("nvidia.com/gpu", "2"))
        .mustRefuse(reasons("node-1", "Insufficient nvidia.com/gpu", "node-2",
            "Insufficient nvidia.com/gpu"), "One of them is promised.");
    hall.ask(picker, "We asked for a Pod with 20Gi of ephemeral-storage.",
        PodDraft.named("web").app("1", "").asking("ephemeral-storage", "20Gi"))
        .mustRefuse(reasons("node-1", "Insufficient ephemeral-storage", "node-2",
            "Insufficient ephemeral-storage"), "The disk of a node is shared as well.");
  }

  @Task(1)
  void who_asks_for_nothing_fits_on_a_full_node(Picker picker) {
    new Hall("node-1 offers 1 CPU, and its Pods request 2: it has become smaller.")
        .node(NodeDraft.of("node-1", "1", "1Gi").offering("pods", "2"),
            PodDraft.named("old").app("2", "2Gi"))
        .ask(picker, "We asked for a Pod that requests nothing.",
            PodDraft.named("web").app("", ""))
        .must("node-1", "It takes nothing of what is missing.");
  }

  // Task 2: walls.

  @Task(2)
  void a_toleration_may_leave_words_out(Picker picker) {
    Hall hall = new Hall("node-1 has the taints team=a:NoSchedule and team=a:NoExecute.")
        .node(NodeDraft.of("node-1", "4", "8Gi").tainted("team", "a", "NoSchedule").tainted("team",
            "a", "NoExecute"));
    hall.ask(picker, "We asked for a Pod that tolerates team=a, without an effect.",
        PodDraft.named("web").app("1", "").bearing("team", "", "a", ""))
        .must("node-1", "Without an effect, all effects are meant.");
    hall.ask(picker, "We asked for a Pod that tolerates everything: Exists, without a key.",
        PodDraft.named("web").app("1", "").bearing("", "Exists", "", ""))
        .must("node-1", "Without a key, all taints are meant.");
    hall.ask(picker, "We asked for a Pod that tolerates team=b.",
        PodDraft.named("web").app("1", "").bearing("team", "Equal", "b", ""))
        .mustRefuse(reasons("node-1", TAINT), "Another value is another taint.");
    hall.ask(picker, "We asked for a Pod that tolerates team=a:NoSchedule.",
        PodDraft.named("web").app("1", "").bearing("team", "Equal", "a", "NoSchedule"))
        .mustRefuse(reasons("node-1", TAINT), "The second wall stands.");
  }

  @Task(2)
  void prefer_is_no_wall(Picker picker) {
    Hall.Answer answer = new Hall("The only node has the taint old=yes:PreferNoSchedule.")
        .node(NodeDraft.of("node-1", "4", "8Gi").tainted("old", "yes", "PreferNoSchedule"))
        .ask(picker, "We asked for a Pod without tolerations.",
            PodDraft.named("web").app("1", "1Gi"));
    answer.feedback().weNeeded("We needed: node-1.").read("L13#fact-taints")
        .named("prefer_is_a_wall", "*Prefer* means costs points.")
        .failWhen(answer.pick() instanceof Nowhere);
    answer.must("node-1", "There is no better one.");
  }

  @Task(2)
  void a_cordoned_node_takes_nobody(Picker picker) {
    String cordoned = "node(s) were unschedulable";
    Hall hall = new Hall("node-1 is cordoned.").node(NodeDraft.of("node-1", "4", "8Gi").cordoned());
    hall.ask(picker, "We asked for a Pod.", PodDraft.named("web").app("1", ""))
        .mustRefuse(reasons("node-1", cordoned), "Somebody is about to repair it.");
    hall.ask(picker, "We asked for a Pod that tolerates node.kubernetes.io/unschedulable.",
        PodDraft.named("web").app("1", "").bearing("node.kubernetes.io/unschedulable", "Exists", "",
            "NoSchedule"))
        .must("node-1", "Whoever tolerates a cordon goes there.");
  }

  @Task(2)
  void an_address_is_part_of_a_port(Picker picker) {
    Hall hall = new Hall("On node-1 a Pod has the host port 80/TCP of the address 10.0.0.1.").node(
        NodeDraft.of("node-1", "4", "8Gi"),
        PodDraft.named("old").app("1", "").port("10.0.0.1", "TCP", 80));
    hall.ask(picker, "We asked for a Pod with 80/TCP of 10.0.0.2.",
        PodDraft.named("web").app("1", "").port("10.0.0.2", "TCP", 80))
        .must("node-1", "Two addresses are two doors.");
    hall.ask(picker, "We asked for a Pod with 443/TCP and with 80/TCP of all addresses.",
        PodDraft.named("web").app("1", "").port("TCP", 443).port("TCP", 80))
        .mustRefuse(reasons("node-1", PORT), "All addresses include that one.");
  }

  @Task(2)
  void who_wants_distance_gets_it(Picker picker) {
    String near = "node(s) didn't match pod anti-affinity rules";
    Hall hall = zones(PodDraft.named("old").app("1", "").labeled("app", "db"));
    hall.ask(picker, "We asked for a Pod that must be far from app=db, by zone.",
        PodDraft.named("web").app("1", "").farFrom("app", "db", ZONE))
        .must("node-3", "The whole zone is too near.");
    hall.ask(picker,
        "We asked for one that must be far from app=db by zone, and fits only in east.",
        PodDraft.named("web").app("1", "").farFrom("app", "db", ZONE).onlyWhere(ZONE, "east"))
        .mustRefuse(reasons("node-1", near, "node-2", near, "node-3", SELECTOR),
            "A must is a must.");
    hall.ask(picker, "We asked for one that must be far from app=db by a label that no node has.",
        PodDraft.named("web").app("1", "").farFrom("app", "db", "rack").onlyWhere(
            "kubernetes.io/hostname", "node-1"))
        .must("node-1", "Without the label there is no place to be far from.");
    hall.ask(picker, "We asked for a Pod of another namespace with the same wish, for node-1.",
        PodDraft.named("web").in("test").app("1", "").farFrom("app", "db", ZONE).onlyWhere(
            "kubernetes.io/hostname", "node-1"))
        .must("node-1", "Its wish is about Pods of its own namespace.");
  }

  @Task(2)
  void others_may_want_distance(Picker picker) {
    String unwelcome = "node(s) didn't satisfy existing pods anti-affinity rules";
    Hall hall = zones(PodDraft.named("old").app("1", "").farFrom("app", "web", ZONE));
    hall.ask(picker, "The one there must be far from app=web, by zone. We asked for such a Pod.",
        PodDraft.named("web").app("1", "").labeled("app", "web"))
        .must("node-3", "Who was there first has a say.");
    hall.ask(picker, "It must be far from app=web. We asked for app=web that fits only in east.",
        PodDraft.named("web").app("1", "").labeled("app", "web").onlyWhere(ZONE, "east"))
        .mustRefuse(reasons("node-1", unwelcome, "node-2", unwelcome, "node-3", SELECTOR),
            "Else its wish would have held for a moment only.");
    hall.ask(picker, "It must be far from app=web. We asked for a Pod app=api on node-1.",
        PodDraft.named("api").app("1", "").labeled("app", "api").onlyWhere(
            "kubernetes.io/hostname", "node-1"))
        .must("node-1", "It was not meant.");
  }

  private static Hall zones(PodDraft there) {
    return new Hall("node-1 and node-2 are in zone east, node-3 in west. On node-1 there is a Pod.")
        .node(NodeDraft.of("node-1", "4", "8Gi").labeled(ZONE, "east"), there)
        .node(NodeDraft.of("node-2", "4", "8Gi").labeled(ZONE, "east"))
        .node(NodeDraft.of("node-3", "4", "8Gi").labeled(ZONE, "west"),
            PodDraft.named("full").app("2", "4Gi"));
  }

  @Task(2)
  void the_first_reason_is_told(Picker picker) {
    new Hall("Everything is against node-1; node-2 is only too small, in all it has.")
        .node(NodeDraft.of("node-1", "1", "1Gi").tainted("a", "", "NoSchedule"),
            PodDraft.named("old").app("1", "1Gi").port("TCP", 80))
        .node(NodeDraft.of("node-2", "1", "1Gi").labeled("disk", "ssd").offering("pods", "0"))
        .node(NodeDraft.of("node-3", "4", "1Gi").labeled("disk", "ssd"),
            PodDraft.named("new").app("1", "").port("TCP", 80))
        .node(NodeDraft.of("node-4", "4", "1Gi").labeled("disk", "ssd"))
        .ask(picker, "We asked for 2 CPU and 2Gi, disk=ssd and the host port 80.",
            PodDraft.named("web").app("2", "2Gi").onlyWhere("disk", "ssd").port("TCP", 80))
        .mustRefuse(
            reasons("node-1", TAINT, "node-2", "Too many pods", "node-3", PORT, "node-4", MEMORY),
            "One reason at a time is enough to begin with.");
  }

  // Task 3: points.

  @Task(3)
  void an_unwelcome_taint_costs_points(Picker picker) {
    Hall hall = new Hall("Three empty nodes of 4 CPU and 4Gi: node-1 has two PreferNoSchedule"
        + " taints, node-2 one, node-3 none, but half of it is requested.")
        .node(NodeDraft.of("node-1", "4", "4Gi").tainted("a", "", "PreferNoSchedule").tainted("b",
            "", "PreferNoSchedule"))
        .node(NodeDraft.of("node-2", "4", "4Gi").tainted("a", "", "PreferNoSchedule"))
        .node(NodeDraft.of("node-3", "4", "4Gi"), PodDraft.named("old").app("2", "2Gi"));
    hall.ask(picker, "We asked for a Pod with 1 CPU and 1Gi.",
        PodDraft.named("web").app("1", "1Gi"))
        .mustScore(scores("node-1", 18, "node-2", 56, "node-3", 81),
            "(75 + 3*0)/4, (75 + 3*50)/4 and (25 + 3*100)/4, rounded down.");
    hall.ask(picker, "We asked for one that tolerates both taints.",
        PodDraft.named("web").app("1", "1Gi").bearing("", "Exists", "", ""))
        .mustScore(scores("node-1", 75, "node-2", 75, "node-3", 25),
            "A rule with nothing to say is left out.");
  }

  @Task(3)
  void who_asks_for_nothing_is_not_weightless(Picker picker) {
    new Hall("Two nodes of 1 CPU and 1000Mi. On node-1 are two Pods that request nothing.")
        .node(NodeDraft.of("node-1", "1", "1000Mi"), PodDraft.named("a").app("", ""),
            PodDraft.named("b").app("", ""))
        .node(NodeDraft.of("node-2", "1", "1000Mi"), PodDraft.named("c").app("100m", "200Mi"))
        .ask(picker, "We asked for a third one.", PodDraft.named("web").app("", ""))
        .mustScore(scores("node-1", 55, "node-2", 70),
            "Scores count 100m and 200Mi for it, else all such Pods would meet on one node.");
  }

  @Task(3)
  void a_score_is_never_below_nothing(Picker picker) {
    Hall hall = new Hall(
        "node-1 has 150m of CPU and 500Mi, and a Pod that requests nothing; node-2 has"
            + " neither CPU nor memory; node-3 is refused.")
        .node(NodeDraft.of("node-1", "150m", "500Mi"), PodDraft.named("a").app("", ""))
        .node(NodeDraft.named("node-2"))
        .node(NodeDraft.of("node-3", "4", "4Gi").tainted("a", "", "NoSchedule"));
    hall.ask(picker, "We asked for another one.", PodDraft.named("web").app("", ""))
        .mustScore(scores("node-1", 10, "node-2", 0),
            "Nothing left is 0 points, and where a Pod cannot go there is nothing to compare.");
    hall.ask(picker, "We asked for one that says: 0 CPU, 0 memory.",
        PodDraft.named("web").app("0", "0"))
        .mustScore(scores("node-1", 46, "node-2", 0), "Nothing of nothing is no share.");
  }

  @Task(3)
  void hundreds_of_random_halls_agree(Picker picker, Seed seed) {
    for (int number = 0; number < HALLS; number++) {
      RandomHall drawn = RandomHall.draw(seed.random().branch("hall " + number));
      Pick theirs = picker.pick(drawn.pod(), drawn.hall().nodes(), new Randomness(number));
      Pick ours = Ours.pick(drawn.pod(), drawn.hall().nodes());
      boolean isRight = switch (ours) {
        case Nowhere _ -> theirs.equals(ours);
        case Chosen(_, var scores) -> theirs instanceof Chosen(String node, var others)
            && others.equals(scores) && Ours.best(scores).contains(node);
      };
      weDid("We drew random nodes, Pods and a newcomer (hall " + number + " of seed "
          + seed.value() + "). " + drawn.words())
          .youAnswered("You answered: " + Hall.words(theirs))
          .weNeeded("Our scheduler says: " + Hall.words(ours)
              + (ours instanceof Chosen ? " Any of the best will do." : ""))
          .because("All rules at once are what a cluster asks for.").read("L13")
          .failUnless(isRight);
    }
  }

  // Task 4: equals.

  @Task(4)
  void only_the_best_are_equals(Picker picker, Seed seed) {
    Hall hall = new Hall("Five nodes; b and d are the emptiest.")
        .node(NodeDraft.of("a", "4", "8Gi"), PodDraft.named("a").app("1", "1Gi"))
        .node(NodeDraft.of("b", "4", "8Gi"))
        .node(NodeDraft.of("c", "4", "8Gi").cordoned())
        .node(NodeDraft.of("d", "4", "8Gi"))
        .node(NodeDraft.of("e", "4", "8Gi"), PodDraft.named("e").app("500m", "1Gi"));
    SortedMap<String, Integer> received = Throws.count(picker, hall, seed, "best");
    weDid("Of five nodes b and d are the emptiest. We asked " + Throws.number(Throws.TIMES)
        + " times.").youAnswered("You answered: " + received + ".")
        .weNeeded("We needed: each of these two about half of the times, and no other.")
        .because("Chance decides among the best, not among all.").read("L13#fact-ties")
        .failUnless(List.copyOf(received.keySet()).equals(List.of("b", "d"))
            && Throws.isAbout(received.getOrDefault("b", 0), Throws.TIMES / 2));
  }

  @Task(4)
  void the_dice_alone_decide(Picker picker, Seed seed) {
    Hall hall = new Hall("Three empty nodes.");
    for (String name : new String[]{"a", "b", "c"}) hall.node(NodeDraft.of(name, "4", "8Gi"));
    String first = chosen(picker, hall, seed);
    String again = chosen(picker, hall, seed);
    weDid("We asked twelve times about three equal nodes, and then again, with the same dice.")
        .youAnswered("You answered " + first + ", then " + again + ".")
        .weNeeded("We needed the same answers twice.")
        .because("A run with the same seed has to be the same run, or nobody can look into it.")
        .read("L13#fact-ties").failUnless(first.equals(again));
  }

  private static String chosen(Picker picker, Hall hall, Seed seed) {
    Randomness dice = seed.random().branch("again");
    StringBuilder chosen = new StringBuilder();
    for (int time = 0; time < 12; time++) {
      Pick pick = picker.pick(PodDraft.named("web").app("1", "1Gi").seen(), hall.nodes(), dice);
      chosen.append(pick instanceof Chosen(String node, _) ? node : "-");
    }
    return chosen.toString();
  }
}
