package kube.clients;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import kube.Cluster;
import kube.controlplane.apiserver.http.HttpTransport;
import kube.foundation.machine.LiveLoop;

/// A whole cluster that runs by the wall clock and answers on a real socket.
record LiveCluster(LiveLoop loop, HttpTransport transport) implements AutoCloseable {

  private static final Duration BOOT = Duration.ofMinutes(1);

  static LiveCluster start() throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Cluster cluster = new Cluster(Cluster.Plan.standard(1).startingAt(now.minus(BOOT))).start();
    cluster.settle();
    cluster.advance(Duration.between(cluster.now(), now));
    LiveLoop loop = LiveLoop.start(cluster.loop(), "clients");
    return new LiveCluster(loop, HttpTransport.open(loop, cluster.transport()::send, 0));
  }

  String url() {
    return transport.url();
  }

  @Override
  public void close() {
    transport.close();
    loop.close();
  }
}
