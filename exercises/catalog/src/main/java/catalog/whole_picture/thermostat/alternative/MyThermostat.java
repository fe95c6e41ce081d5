package learner;

import catalog.whole_picture.thermostat.Action;
import catalog.whole_picture.thermostat.Thermostat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// Another way: merge both maps into one of differences, then read the actions off it.
public final class MyThermostat implements Thermostat {

  @Override
  public List<Action> step(Map<String, Integer> desired, Map<String, Integer> observed) {
    SortedMap<String, Integer> missing = new TreeMap<>(desired);
    observed.forEach((app, running) -> missing.merge(app, -running, Integer::sum));

    return missing.entrySet().stream().flatMap(gap -> action(gap.getKey(), gap.getValue()))
        .toList();
  }

  private static Stream<Action> action(String app, int missing) {
    Function<Integer, Action> kind = missing > 0
        ? count -> new Action.Start(app, count)
        : count -> new Action.Stop(app, count);
    return missing == 0 ? Stream.empty() : Stream.of(kind.apply(Math.abs(missing)));
  }
}
