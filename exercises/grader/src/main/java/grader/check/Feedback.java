package grader.check;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a learner reads when a check fails: five parts, one cause.
///
/// Each part is a sentence of its own, and none gives the solution away. A check that recognises a
/// known mistake by its behavior names it, and says the mistake's own message instead of the
/// composed one.
///
/// @param weDid what the check did, in the words of the exercise
/// @param youAnswered what came back
/// @param weNeeded what would have been right
/// @param whyItMatters what breaks for a user otherwise
/// @param read where the lesson explains it: a lesson's id, maybe with an anchor
/// (`L01#fact-both-ways`)
/// @param misconception the known mistake, when the behavior matches one
/// @param evidence the run in which it went wrong, where one can be shown
public record Feedback(String weDid, String youAnswered, String weNeeded, String whyItMatters,
    String read, Optional<Misconception> misconception, Optional<Evidence> evidence) {

  /// A mistake that many make: the name of its folder under `wrong/`, and what we say to it.
  public record Misconception(String name, String message) {}

  /// Starts a feedback; the parts that follow are added one by one.
  public static Feedback weDid(String sentence) {
    return new Feedback(sentence, "", "", "", "", Optional.empty(), Optional.empty());
  }

  public Feedback youAnswered(String sentence) {
    return new Feedback(weDid, sentence, weNeeded, whyItMatters, read, misconception,
        evidence);
  }

  public Feedback weNeeded(String sentence) {
    return new Feedback(weDid, youAnswered, sentence, whyItMatters, read, misconception,
        evidence);
  }

  public Feedback because(String sentence) {
    return new Feedback(weDid, youAnswered, weNeeded, sentence, read, misconception,
        evidence);
  }

  public Feedback read(String lesson) {
    return new Feedback(weDid, youAnswered, weNeeded, whyItMatters, lesson, misconception,
        evidence);
  }

  /// Names the known mistake this failure shows; `message` is what the learner reads first.
  public Feedback named(String misconception, String message) {
    return new Feedback(weDid, youAnswered, weNeeded, whyItMatters, read,
        Optional.of(new Misconception(misconception, message)), evidence);
  }

  /// Shows the run in which it went wrong.
  public Feedback shown(Evidence run) {
    return new Feedback(weDid, youAnswered, weNeeded, whyItMatters, read, misconception,
        Optional.of(run));
  }

  /// This feedback without control characters: what a learner's part answered may hold any, and
  /// terminals and reports obey some.
  public Feedback printable() {
    return new Feedback(printable(weDid), printable(youAnswered), printable(weNeeded),
        printable(whyItMatters), read, misconception,
        evidence.map(run -> run.saying(Feedback::printable)));
  }

  private static String printable(String text) {
    StringBuilder shown = new StringBuilder(text);
    for (int index = 0; index < shown.length(); index++) {
      char letter = shown.charAt(index);
      if (letter < ' ' && letter != '\n') shown.setCharAt(index, (char) ('\u2400' + letter));
      if (letter >= 0x7f && letter < 0xa0) shown.setCharAt(index, '\ufffd');
    }
    return shown.toString();
  }

  /// The one message that says it all: the known mistake's own, or the parts in their order.
  public String message() {
    return misconception.map(Misconception::message)
        .orElseGet(() -> Stream.of(weDid, youAnswered, weNeeded, whyItMatters)
            .filter(part -> !part.isBlank()).collect(Collectors.joining(" ")));
  }

  /// Ends the check with this feedback when `isBroken` holds.
  public void failWhen(boolean isBroken) {
    if (isBroken)
      throw new CheckFailed(this);
  }

  /// Ends the check with this feedback unless `isKept` holds.
  public void failUnless(boolean isKept) { failWhen(!isKept); }

  /// This feedback as the exception that ends a check: `throw feedback.asFailure()`.
  public CheckFailed asFailure() { return new CheckFailed(this); }
}
