package grader.worker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How an exception travels: as itself where its type may cross, else by name; with the places in
/// the learner's files, and never with its cause, which may be endless.
final class Thrown {
  private static final int MAX_TEXT = 2_000;
  private static final int MAX_PLACES = 8;
  private static final String LEARNER = "learner.";

  private static final int AS_ITSELF = 0;
  private static final int BY_NAME = 1;
  private static final int BAD_ANSWER = 2;

  private Thrown() {}

  static void write(Throwable thrown, Encoder frame, Peer peer) {
    if (thrown instanceof BadAnswer bad) {
      frame.kind(BAD_ANSWER).text(text(bad.getMessage()));
    } else if (thrown instanceof LearnerThrew named) {
      byName(frame, named);
    } else if (peer.vocabulary().indexOf(thrown.getClass()) == null) {
      byName(frame, describe(thrown));
    } else {
      frame.kind(AS_ITSELF).value(thrown);
      places(frame, describe(thrown).places());
    }
  }

  private static void byName(Encoder frame, LearnerThrew named) {
    frame.kind(BY_NAME).text(named.type()).text(named.text());
    places(frame, named.places());
  }

  private static void places(Encoder frame, List<String> places) {
    frame.number(places.size());
    for (String place : places) frame.text(place);
  }

  static Throwable read(Decoder content) {
    int kind = content.kind();
    if (kind == BAD_ANSWER) return new BadAnswer(content.text());
    if (kind == BY_NAME) {
      return new LearnerThrew(content.text(), content.text(), places(content));
    }
    if (kind != AS_ITSELF || !(content.value() instanceof Throwable thrown)) {
      throw new ProtocolBroken("an ending that is none");
    }
    thrown.setStackTrace(new StackTraceElement[0]);
    thrown.addSuppressed(new LearnerThrew(thrown.getClass().getSimpleName(),
        text(thrown.getMessage()), places(content)));
    return thrown;
  }

  private static List<String> places(Decoder content) {
    List<String> places = new ArrayList<>();
    int count = content.count();
    for (int index = 0; index < count; index++) places.add(content.text());
    return places;
  }

  /// Name, message and places of an exception of the learner's code.
  static LearnerThrew describe(Throwable thrown) {
    List<String> places = Arrays.stream(thrown.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith(LEARNER))
        .map(frame -> frame.getFileName() + ":" + frame.getLineNumber()).distinct()
        .limit(MAX_PLACES)
        .toList();
    return new LearnerThrew(thrown.getClass().getSimpleName(), text(thrown.getMessage()), places);
  }

  private static String text(@org.jspecify.annotations.Nullable String message) {
    if (message == null) return "";
    return message.length() <= MAX_TEXT ? message : message.substring(0, MAX_TEXT) + "…";
  }
}
