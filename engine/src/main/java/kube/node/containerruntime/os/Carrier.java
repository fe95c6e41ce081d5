package kube.node.containerruntime.os;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import kube.foundation.stream.ByteSink;
import org.jspecify.annotations.Nullable;

/// Carries the bytes of one connection into a network namespace and back.
///
/// A small helper enters the namespace, connects to the port there, and copies both ways, as runtimes
/// did with `nsenter` and `socat` for `kubectl port-forward`.
///
/// Owned by the loop.
final class Carrier implements ByteSink {

  private static final String COPY = "exec 4<&0 3<>/dev/tcp/127.0.0.1/$0 || exit 1; "
      + "cat <&4 >&3 & cat <&3; kill $! 2>/dev/null; exit 0";

  private final Crew crew;
  private final List<byte[]> early = new ArrayList<>();
  private @Nullable Process helper;
  private boolean over;

  Carrier(Crew crew, long pid, int port, ByteSink back) {
    this.crew = crew;
    crew.start(() -> {
      List<String> command = new ArrayList<>(Namespaces.inRoomOf(pid));
      command.addAll(List.of("bash", "-c", COPY, Integer.toString(port)));
      Process started = new ProcessBuilder(command)
          .redirectError(ProcessBuilder.Redirect.DISCARD).start();
      crew.tell(() -> started(started));
      crew.read(started.getInputStream(), back::bytes, () -> {
        over = true;
        back.end();
      });
    }, _ -> back.end());
  }

  private void started(Process process) {
    helper = process;
    List<byte[]> waiting = List.copyOf(early);
    early.clear();
    waiting.forEach(this::bytes);
    if (over) end();
  }

  @Override
  public void bytes(byte[] bytes) {
    Process process = helper;
    if (process == null) {
      early.add(bytes);
      return;
    }
    OutputStream there = process.getOutputStream();
    crew.start(() -> {
      there.write(bytes);
      there.flush();
    }, _ -> end());
  }

  @Override
  public void end() {
    over = true;
    Process process = helper;
    if (process == null) return;
    crew.start(() -> {
      process.getOutputStream().close();
      process.destroy();
    }, problem -> {
      throw new UncheckedIOException(new IOException(problem));
    });
  }
}
