package catalog.scheduler.who_must_leave;

import catalog.scheduler.NodeDraft;
import catalog.scheduler.PodDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.machine.Randomness;

/// A few full nodes and a newcomer that fits on none of them, drawn so that every rule is asked now
/// and then. No two Pods start in one minute, so that there is one right answer.
record RandomNight(Night night, PodView incoming, String words) {
  private static final List<String> SIZES = List.of("100m", "200m", "300m", "500m");
  private static final List<String> APPS = List.of("web", "db");

  static RandomNight draw(Randomness chance) {
    Night night = new Night("");
    StringJoiner words = new StringJoiner(" ");
    int minute = 0;
    int nodes = 1 + chance.below(4);
    for (int number = 0; number < nodes; number++) {
      String name = "n" + number;
      List<PodDraft> pods = new ArrayList<>();
      long taken = 0;
      int seated = 1 + chance.below(5);
      for (int guest = 0; guest < seated; guest++) {
        PodDraft pod = Night.pod(name + "-" + guest, chance.pick(SIZES), chance.below(6) - 1,
            (minute++ * 37) % 101).labeled("app", chance.pick(APPS));
        if (chance.chance(0.1)) pod.port("TCP", 80);
        taken += pod.seen().wish().requests().cpuMillis();
        words.add(name + "-" + guest + " has priority " + pod.seen().priority() + " and "
            + pod.seen().wish().requests().cpuMillis() + "m.");
        pods.add(pod);
      }
      NodeDraft node = NodeDraft.of(name, taken + 50 + "m", "64Gi");
      if (chance.chance(0.1))
        node.tainted("a", "", chance.chance(0.5)
            ? "NoSchedule"
            : "PreferNoSchedule");
      night.node(node, pods.toArray(PodDraft[]::new));
    }
    for (String app : APPS) {
      if (chance.chance(0.5)) night.budget(app, chance.below(3));
    }
    PodDraft incoming = Night.newcomer(chance.pick(SIZES), chance.below(6));
    if (chance.chance(0.1)) incoming.port("TCP", 80);
    words.add("The newcomer has priority " + incoming.seen().priority() + " and "
        + incoming.seen().wish().requests().cpuMillis() + "m.");
    return new RandomNight(night, incoming.seen(), words.toString());
  }
}
