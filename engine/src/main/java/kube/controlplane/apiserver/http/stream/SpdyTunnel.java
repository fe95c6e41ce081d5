package kube.controlplane.apiserver.http.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import kube.foundation.machine.LiveLoop;
import kube.foundation.stream.ByteSink;
import kube.foundation.stream.Tunnel;

/// Ports of a Pod over SPDY: every connection is a pair of streams with the same request number, one
/// for bytes and one for what goes wrong.
///
/// **In Kubernetes:**
/// [portforward/httpstream.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/kubelet/pkg/cri/streaming/portforward/httpstream.go)
final class SpdyTunnel implements SpdySession.Streams {

  private final LiveLoop loop;
  private final SpdySession session;
  private final Tunnel tunnel;

  // Owned by the connection's Netty thread.
  private final Map<String, Integer> errorStreams = new TreeMap<>();
  private final Map<String, Integer> dataStreams = new TreeMap<>();

  private final Map<Integer, ByteSink> connections = new TreeMap<>(); // Owned by the loop.

  SpdyTunnel(LiveLoop loop, SpdySession session, Tunnel tunnel) {
    this.loop = loop;
    this.session = session;
    this.tunnel = tunnel;
  }

  @Override
  public void opened(int id, Function<String, String> headers) {
    String request = headers.apply("requestid");
    String port = headers.apply("port");
    (headers.apply("streamtype").equals("error") ? errorStreams : dataStreams).put(request, id);
    Integer error = errorStreams.get(request);
    Integer data = dataStreams.get(request);
    if (error == null || data == null || !port.matches("\\d{1,5}")) return;
    errorStreams.remove(request);
    dataStreams.remove(request);
    Pair pair = new Pair(error, data);
    loop.submit(() -> connections.put(data,
        tunnel.dialer().connect(Integer.parseInt(port), pair)));
  }

  @Override
  public void bytes(int id, byte[] bytes) {
    loop.submit(() -> {
      ByteSink connection = connections.get(id);
      if (connection != null) connection.bytes(bytes);
    });
  }

  @Override
  public void ended(int id) {
    loop.submit(() -> {
      ByteSink connection = connections.remove(id);
      if (connection != null) connection.end();
    });
  }

  @Override
  public void closed() {
    loop.submit(() -> {
      connections.values().forEach(ByteSink::end);
      connections.clear();
    });
  }

  /// The two streams of one connection. Owned by the loop.
  private final class Pair implements Tunnel.Back {
    private final int error;
    private final int data;
    private boolean over;

    private Pair(int error, int data) {
      this.error = error;
      this.data = data;
    }

    @Override
    public void bytes(byte[] bytes) {
      if (!over) session.send(data, bytes);
    }

    @Override
    public void end() {
      if (over) return;
      over = true;
      session.end(data);
      session.end(error);
    }

    @Override
    public void failed(String message) {
      session.send(error, message.getBytes(UTF_8));
      end();
    }
  }
}
