package grader.worker;

import java.io.Serial;
import java.util.List;

/// The learner's part ended a call by an exception.
///
/// Thrown as itself when the exception's type may not cross; attached as a suppressed exception to
/// one that may, so that a check can tell the learner's exceptions from those of the grader.
public final class LearnerThrew extends RuntimeException {
  @Serial
  private static final long serialVersionUID = 1;

  private final String type;
  private final String text;
  private final transient List<String> places;

  public LearnerThrew(String type, String text, List<String> places) {
    super(type + (text.isEmpty() ? "" : ": " + text));
    this.type = type;
    this.text = text;
    this.places = List.copyOf(places);
  }

  /// Simple name of the exception's class.
  public String type() {
    return type;
  }

  /// The exception's own message; empty when it had none.
  public String text() {
    return text;
  }

  /// Where in the learner's files it happened, innermost first (`MyStore.java:41`).
  public List<String> places() {
    return places;
  }
}
