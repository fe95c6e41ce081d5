package kube.controlplane.apiserver.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.time.Instant;

import kube.controlplane.apiserver.ApiServer;
import kube.controlplane.etcd.Etcd;
import kube.foundation.api.Request;
import kube.foundation.machine.EventLoop;
import kube.foundation.machine.Faults;
import kube.foundation.machine.LiveLoop;

/// A live API server behind a real socket, with the namespaces that every cluster has.
final class HttpWorld implements AutoCloseable {

  private final LiveLoop live;
  private final HttpTransport transport;
  private final ApiServer server;

  static HttpWorld open() {
    return open(Duration.ofSeconds(60));
  }

  /// @param patience how long a client may take to send one request
  static HttpWorld open(Duration patience) {
    try {
      return new HttpWorld(0, patience);
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
  }

  private HttpWorld(int port, Duration patience) throws IOException {
    EventLoop loop = new EventLoop(Instant.now(), 1);
    server = new ApiServer(loop.actor("apiserver"), Etcd.inMemory(),
        new Faults(loop.randomness("faults"), Faults.Plan.calm()));
    live = LiveLoop.start(loop, "cluster");
    transport = HttpTransport.open(live, server::handle, port, Optional.empty(), patience);
    for (String name : new String[]{"default", "kube-system"}) {
      create("/api/v1/namespaces", "{'metadata':{'name':'" + name + "'}}");
    }
  }

  String url() {
    return transport.url();
  }

  /// Creates an object without going through the socket.
  void create(String path, String json) {
    live.ask(() -> server.handle(Request.of("POST", path, "test").withBody("application/json",
        json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))).join();
  }

  /// Waits until a watch is open.
  void awaitWatch() {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (watchCount() == 0) {
      if (System.nanoTime() > end) throw new AssertionError("no watch was opened");
      Thread.onSpinWait();
    }
  }

  /// How many watches are open now.
  int watchCount() {
    return live.ask(server::watchCount).join();
  }

  void node(String name) {
    create("/api/v1/nodes", "{'metadata':{'name':'" + name + "','labels':{"
        + "'kubernetes.io/hostname':'" + name + "','node-role.kubernetes.io/worker':''}},"
        + "'status':{'conditions':[{'type':'Ready','status':'True','reason':'KubeletReady'}],"
        + "'capacity':{'cpu':'4','memory':'8Gi','pods':'110'},"
        + "'allocatable':{'cpu':'4','memory':'8Gi','pods':'110'},"
        + "'addresses':[{'type':'InternalIP','address':'10.0.0.1'}],"
        + "'nodeInfo':{'kubeletVersion':'v1.37.0','osImage':'Inside Out','kernelVersion':'1.0',"
        + "'containerRuntimeVersion':'simulated://1.0'}}}");
  }

  @Override
  public void close() {
    transport.close();
    live.close();
  }

  /// For trying things out by hand: `kubectl -s http://127.0.0.1:8001 …`.
  public static void main(String[] arguments) throws IOException, InterruptedException {
    HttpWorld world = new HttpWorld(Integer.parseInt(arguments[0]), Duration.ofSeconds(60));
    world.node("node-a");
    world.node("node-b");
    System.out.println("serving " + world.url());
    Thread.currentThread().join();
  }
}
