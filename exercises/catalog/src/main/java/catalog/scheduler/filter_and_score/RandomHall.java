package catalog.scheduler.filter_and_score;

import catalog.scheduler.NodeDraft;
import catalog.scheduler.PodDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.machine.Randomness;

/// A few nodes with Pods, and one that comes, drawn so that every rule is asked now and then.
record RandomHall(Hall hall, PodView pod, String words) {
  private static final List<String> CPU = List.of("", "100m", "300m", "700m", "1500m", "2");
  private static final List<String> MEMORY = List.of("", "100Mi", "300Mi", "1Gi", "1500Mi");
  private static final List<String> EFFECTS = List.of("NoSchedule", "NoExecute",
      "PreferNoSchedule", "PreferNoSchedule");
  private static final List<String> VALUES = List.of("a", "b");

  static RandomHall draw(Randomness chance) {
    Hall hall = new Hall("");
    StringJoiner words = new StringJoiner(" ");
    int nodes = 1 + chance.below(5);
    for (int number = 0; number < nodes; number++) {
      NodeDraft node = node("n" + number, chance);
      List<PodDraft> pods = new ArrayList<>();
      for (int seated = chance.below(4); seated > 0; seated--) {
        pods.add(pod("n" + number + "-" + seated, chance));
      }
      hall.node(node, pods.toArray(PodDraft[]::new));
      words.add("n" + number + " with " + pods.size() + " Pods offers "
          + node.seen().allocatable().cpuMillis() + "m and "
          + (node.seen().allocatable().memoryBytes() >> 20) + "Mi.");
    }
    PodView pod = pod("newcomer", chance).seen();
    words.add("The newcomer requests " + pod.wish().requests().cpuMillis() + "m and "
        + (pod.wish().requests().memoryBytes() >> 20) + "Mi.");
    return new RandomHall(hall, pod, words.toString());
  }

  private static NodeDraft node(String name, Randomness chance) {
    NodeDraft node = NodeDraft.of(name, chance.pick(List.of("1", "2", "3500m")),
        chance.pick(List.of("1Gi", "2Gi", "3000Mi")));
    if (chance.chance(0.1)) node.offering("pods", "1");
    if (chance.chance(0.1)) node.cordoned();
    if (chance.chance(0.5)) node.labeled("zone", chance.pick(VALUES));
    for (int taints = chance.below(3); taints > 0; taints--) {
      node.tainted(chance.pick(VALUES), chance.pick(VALUES), chance.pick(EFFECTS));
    }
    return node;
  }

  private static PodDraft pod(String name, Randomness chance) {
    PodDraft pod = PodDraft.named(name).labeled("app", chance.pick(VALUES));
    if (chance.chance(0.2)) pod.init(chance.pick(CPU), chance.pick(MEMORY));
    if (chance.chance(0.1)) pod.sidecar(chance.pick(CPU), chance.pick(MEMORY));
    pod.app(chance.pick(CPU), chance.pick(MEMORY));
    if (chance.chance(0.2)) pod.limit("4");
    if (chance.chance(0.2)) pod.port(chance.pick(List.of("TCP", "UDP")), 80);
    if (chance.chance(0.1)) pod.onlyWhere("zone", chance.pick(VALUES));
    if (chance.chance(0.1)) pod.farFrom("app", chance.pick(VALUES), "zone");
    if (chance.chance(0.5)) {
      pod.bearing(chance.pick(List.of("", "a", "b")), "Exists", "",
          chance.pick(List.of("", "NoSchedule")));
    }
    return pod;
  }
}
