package kube.tools.kubectl;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Predicate;

import kube.Cluster;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.api.Response.Answer;
import kube.tools.kubectl.connection.Connection;

/// The API of a simulated cluster: to wait is to let virtual time pass.
final class SimulatedConnection implements Connection {

  private static final Duration STEP = Duration.ofMillis(100);

  private final Cluster cluster;
  private final Duration longestWatch;

  /// @param longestWatch how long a watch is followed that nobody ends
  SimulatedConnection(Cluster cluster, Duration longestWatch) {
    this.cluster = cluster;
    this.longestWatch = longestWatch;
  }

  @Override
  public Answer send(Request request) {
    return switch (cluster.transport().send(request)) {
      case Answer answer -> answer;
      case Response other -> throw new IllegalStateException(request.path() + " answers with "
          + other);
    };
  }

  @Override
  public boolean watch(Request request, Duration longest, Predicate<Event> goOn) {
    if (!(cluster.transport().send(request) instanceof Response.Stream stream)) {
      throw new IllegalStateException("no stream for " + request.path());
    }
    Queue<Event> arrived = new ArrayDeque<>();
    var handle = stream.source().open(new Response.WatchSink() {
      @Override
      public void event(Response.WatchEvent event) {
        arrived.add(new Event(event.type(), event.object().tree()));
      }

      @Override
      public void ended() {}
    });
    Instant end = now().plus(longest.isZero() ? longestWatch : longest);
    boolean saidNo = false;
    while (!saidNo && now().isBefore(end)) {
      pause(STEP);
      for (Event event = arrived.poll(); event != null && !saidNo; event = arrived.poll()) {
        saidNo = !goOn.test(event);
      }
    }
    handle.cancel();
    return saidNo;
  }

  @Override
  public Answer lines(Request request, Predicate<String> goOn) {
    Answer answer = send(request);
    if (!answer.isOk()) return answer;
    for (String line : new String(answer.body(), StandardCharsets.UTF_8).split("\n")) {
      if (!goOn.test(line)) break;
    }
    return answer;
  }

  @Override
  public Duplex open(Request request, List<String> protocols) {
    throw new UnsupportedOperationException("byte streams need a live cluster");
  }

  @Override
  public Instant now() {
    return cluster.now();
  }

  @Override
  public void pause(Duration pause) {
    cluster.advance(pause);
  }

  @Override
  public String server() {
    return "http://simulated";
  }

  @Override
  public void close() {}
}
