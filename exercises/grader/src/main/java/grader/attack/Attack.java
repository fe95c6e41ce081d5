package grader.attack;

import java.io.IOException;
import java.util.Optional;

/// One thing that somebody may try.
///
/// @param number its number in the threat model; from 201 on our own
/// @param title what is tried
/// @param needsSandbox whether only a sandbox can hold it
/// @param insideBody the Java that tries it inside a worker and returns `held`, if that is all it
/// takes
public record Attack(int number, String title, boolean needsSandbox, Optional<String> insideBody,
    Attempt attempt) {

  /// Tries it.
  public interface Attempt {
    Outcome make(Arena arena) throws IOException;
  }

  /// An attack by code inside a worker, whatever confines it.
  static Attack inside(int number, String title, String body) {
    return new Attack(number, title, false, Optional.of(body), arena -> arena.inside(number));
  }

  /// An attack by code inside a worker that a sandbox has to hold.
  static Attack confined(int number, String title, String body) {
    return new Attack(number, title, true, Optional.of(body), arena -> arena.inside(number));
  }

  /// An attack by what is handed in.
  static Attack handedIn(int number, String title, Attempt attempt) {
    return new Attack(number, title, false, Optional.empty(), attempt);
  }

  /// An attack by what is handed in that a sandbox has to hold.
  static Attack confinedHandIn(int number, String title, Attempt attempt) {
    return new Attack(number, title, true, Optional.empty(), attempt);
  }
}
