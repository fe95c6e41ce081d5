package kube.controlplane.apiserver.http.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import kube.foundation.machine.LiveLoop;
import kube.foundation.stream.ByteSink;
import kube.foundation.stream.Tunnel;

/// Ports of a Pod over a WebSocket, for the Java clients: port number `i` of the request has stream
/// `2i` for bytes and `2i+1` for what goes wrong, and each begins with the port.
///
/// **In Kubernetes:**
/// [portforward/websocket.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/kubelet/pkg/cri/streaming/portforward/websocket.go)
final class WebSocketTunnel extends SimpleChannelInboundHandler<WebSocketFrame> {

  private final LiveLoop loop;
  private final Channel channel;
  private final Tunnel tunnel;
  private final MessageForm form;
  private final List<Integer> ports;
  private final List<ByteSink> connections = new ArrayList<>(); // Owned by the loop.
  private int open; // Owned by the loop.

  WebSocketTunnel(LiveLoop loop, Channel channel, Tunnel tunnel, MessageForm form,
      List<Integer> ports) {
    this.loop = loop;
    this.channel = channel;
    this.tunnel = tunnel;
    this.form = form;
    this.ports = List.copyOf(ports);
  }

  void begin() {
    loop.submit(() -> {
      open = ports.size();
      for (int i = 0; i < ports.size(); i++) {
        byte[] port = {(byte) (int) ports.get(i), (byte) (ports.get(i) >> 8)};
        send(2 * i, port);
        send(2 * i + 1, port);
        connections.add(tunnel.dialer().connect(ports.get(i), new Answers(2 * i)));
      }
    });
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    if (Courtesy.answered(context, frame)) return;
    byte[] message = form.read(frame);
    if (message.length < 2 || message[0] % 2 != 0) return;
    byte[] content = Arrays.copyOfRange(message, 1, message.length);
    int index = message[0] / 2;
    loop.submit(() -> {
      if (index >= 0 && index < connections.size()) connections.get(index).bytes(content);
    });
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    loop.submit(() -> connections.forEach(ByteSink::end));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
    var _ = context.close();
  }

  private void send(int stream, byte[] bytes) {
    Overflow.write(channel, form.write(stream, bytes));
  }

  /// What comes out of one port; when all have ended, so does the connection.
  private final class Answers implements Tunnel.Back {
    private final int stream;
    private boolean over;

    private Answers(int stream) {
      this.stream = stream;
    }

    @Override
    public void bytes(byte[] bytes) {
      send(stream, bytes);
    }

    @Override
    public void end() {
      if (over) return;
      over = true;
      if (--open == 0) channel.eventLoop().execute(() -> {
        var _ = channel.close();
      });
    }

    @Override
    public void failed(String message) {
      send(stream + 1, message.getBytes(UTF_8));
      end();
    }
  }
}
