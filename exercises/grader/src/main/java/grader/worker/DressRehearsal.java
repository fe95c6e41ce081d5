package grader.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// A whole conversation with a made-up class, both ends in this process, round after round.
///
/// A new JVM reads its code step by step and compiles what it reads often. A worker does that while
/// nobody waits for it, with a [Player] in the learner's place; nothing of a learner's is near, and
/// the conversation that comes later is another one.
final class DressRehearsal {
  private static final List<Class<?>> CAST = List.of(Play.class, Play.Line.class,
      Play.Line.Said.class, Play.Line.Silence.class, Play.Scene.class, Play.Prompter.class);

  private final SortedMap<String, byte[]> player = new TreeMap<>();
  private final Remote remote;

  DressRehearsal() {
    for (Class<?> type : Player.class.getDeclaredClasses()) take(type);
    take(Player.class);
    ClassLoader loader = DressRehearsal.class.getClassLoader();
    List<String> names = CAST.stream().map(Class::getName).toList();
    LoopbackWire[] ends = LoopbackWire.pair();
    Worker worker = new Worker(ends[1], names, loader, () -> "");
    remote = new Remote(ends[0], names, loader);
    ends[0].whenWaiting(worker::handleOne);
    ends[1].whenWaiting(remote::answerOne);
    worker.sayReady();
    remote.awaitReady();
    remote.load(Player.class.getName(), Play.class, player);
  }

  /// Plays one round: a new instance, and each of its calls some times.
  void playRound() {
    Play play = remote.start(Play.class, true);
    Prompting prompter = new Prompting(new ArrayList<>());
    byte[] words = {1, 2, 3};
    for (int turn = 0; turn < 12; turn++) {
      String who = "player " + turn % 4;
      play.compare(new TreeMap<>(Map.of(who, turn, "c", 1)), new TreeMap<>(Map.of("b", 2)));
      long moment = play.remember(who, words);
      play.recall(who, turn % 2 == 0 ? 0 : moment);
      prompter.scenes().add(play.perform(lines(who, turn)));
      if (turn % 4 == 0) play.converse(prompter, who);
      if (turn % 4 == 1) askTooMuch(play, who, moment);
    }
  }

  private static void askTooMuch(Play play, String who, long moment) {
    try {
      play.recall(who, moment + 100);
      throw new IllegalStateException("The rehearsal went wrong");
    } catch (IllegalArgumentException refusal) {
      if (refusal.getSuppressed().length != 1) throw refusal;
    }
  }

  private static List<Play.Line> lines(String who, int turn) {
    return IntStream.range(0, 6).<Play.Line>mapToObj(number -> number % 2 == 0
        ? new Play.Line.Said(who, new byte[]{(byte) number}, turn)
        : new Play.Line.Silence(who, number - 2))
        .toList();
  }

  private void take(Class<?> type) {
    String file = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream bytes = DressRehearsal.class.getResourceAsStream(file)) {
      if (bytes == null)
        throw new IllegalStateException("Part of the rehearsal is missing: " + file);
      player.put(type.getName(), bytes.readAllBytes());
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /// The grader's part: answers what the player asks.
  private record Prompting(List<Play.Scene> scenes) implements Play.Prompter {
    @Override
    public Optional<Play.Scene> find(String name) {
      return scenes.isEmpty() ? Optional.empty() : Optional.of(scenes.getLast());
    }

    @Override
    public List<Play.Scene> all() {
      return scenes.subList(Math.max(0, scenes.size() - 3), scenes.size());
    }

    @Override
    public void whisper(Play.Line line) {
      if (line instanceof Play.Line.Said said) Arrays.fill(said.words(), (byte) 7);
    }
  }
}
