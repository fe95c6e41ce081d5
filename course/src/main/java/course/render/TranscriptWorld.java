package course.render;

import java.util.List;

/// What the commands of a lesson's transcripts are told to: one simulated cluster, kept from
/// transcript to transcript.
interface TranscriptWorld extends AutoCloseable {
  /// What came of a command.
  sealed interface Reply {}

  record Said(List<String> lines) implements Reply {}

  /// The command itself is wrong; a refusal of the API is something said.
  record NotUnderstood(String why) implements Reply {}

  Reply tell(String command);

  @Override
  void close();

  /// Makes a world, when the lesson's first transcript needs it.
  interface Maker {
    TranscriptWorld make(long seed, int nodes);
  }
}
