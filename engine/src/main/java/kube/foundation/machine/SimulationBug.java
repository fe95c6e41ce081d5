package kube.foundation.machine;

import java.util.stream.Collectors;

/// A defect of the engine: stops the run and says how to see it again.
public final class SimulationBug extends RuntimeException {

  private static final long serialVersionUID = 1;
  private static final int EVENTS_SHOWN = 20;

  SimulationBug(EventLoop loop, String actor, RuntimeException cause) {
    super("A bug in " + actor + " at " + loop.now() + ", seed " + loop.seed() + ": " + cause
        + "\nThe last events:\n" + lastEvents(loop.log()), cause);
  }

  private static String lastEvents(EventLog log) {
    return log.last(EVENTS_SHOWN)
        .stream()
        .map(entry -> "  " + entry.toLine())
        .collect(Collectors.joining("\n"));
  }
}
