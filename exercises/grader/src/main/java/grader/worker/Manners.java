package grader.worker;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/// Whom an end of the conversation believes, and what it says besides values.
///
/// The worker checks its own answers, so that an honest mistake gets a clear message; the grader
/// checks what comes, because the worker may not be itself any more.
interface Manners {
  /// Refuses a call from a thread that has no turn.
  void requireTurn();

  /// Throws what a callback of this side threw and the other side could not carry.
  void rethrowKept() throws Throwable;

  /// Checks an argument that came. Throws [ProtocolBroken].
  void checkArgument(Method method, int index, @Nullable Object value);

  /// Checks an answer that came. Throws [ProtocolBroken].
  void checkAnswer(Method method, @Nullable Object value);

  /// Checks an answer before it is sent. Throws [BadAnswer].
  void checkOwnAnswer(Method method, @Nullable Object value);

  /// What the other side gets to know of an exception here.
  Throwable translate(Throwable problem);

  /// What was printed since the last answer.
  String said();

  /// What the other side printed.
  void heard(String output);
}
