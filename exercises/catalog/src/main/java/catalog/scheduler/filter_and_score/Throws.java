package catalog.scheduler.filter_and_score;

import catalog.scheduler.PodDraft;
import grader.check.Seed;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import kube.controlplane.scheduler.slot.Picker;
import kube.controlplane.scheduler.slot.Picker.Chosen;
import kube.controlplane.scheduler.view.PodView;
import kube.foundation.machine.Dice;

/// Asks the same question many times, and counts the answers.
final class Throws {
  static final int TIMES = 400;

  private Throws() {}

  /// How often each node was chosen for the same Pod, with dice that begin at the seed.
  static SortedMap<String, Integer> count(Picker picker, Hall hall, Seed seed, String branch) {
    Dice dice = seed.random().branch(branch);
    PodView pod = PodDraft.named("web").app("500m", "1Gi").seen();
    SortedMap<String, Integer> received = new TreeMap<>();
    for (int time = 0; time < TIMES; time++) {
      if (picker.pick(pod, hall.nodes(), dice) instanceof Chosen(String node, _)) {
        received.merge(node, 1, Integer::sum);
      }
    }
    return received;
  }

  /// The node that was chosen most often; one without a name when none was.
  static Map.Entry<String, Integer> most(SortedMap<String, Integer> received) {
    return received.isEmpty()
        ? Map.entry("", 0)
        : Collections.max(received.entrySet(), Map.Entry.comparingByValue());
  }

  /// Whether fair dice would throw it: more than six standard deviations away they do not.
  static boolean isAbout(int count, int fair) {
    return Math.abs(count - fair) <= 6 * Math.sqrt(fair);
  }

  static String number(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
