package grader.attack;

/// What came of an attack.
public sealed interface Outcome {
  String detail();

  /// Nothing.
  record Held(String detail) implements Outcome {}

  /// Something that must not be.
  record Broken(String detail) implements Outcome {}

  /// This machine does not confine that, and every verdict made on it says so.
  record NotConfined(String detail) implements Outcome {}

  static Outcome heldWhen(boolean isHeld, String detail) {
    return isHeld ? new Held(detail) : new Broken(detail);
  }
}
