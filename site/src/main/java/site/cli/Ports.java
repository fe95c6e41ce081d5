package site.cli;

/// Refuses numbers that are no ports, before anything is started.
final class Ports {
  private static final int LAST = 65_535;

  private Ports() {}

  static void require(int port) {
    if (port < 0 || port > LAST) {
      throw new CouldNotRun("--port must be 0 to " + LAST + ", not " + port
          + ". 0 takes any free one.");
    }
  }
}
