package grader.worker;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A made-up slot, played before a worker is needed: its calls carry every kind of value that real
/// slots use.
public interface Play {
  /// A role in the play, as records behind a sealed interface usually cross.
  sealed interface Line {
    /// Says something.
    @SuppressWarnings("ArrayRecordComponent") // Arrays cross, so they are rehearsed.
    record Said(String who, byte[] words, long moment) implements Line {}

    /// Says nothing, for so long.
    record Silence(String who, int seconds) implements Line {}
  }

  /// What one scene left behind.
  record Scene(boolean isOver, long moment, List<Line> lines, Optional<Line> last,
      Map<String, String> props) {}

  /// Decides from two maps, as a controller does.
  List<Line> compare(Map<String, Integer> wished, Map<String, Integer> there);

  /// Takes an array over.
  long remember(String who, byte[] words);

  /// Finds what was remembered. Throws `IllegalArgumentException` about a future moment.
  Optional<Line> recall(String who, long moment);

  /// Performs many lines at once.
  Scene perform(List<Line> lines);

  /// Asks back while it is called.
  Scene converse(Prompter prompter, String who);

  /// What a player may ask.
  interface Prompter {
    Optional<Scene> find(String name);

    List<Scene> all();

    void whisper(Line line);
  }
}
