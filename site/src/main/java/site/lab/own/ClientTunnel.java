package site.lab.own;

import io.javalin.http.Context;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.websocket.api.Callback;
import org.jspecify.annotations.Nullable;

/// Carries the sockets of clients from outside to a lab's own port and back, message by message.
///
/// **Leaves out** SPDY, which kubectl spoke before 1.30: such a kubectl gets no `exec` here.
public final class ClientTunnel {
  private static final Duration SILENCE = Duration.ofHours(4);
  private static final long LONGEST_MESSAGE = 4 * 1024 * 1024;
  private static final int BROKEN = 1011;

  private final ClientProxy proxy;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, WebSocket> open = new ConcurrentHashMap<>();

  public ClientTunnel(ClientProxy proxy) {
    this.proxy = proxy;
  }

  /// Lets in who shows the token, before the socket opens.
  public void admit(Context ctx) {
    ctx.attribute("target", proxy.address(ctx).replaceFirst("^http", "ws")
        + ClientProxy.rest(ctx));
    ctx.attribute("authorization", ClientProxy.authorization(ctx));
  }

  /// The life of one socket.
  public void serve(WsConfig socket) {
    socket.onConnect(this::begin);
    socket.onBinaryMessage(ctx -> {
      byte[] bytes = new byte[ctx.data().remaining()];
      ctx.data().get(bytes);
      Optional.ofNullable(open.get(ctx.sessionId()))
          .ifPresent(lab -> lab.sendBinary(ByteBuffer.wrap(bytes), true).join());
    });
    socket.onMessage(ctx -> Optional.ofNullable(open.get(ctx.sessionId()))
        .ifPresent(lab -> lab.sendText(ctx.message(), true).join()));
    socket.onClose(ctx -> Optional.ofNullable(open.remove(ctx.sessionId()))
        .ifPresent(WebSocket::abort));
  }

  private void begin(WsConnectContext ctx) {
    ctx.session.setIdleTimeout(SILENCE);
    ctx.session.setMaxBinaryMessageSize(LONGEST_MESSAGE);
    ctx.session.setMaxTextMessageSize(LONGEST_MESSAGE);
    WebSocket.Builder lab = client.newWebSocketBuilder()
        .header("Authorization", String.valueOf((String) ctx.attribute("authorization")));
    String protocols = ctx.header("Sec-WebSocket-Protocol");
    if (protocols != null) lab.subprotocols(protocols.split(",", 2)[0].strip());
    try {
      open.put(ctx.sessionId(), lab.buildAsync(
          URI.create(String.valueOf((String) ctx.attribute("target"))), new Back(ctx)).join());
    } catch (CompletionException refused) {
      ctx.closeSession(BROKEN, "The lab refuses: " + refused.getMessage());
    }
  }

  /// What comes from the lab, message by message, on its way to the client.
  private static final class Back implements WebSocket.Listener {
    private final WsContext client;

    Back(WsContext client) {
      this.client = client;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket lab, ByteBuffer data, boolean last) {
      ByteBuffer copy = ByteBuffer.allocate(data.remaining()).put(data).flip();
      Callback.Completable sent = new Callback.Completable();
      client.session.sendPartialBinary(copy, last, sent);
      return sent.whenComplete((_, failure) -> next(lab, failure));
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket lab, CharSequence data, boolean last) {
      Callback.Completable sent = new Callback.Completable();
      client.session.sendPartialText(data.toString(), last, sent);
      return sent.whenComplete((_, failure) -> next(lab, failure));
    }

    private static void next(WebSocket lab, @Nullable Throwable failure) {
      if (failure == null) lab.request(1);
      else
        lab.abort();
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket lab, int code, String reason) {
      client.closeSession(code, reason);
      return null;
    }

    @Override
    public void onError(WebSocket lab, Throwable broken) {
      client.closeSession(BROKEN, "The lab's end of this connection broke.");
    }
  }
}
