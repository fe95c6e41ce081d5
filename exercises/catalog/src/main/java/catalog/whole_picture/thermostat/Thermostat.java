package catalog.whole_picture.thermostat;

import java.util.List;
import java.util.Map;

/// One step of a control loop: compares what is wished with what is seen, and says what to do.
///
/// **In Kubernetes:** every controller is built this way; see
/// <https://kubernetes.io/docs/concepts/architecture/controller/>.
public interface Thermostat {
  /// What has to happen so that `observed` becomes `desired`: one action for each app that differs,
  /// sorted by app. Both maps go from an app's name to a number of running copies.
  List<Action> step(Map<String, Integer> desired, Map<String, Integer> observed);
}
