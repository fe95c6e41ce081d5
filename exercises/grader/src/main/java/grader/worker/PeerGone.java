package grader.worker;

import java.io.Serial;

/// The other side has hung up: its process ended, or was ended.
public final class PeerGone extends RuntimeException {
  @Serial
  private static final long serialVersionUID = 1;

  public PeerGone(String message) {
    super(message);
  }
}
