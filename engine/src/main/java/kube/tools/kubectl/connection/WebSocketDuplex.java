package kube.tools.kubectl.connection;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

import kube.foundation.api.Response.Answer;
import kube.tools.kubectl.CommandFailure;
import org.jspecify.annotations.Nullable;

/// Streams in a WebSocket: the first byte of each message is the number of its channel.
///
/// **In Kubernetes:** `v4.channel.k8s.io` and `v5.channel.k8s.io`, KEP-4006.
final class WebSocketDuplex implements Connection.Duplex, WebSocket.Listener {

  /// In v5: the next byte names a channel on which nothing more will come.
  private static final int CLOSE = 255;

  private final LinkedBlockingQueue<Optional<Connection.Piece>> arrived = new LinkedBlockingQueue<>();
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private @Nullable WebSocket socket;

  private WebSocketDuplex() {}

  static WebSocketDuplex open(HttpClient client, URI address, Map<String, String> headers,
      List<String> protocols) {
    WebSocketDuplex duplex = new WebSocketDuplex();
    WebSocket.Builder builder = client.newWebSocketBuilder();
    headers.forEach((name, values) -> HttpConnection.each(values)
        .forEach(value -> builder.header(name, value)));
    builder.subprotocols(protocols.getFirst(),
        protocols.subList(1, protocols.size()).toArray(String[]::new));
    try {
      duplex.socket = builder.buildAsync(address, duplex).join();
      return duplex;
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof WebSocketHandshakeException refused) {
        throw Api.refused(answer(refused));
      }
      throw CommandFailure.verbatim("Unable to connect to the server: "
          + failed.getMessage());
    }
  }

  private static Answer answer(WebSocketHandshakeException refused) {
    Object body = refused.getResponse().body();
    byte[] bytes = body instanceof byte[] given
        ? given
        : body instanceof String text
            ? text.getBytes(java.nio.charset.StandardCharsets.UTF_8)
            : new byte[0];
    return new Answer(refused.getResponse().statusCode(), "application/json", bytes,
        new java.util.TreeMap<>());
  }

  private WebSocket socket() {
    if (socket == null) throw new IllegalStateException("not open yet");
    return socket;
  }

  @Override
  public String protocol() {
    return socket().getSubprotocol();
  }

  @Override
  public void send(int channel, byte[] bytes) {
    byte[] framed = new byte[bytes.length + 1];
    framed[0] = (byte) channel;
    System.arraycopy(bytes, 0, framed, 1, bytes.length);
    socket().sendBinary(ByteBuffer.wrap(framed), true).join();
  }

  @Override
  public void end(int channel) {
    if (protocol().startsWith("v5")) send(CLOSE, new byte[]{(byte) channel});
  }

  @Override
  public Optional<Connection.Piece> next() {
    try {
      Optional<Connection.Piece> piece = arrived.take();
      if (piece.isEmpty()) arrived.add(Optional.empty());
      return piece;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw CommandFailure.withCode(130, "");
    }
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    message.writeBytes(bytes);
    if (last) {
      byte[] whole = message.toByteArray();
      message.reset();
      if (whole.length > 0) {
        arrived.add(Optional.of(new Connection.Piece(whole[0] & 0xff,
            java.util.Arrays.copyOfRange(whole, 1, whole.length))));
      }
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    arrived.add(Optional.empty());
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable broken) {
    arrived.add(Optional.empty());
  }

  @Override
  public void close() {
    if (socket().isOutputClosed()) return;
    // The other end may have closed it just now: then there is nobody to say it to.
    socket().sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(_ -> socket()).join();
  }
}
