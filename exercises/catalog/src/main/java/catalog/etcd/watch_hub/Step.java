package catalog.etcd.watch_hub;

import java.util.ArrayList;
import java.util.List;
import kube.foundation.machine.Randomness;

/// One thing that happens in a random world of watchers.
sealed interface Step {
  List<String> KEYS = List.of("/nodes/1", "/pods/1", "/pods/2");

  /// Some keys are written, or deleted if there is a minus in front and they are there.
  record Write(List<String> changes) implements Step {
    @Override
    public String toString() {
      return "write " + String.join(" ", changes);
    }
  }

  /// A watch begins so many revisions in front of the next one.
  record Begin(String prefix, int back) implements Step {
    @Override
    public String toString() {
      return "watch " + prefix + " from the next revision less " + back;
    }
  }

  record Pump() implements Step {
    @Override
    public String toString() {
      return "pump";
    }
  }

  record Sleep(int watcher) implements Step {
    @Override
    public String toString() {
      return "watcher " + (watcher + 1) + " sleeps";
    }
  }

  record Wake(int watcher) implements Step {
    @Override
    public String toString() {
      return "watcher " + (watcher + 1) + " wakes";
    }
  }

  record Cancel(int watcher) implements Step {
    @Override
    public String toString() {
      return "watcher " + (watcher + 1) + " cancels";
    }
  }

  /// A pump, and then a compaction so many revisions in front of the newest.
  record Compact(int back) implements Step {
    @Override
    public String toString() {
      return "pump, compact at the newest less " + back;
    }
  }

  /// A random story of so many watchers; at its end all are awake.
  static List<Step> draw(Randomness chance, int watchers) {
    List<Step> story = new ArrayList<>();
    int begun = 0;
    while (begun < watchers || story.size() < 60) {
      int kind = chance.below(16);
      if (begun < watchers && chance.below(3) == 0) {
        story.add(new Begin(chance.pick(List.of("/pods/", "/nodes/", "/")), chance.below(12) - 2));
        begun++;
      } else if (kind < 7) {
        story.add(new Write(changes(chance)));
      } else if (kind < 10) {
        story.add(new Pump());
      } else if (kind < 12) {
        story.add(new Sleep(chance.below(watchers)));
      } else if (kind < 14) {
        story.add(new Wake(chance.below(watchers)));
      } else if (kind == 14 && chance.below(4) == 0) {
        story.add(new Cancel(chance.below(watchers)));
      } else if (kind == 15 && chance.below(2) == 0) {
        story.add(new Compact(chance.below(10)));
      }
    }
    for (int watcher = 0; watcher < watchers; watcher++) story.add(new Wake(watcher));
    story.add(new Pump());
    return story;
  }

  private static List<String> changes(Randomness chance) {
    List<String> changes = new ArrayList<>(List.of(chance.pick(KEYS)));
    for (String key : KEYS) {
      if (!changes.contains(key) && chance.below(4) == 0) changes.add(key);
    }
    if (chance.below(5) == 0) changes.set(0, "-" + changes.getFirst());
    return changes;
  }
}
