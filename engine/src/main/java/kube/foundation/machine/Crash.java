package kube.foundation.machine;

/// A process dies in the middle of what it does: what runs now ends here, and nothing it had
/// planned comes to pass.
///
/// Thrown by a trap of the simulation inside the dying program's own call; nobody may catch it but
/// the loop.
public final class Crash extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String component;

  /// @param component who dies
  /// @param where at which point, in words for the log
  public Crash(String component, String where) {
    super(where, null, false, false);
    this.component = component;
  }

  public String component() {
    return component;
  }
}
