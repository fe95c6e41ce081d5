package grader.worker;

import java.io.Serial;

/// Something came that does not belong to the conversation. Nothing after it can be believed.
public final class ProtocolBroken extends RuntimeException {
  @Serial
  private static final long serialVersionUID = 1;

  public ProtocolBroken(String message) {
    super(message);
  }
}
