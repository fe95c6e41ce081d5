package learner;

import catalog.whole_picture.thermostat.Action;
import catalog.whole_picture.thermostat.Action.Start;
import catalog.whole_picture.thermostat.Action.Stop;
import catalog.whole_picture.thermostat.Thermostat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// One step of a control loop: compares wish and world, and says what to do.
///
/// It has no fields. What it needs to know is in its two arguments, so it can be started anew
/// before any step and nobody notices.
public class MyThermostat implements Thermostat {

  @Override
  public List<Action> step(Map<String, Integer> desired, Map<String, Integer> observed) {
    // An app may be wished and not run, or run and not be wished: look at both.
    SortedSet<String> apps = new TreeSet<>(desired.keySet());
    apps.addAll(observed.keySet());

    List<Action> actions = new ArrayList<>();
    for (String app : apps) {
      int missing = desired.getOrDefault(app, 0) - observed.getOrDefault(app, 0);
      if (missing > 0) actions.add(new Start(app, missing));
      if (missing < 0) actions.add(new Stop(app, -missing));
    }
    return actions;
  }
}
