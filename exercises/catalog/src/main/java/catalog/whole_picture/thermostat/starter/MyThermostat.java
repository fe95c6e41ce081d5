package learner;

import catalog.whole_picture.thermostat.Action;
import catalog.whole_picture.thermostat.Thermostat;
import java.util.List;
import java.util.Map;

/// One step of a control loop: compares wish and world, and says what to do.
public class MyThermostat implements Thermostat {

  @Override
  public List<Action> step(Map<String, Integer> desired, Map<String, Integer> observed) {
    // For each app: how many are wished, how many run, and what closes the gap?
    return List.of(new Action.Start("web", 0));
  }
}
