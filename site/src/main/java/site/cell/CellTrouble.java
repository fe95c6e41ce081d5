package site.cell;

/// A shell cannot serve: the message says why and what to do.
public final class CellTrouble extends RuntimeException {
  private static final long serialVersionUID = 1;

  CellTrouble(String message) {
    super(message);
  }

  CellTrouble(String message, Throwable cause) {
    super(message, cause);
  }
}
