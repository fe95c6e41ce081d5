package site.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import kube.Cluster;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.api.Response.Answer;
import kube.tools.kubectl.CommandFailure;
import kube.tools.kubectl.connection.Connection;

/// The API of a cluster for a command that runs on its loop: questions with an answer at once.
final class LoopConnection implements Connection {
  private final Cluster cluster;

  LoopConnection(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public Answer send(Request request) {
    return switch (cluster.transport().send(request)) {
      case Answer answer -> answer;
      case Response.Later _,Response.Stream _,Response.Flow _,Response.Upgrade _ ->
        throw CommandFailure.of("the answer takes longer than this page waits");
    };
  }

  @Override
  public boolean watch(Request request, Duration longest, Predicate<Event> goOn) {
    throw CommandFailure.of("this page does not watch; the board does");
  }

  @Override
  public Answer lines(Request request, Predicate<String> goOn) {
    throw CommandFailure.of("this page does not follow");
  }

  @Override
  public Duplex open(Request request, List<String> protocols) {
    throw CommandFailure.of("this page opens no streams");
  }

  @Override
  public Instant now() {
    return cluster.now();
  }

  @Override
  public void pause(Duration pause) {
    throw CommandFailure.of("this page does not wait");
  }

  @Override
  public String server() {
    return "http://127.0.0.1";
  }

  @Override
  public void close() {}
}
