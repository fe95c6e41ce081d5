package kube.node.containerruntime.os;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import kube.foundation.stream.ByteSink;
import org.jspecify.annotations.Nullable;

/// The process that keeps the namespaces of a Pod open while its containers come and go.
///
/// Owned by the loop, once it is made.
final class PauseProcess {

  private static final Pattern CHILD = Pattern.compile("\"child-pid\":\\s*(\\d+)");

  private final Crew crew;
  private final List<LongConsumer> waiting = new ArrayList<>();
  private volatile @Nullable Process process;
  private long pid;
  private boolean over;

  PauseProcess(Crew crew, String hostname) {
    this.crew = crew;
    crew.start(() -> {
      Process started = new ProcessBuilder(Namespaces.pause(hostname))
          .redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process = started;
      long child = readChild(started.inputReader(StandardCharsets.UTF_8));
      crew.tell(() -> isReady(child));
    }, _ -> over = true);
  }

  private static long readChild(BufferedReader output) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher child = CHILD.matcher(line);
      if (child.find()) return Long.parseLong(child.group(1));
    }
    throw new IOException("bwrap ended before it had made a namespace");
  }

  private void isReady(long child) {
    pid = child;
    waiting.forEach(later -> later.accept(child));
    waiting.clear();
    if (over) stop();
  }

  /// Does this with the number of the process, at once or when there is one.
  void whenReady(LongConsumer work) {
    if (pid > 0) work.accept(pid);
    else
      waiting.add(work);
  }

  /// Connects with a port in this network; the sink takes what goes there.
  @Nullable
  ByteSink connect(int port, ByteSink back) {
    if (over || pid == 0 || !Namespaces.isListening(pid, port)) return null;
    return new Carrier(crew, pid, port, back);
  }

  void stop() {
    over = true;
    Process running = process;
    if (running != null) {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly();
    }
  }
}
