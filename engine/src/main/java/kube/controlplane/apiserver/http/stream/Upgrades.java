package kube.controlplane.apiserver.http.stream;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.codec.spdy.SpdyFrameCodec;
import io.netty.handler.codec.spdy.SpdyVersion;
import kube.foundation.api.Request;
import kube.foundation.api.Status;
import kube.foundation.machine.LiveLoop;
import kube.foundation.stream.Session;
import kube.foundation.stream.Terminal;
import kube.foundation.stream.Tunnel;

/// Takes a connection out of HTTP, in a protocol that the client offers and we speak.
///
/// Called on the connection's Netty thread.
public final class Upgrades {

  private static final int MESSAGE_BYTES_AT_MOST = 16 * 1024 * 1024;
  private static final String SPDY = "spdy/3.1";
  private static final String SPDY_TUNNEL = "SPDY/3.1+portforward.k8s.io";
  private static final String STREAM_VERSION = "x-stream-protocol-version";
  private static final List<String> TERMINALS = List.of("v5.channel.k8s.io", "v4.channel.k8s.io",
      "v3.channel.k8s.io", "v2.channel.k8s.io", "channel.k8s.io");
  private static final List<String> WEB_TERMINALS = List.of("v5.channel.k8s.io",
      "v4.channel.k8s.io", "v4.base64.channel.k8s.io", "channel.k8s.io", "base64.channel.k8s.io");
  private static final List<String> TUNNELS = List.of("portforward.k8s.io");
  private static final List<String> WEB_TUNNELS = List.of(SPDY_TUNNEL, "v4.channel.k8s.io",
      "v4.base64.channel.k8s.io");

  private final LiveLoop loop;
  private final Channel channel;
  private final Request request;
  private final List<ChannelHandler> http;

  /// @param http the handlers of the pipeline that have nothing more to do after the upgrade
  public Upgrades(LiveLoop loop, Channel channel, Request request, List<ChannelHandler> http) {
    this.loop = loop;
    this.channel = channel;
    this.request = request;
    this.http = List.copyOf(http);
  }

  /// Upgrades the connection and begins the session; or says why that cannot be.
  public Optional<Status> begin(Session session) {
    String wanted = request.header("upgrade").toLowerCase(Locale.ROOT);
    boolean isTerminal = session instanceof Terminal;
    if (wanted.equals("websocket")) {
      List<String> ours = isTerminal ? WEB_TERMINALS : WEB_TUNNELS;
      return chosen("sec-websocket-protocol", ours, "")
          .map(protocol -> webSocket(session, protocol))
          .orElseGet(() -> refusal("sec-websocket-protocol", ours));
    }
    if (wanted.equals(SPDY)) {
      List<String> ours = isTerminal ? TERMINALS : TUNNELS;
      String implied = isTerminal ? "channel.k8s.io" : "portforward.k8s.io";
      return chosen(STREAM_VERSION, ours, implied).map(protocol -> spdy(session, protocol))
          .orElseGet(() -> refusal(STREAM_VERSION, ours));
    }
    return Optional.of(Status.badRequest("Upgrade request required"));
  }

  /// The first protocol of the client's list that we speak.
  private Optional<String> chosen(String header, List<String> ours, String implied) {
    String offered = request.headers().getOrDefault(header, "");
    if (offered.isBlank()) return Optional.of(implied);
    return Arrays.stream(offered.split("[,\\x00]"))
        .map(String::strip)
        .filter(ours::contains)
        .findFirst();
  }

  private Optional<Status> refusal(String header, List<String> ours) {
    return Optional.of(new Status(403, "Forbidden",
        "unable to upgrade: unable to negotiate protocol: client supports ["
            + request.header(header) + "], server accepts [" + String.join(" ", ours) + "]",
        "", "", "", List.of()));
  }

  private Optional<Status> webSocket(Session session, String protocol) {
    FullHttpRequest head = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET,
        request.path(), Unpooled.EMPTY_BUFFER, new DefaultHttpHeaders(),
        new DefaultHttpHeaders());
    request.headers().forEach((name, value) -> head.headers().set(name,
        value.replace(String.valueOf(Request.BETWEEN_VALUES), ", ")));
    WebSocketServerHandshaker handshaker = new WebSocketServerHandshakerFactory(request.path(),
        protocol.isEmpty() ? null : protocol, false, MESSAGE_BYTES_AT_MOST).newHandshaker(head);
    if (handshaker == null) {
      return Optional.of(Status.badRequest("unsupported version of WebSocket"));
    }
    leaveHttp(false);
    handshaker.handshake(channel, head).addListener(shaken -> {
      if (!shaken.isSuccess()) return;
      channel.pipeline().addLast(new WebSocketFrameAggregator(MESSAGE_BYTES_AT_MOST));
      beginOverWebSocket(session, protocol);
    });
    return Optional.empty();
  }

  private void beginOverWebSocket(Session session, String protocol) {
    MessageForm form = protocol.contains("base64") ? MessageForm.BASE64 : MessageForm.BINARY;
    switch (session) {
      case Terminal terminal -> {
        var handler = new WebSocketTerminal(loop, channel, terminal, form,
            protocol.startsWith("v4") || protocol.startsWith("v5"));
        channel.pipeline().addLast(handler);
        handler.begin();
      }
      case Tunnel tunnel when protocol.equals(SPDY_TUNNEL) -> channel.pipeline().addLast(
          new SpdyInWebSocket(channel, streams -> new SpdyTunnel(loop, streams, tunnel)));
      case Tunnel tunnel -> {
        var handler = new WebSocketTunnel(loop, channel, tunnel, form, ports());
        channel.pipeline().addLast(handler);
        handler.begin();
      }
    }
  }

  private List<Integer> ports() {
    return request.queries("ports").stream()
        .flatMap(text -> Arrays.stream(text.split(",")))
        .filter(text -> text.matches("\\d{1,5}")).map(Integer::valueOf).toList();
  }

  private Optional<Status> spdy(Session session, String protocol) {
    FullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
        HttpResponseStatus.SWITCHING_PROTOCOLS, Unpooled.EMPTY_BUFFER);
    answer.headers().set(HttpHeaderNames.CONNECTION, "Upgrade")
        .set(HttpHeaderNames.UPGRADE, "SPDY/3.1").set(STREAM_VERSION, protocol);
    Function<SpdySession, SpdySession.Streams> streams = switch (session) {
      case Terminal terminal -> spdy -> new SpdyTerminal(loop, spdy, terminal,
          protocol.startsWith("v4") || protocol.startsWith("v5"), !protocol.startsWith("channel")
              && !protocol.startsWith("v2"));
      case Tunnel tunnel -> spdy -> new SpdyTunnel(loop, spdy, tunnel);
    };
    SpdySession spdy = new SpdySession(frame -> Overflow.write(channel, frame), streams);
    channel.writeAndFlush(answer).addListener(sent -> {
      if (!sent.isSuccess()) return;
      channel.pipeline().addLast(new SpdyFrameCodec(SpdyVersion.SPDY_3_1))
          .addLast(new SpdyOverHttp(spdy));
      leaveHttp(true);
    });
    return Optional.empty();
  }

  private void leaveHttp(boolean codecToo) {
    http.forEach(handler -> channel.pipeline().remove(handler));
    if (codecToo) channel.pipeline().remove(HttpServerCodec.class);
  }
}
