package catalog.whole_picture.thermostat;

import catalog.whole_picture.thermostat.Action.Start;
import catalog.whole_picture.thermostat.Action.Stop;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kube.foundation.machine.Randomness;

/// The world of this exercise: apps, how many of each run, and what actions do to them.
final class Shop {
  private static final List<String> APPS = List.of("blog", "cart", "mail", "search", "video",
      "web");

  private Shop() {}

  /// A map of one app. Open to changes, as a careless neighbor would hand it over.
  static Map<String, Integer> of(String app, int count) {
    Map<String, Integer> world = new TreeMap<>();
    world.put(app, count);
    return world;
  }

  static Map<String, Integer> empty() {
    return new TreeMap<>();
  }

  /// Some apps, each with up to five copies.
  static Map<String, Integer> random(Randomness chance) {
    Map<String, Integer> world = new TreeMap<>();
    for (String app : APPS) {
      if (chance.chance(0.6)) world.put(app, chance.below(6));
    }
    return world;
  }

  /// The world after these actions were carried out; apps without a copy are left out.
  static Map<String, Integer> after(Map<String, Integer> observed, List<Action> actions) {
    Map<String, Integer> world = new TreeMap<>(observed);
    for (Action action : actions) {
      int change = switch (action) {
        case Start start -> start.count();
        case Stop stop -> -stop.count();
      };
      world.merge(action.app(), change, Integer::sum);
    }
    return running(world);
  }

  /// The same world without its zeros.
  static Map<String, Integer> running(Map<String, Integer> world) {
    Map<String, Integer> running = new TreeMap<>(world);
    running.values().removeIf(count -> count == 0);
    return running;
  }

  /// Actions as the statement writes them: `[Start web 2]`.
  static String show(List<Action> actions) {
    return actions.stream().map(Shop::show).limit(8).collect(Collectors.joining(", ", "`[", "]`"));
  }

  private static String show(Action action) {
    return switch (action) {
      case Start(String app, int count) -> "Start " + app + " " + count;
      case Stop(String app, int count) -> "Stop " + app + " " + count;
    };
  }
}
