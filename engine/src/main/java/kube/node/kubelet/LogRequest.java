package kube.node.kubelet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

import kube.foundation.api.Request;
import kube.foundation.stream.ByteSink;
import kube.foundation.stream.ByteSource;
import kube.node.containerruntime.ContainerRuntime;
import kube.node.containerruntime.ContainerRuntime.LogLine;

/// Which part of a container's log is asked for, and in which form.
///
/// @param tail how many of the last lines; empty for all
/// @param since lines from before that are left out
/// @param limitBytes where to stop
/// @param streams `All`, `Stdout` or `Stderr`
///
/// **In Kubernetes:**
/// [kuberuntime/logs](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/cri-client/pkg/logs/logs.go)
record LogRequest(OptionalLong tail, Optional<Instant> since, OptionalLong limitBytes,
    boolean timestamps, String streams) {

  private static final DateTimeFormatter NINE_DIGITS = DateTimeFormatter
      .ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);

  static LogRequest of(Request request, Instant now) {
    Optional<Instant> since = request.query("sinceTime").map(Instant::parse)
        .or(() -> request.query("sinceSeconds")
            .map(seconds -> now.minusSeconds(Long.parseLong(seconds))));
    return new LogRequest(number(request, "tailLines"), since, number(request, "limitBytes"),
        request.flag("timestamps"), request.query("stream").orElse("All"));
  }

  private static OptionalLong number(Request request, String name) {
    return request.query(name).map(text -> OptionalLong.of(Long.parseLong(text)))
        .orElse(OptionalLong.empty());
  }

  /// The lines that there are, as the client gets them.
  byte[] read(List<LogLine> lines) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    select(lines).forEach(line -> text.writeBytes(rendered(line)));
    byte[] all = text.toByteArray();
    return limitBytes.isPresent() && all.length > limitBytes.getAsLong()
        ? Arrays.copyOf(all, (int) limitBytes.getAsLong())
        : all;
  }

  /// The lines that there are, and each further one, until the container ends or the limit is met.
  ByteSource follow(ContainerRuntime runtime, String containerId) {
    return sink -> {
      Limited limited = new Limited(sink, limitBytes.orElse(Long.MAX_VALUE));
      limited.accept(read(runtime.log(containerId)));
      limited.stopFollowing = runtime.followLog(containerId, line -> {
        if (isWanted(line)) limited.accept(rendered(line));
      }, limited::end);
      return limited::stop;
    };
  }

  private List<LogLine> select(List<LogLine> lines) {
    List<LogLine> wanted = lines.stream().filter(this::isWanted).toList();
    long skipped = tail.isPresent() ? Math.max(0, wanted.size() - tail.getAsLong()) : 0;
    return wanted.subList((int) skipped, wanted.size());
  }

  private boolean isWanted(LogLine line) {
    return (streams.equals("All") || streams.equalsIgnoreCase(line.stream()))
        && since.filter(line.time()::isBefore).isEmpty();
  }

  private byte[] rendered(LogLine line) {
    String start = timestamps ? NINE_DIGITS.format(line.time()) + " " : "";
    return (start + line.text() + (line.whole() ? "\n" : "")).getBytes(UTF_8);
  }

  /// A flow that ends itself after so many bytes. Owned by the loop.
  private static final class Limited implements Consumer<byte[]> {
    private final ByteSink sink;
    private long left;
    private boolean over;
    private Runnable stopFollowing = () -> {};

    private Limited(ByteSink sink, long limit) {
      this.sink = sink;
      this.left = limit;
    }

    @Override
    public void accept(byte[] bytes) {
      if (over || bytes.length == 0) return;
      byte[] part = bytes.length > left ? Arrays.copyOf(bytes, (int) left) : bytes;
      left -= part.length;
      sink.bytes(part);
      if (left == 0) {
        stop();
        sink.end();
      }
    }

    private void end() {
      if (over) return;
      over = true;
      sink.end();
    }

    private void stop() {
      over = true;
      stopFollowing.run();
    }
  }
}
