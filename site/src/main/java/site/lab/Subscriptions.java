package site.lab;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import kube.foundation.machine.EventLog;

/// Who watches which kind, read from the log: so the board can show to whom a change is told.
///
/// Owned by the loop.
final class Subscriptions {
  private final Map<String, TreeSet<String>> kindsByActor = new TreeMap<>();

  void note(EventLog.Entry entry) {
    switch (entry.verb()) {
      case "watch" -> kindsByActor
          .computeIfAbsent(entry.actor(), actor -> new TreeSet<>())
          .add(entry.object().replaceFirst("/.*", ""));
      case "unplug" -> kindsByActor.remove(entry.object());
      default -> {} // Everything else changes no subscription.
    }
  }

  Map<String, List<String>> byActor() {
    Map<String, List<String>> copy = new TreeMap<>();
    kindsByActor.forEach((actor, kinds) -> copy.put(actor, List.copyOf(kinds)));
    return copy;
  }
}
