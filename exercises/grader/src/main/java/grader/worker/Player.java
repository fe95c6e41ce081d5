package grader.worker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Plays [Play] the way learners write: collections, streams, lambdas, records, patterns.
final class Player implements Play {
  private record Memory(long moment, Line.Said said) {}

  private final Map<String, List<Memory>> memories = new TreeMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private long moment = 1;

  @Override
  public List<Line> compare(Map<String, Integer> wished, Map<String, Integer> there) {
    TreeSet<String> names = new TreeSet<>(wished.keySet());
    names.addAll(there.keySet());
    List<Line> lines = new ArrayList<>();
    for (String name : names) {
      int missing = wished.getOrDefault(name, 0) - there.getOrDefault(name, 0);
      if (missing > 0) lines.add(new Line.Silence(name, missing));
      if (missing < 0) lines.add(new Line.Said(name, new byte[]{1}, -missing));
    }
    return lines;
  }

  @Override
  public long remember(String who, byte[] words) {
    Line.Said said = new Line.Said(who, words.clone(), ++moment);
    memories.computeIfAbsent(who, name -> new ArrayList<>()).add(new Memory(moment, said));
    counts.merge(who, 1, Integer::sum);
    return moment;
  }

  @Override
  public Optional<Line> recall(String who, long at) {
    if (at > moment) {
      throw new IllegalArgumentException("%s at %d, not before %d".formatted(who, at, moment));
    }
    return memories.getOrDefault(who, List.of()).stream()
        .filter(memory -> memory.moment() <= at || at == 0).map(Memory::said)
        .map(said -> new Line.Said(said.who(), said.words().clone(), said.moment()))
        .max(Comparator.comparingLong(Line.Said::moment)).map(said -> said);
  }

  @Override
  public Scene perform(List<Line> lines) {
    List<Line> answers = new ArrayList<>();
    for (Line line : lines) {
      switch (line) {
        case Line.Said said -> {
          long now = remember(said.who(), said.words());
          answers.add(new Line.Said(said.who(), Arrays.copyOf(said.words(), 1), now));
        }
        case Line.Silence(String who, int seconds) when seconds > 1 ->
          answers.add(new Line.Silence(who, seconds - 1));
        case Line.Silence silence -> recall(silence.who(), 0).ifPresent(answers::add);
      }
    }
    return scene(answers);
  }

  @Override
  public Scene converse(Prompter prompter, String who) {
    Optional<Scene> found = prompter.find(who);
    if (found.isEmpty()) return scene(List.of());
    List<Line> all = prompter.all().stream().flatMap(each -> each.lines().stream())
        .sorted(Comparator.comparing(Player::speaker).thenComparing(Object::toString)).toList();
    all.stream().limit(2).forEach(prompter::whisper);
    return scene(all);
  }

  private static String speaker(Line line) {
    return switch (line) {
      case Line.Said said -> said.who();
      case Line.Silence silence -> silence.who();
    };
  }

  private Scene scene(List<Line> lines) {
    Map<String, String> props = memories.keySet().stream()
        .collect(Collectors.toMap(name -> name, name -> name + counts.getOrDefault(name, 0)));
    memories.values().removeIf(all -> all.size() > 8);
    return new Scene(lines.isEmpty(), moment, lines,
        lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast()), props);
  }
}
