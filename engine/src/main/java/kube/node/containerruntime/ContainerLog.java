package kube.node.containerruntime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import kube.foundation.machine.Clock;
import kube.node.containerruntime.ContainerRuntime.LogLine;

/// What one run of a container has written, line by line.
///
/// These are the lines of the newest file; [LogFiles] puts older ones aside.
///
/// Owned by the loop.
public final class ContainerLog {

  /// More than a kubelet leaves in one file; it looks every ten seconds only.
  private static final int CHARACTERS_KEPT = 16 * 1024 * 1024;

  private record Follower(Consumer<LogLine> onLine, Runnable onEnd) {}

  private final Clock clock;
  private final ArrayDeque<LogLine> lines = new ArrayDeque<>(2);
  /// By stream. Hardly any log has an open line while nobody writes.
  private Map<String, StringBuilder> unfinished = Map.of();
  private final List<Follower> followers = new ArrayList<>();
  private int characters;
  private boolean isMuted;

  public ContainerLog(Clock clock) {
    this.clock = clock;
  }

  /// Takes bytes of one stream; tells `onLine` of every line that they complete.
  public void write(String stream, byte[] bytes, Consumer<String> onLine) {
    if (unfinished.isEmpty()) unfinished = LinkedHashMap.newLinkedHashMap(2);
    StringBuilder open = unfinished.computeIfAbsent(stream, _ -> new StringBuilder());
    open.append(new String(bytes, ISO_8859_1));
    for (int end = open.indexOf("\n"); end >= 0; end = open.indexOf("\n")) {
      String text = new String(open.substring(0, end).getBytes(ISO_8859_1), UTF_8);
      open.delete(0, end + 1);
      if (open.isEmpty()) unfinished.remove(stream);
      add(new LogLine(clock.now(), stream, text, true));
      if (!isMuted) onLine.accept(text);
    }
    if (unfinished.isEmpty()) unfinished = Map.of();
  }

  /// The program has ended: what it left unfinished is a line as well.
  public void close() {
    unfinished.forEach((stream, open) -> {
      if (open.isEmpty()) return;
      String text = new String(open.toString().getBytes(ISO_8859_1), UTF_8);
      add(new LogLine(clock.now(), stream, text, false));
    });
    unfinished = Map.of();
    List<Follower> told = List.copyOf(followers);
    followers.clear();
    told.forEach(follower -> follower.onEnd.run());
  }

  /// Has all these lines already.
  void inherit(List<LogLine> before) {
    before.forEach(this::add);
  }

  /// Whether what is written from now on is known already.
  void mute(boolean muted) {
    isMuted = muted;
  }

  /// How many bytes, nearly, are kept of it.
  long size() {
    return characters;
  }

  public List<LogLine> lines() {
    return List.copyOf(lines);
  }

  /// The lines as the runtime writes them into the file.
  ///
  /// **In Kubernetes:** https://kubernetes.io/docs/concepts/cluster-administration/logging/#how-nodes-handle-container-logs
  String text() {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.time()).append(' ').append(line.stream())
        .append(line.whole() ? " F " : " P ").append(line.text()).append('\n'));
    return text.toString();
  }

  /// The next line is the first of a new file.
  void beginAnew() {
    lines.clear();
    characters = 0;
  }

  public Runnable follow(Consumer<LogLine> onLine, Runnable onEnd) {
    Follower follower = new Follower(onLine, onEnd);
    followers.add(follower);
    return () -> followers.remove(follower);
  }

  private void add(LogLine line) {
    if (isMuted) return;
    lines.addLast(line);
    characters += line.text().length();
    while (characters > CHARACTERS_KEPT && lines.size() > 1) {
      characters -= lines.removeFirst().text().length();
    }
    List.copyOf(followers).forEach(follower -> follower.onLine.accept(line));
  }
}
