package kube.controlplane.apiserver.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;

import org.jspecify.annotations.Nullable;

/// A client's wish to go on as a WebSocket, which it has put into an ordinary GET.
///
/// @param request the GET, without a body
record WebSocketUpgrade(FullHttpRequest request) {

  private static final int FRAME_BYTES_AT_MOST = 64 * 1024;

  static boolean isWanted(HttpRequest request) {
    HttpHeaders headers = request.headers();
    return headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
        && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true);
  }

  /// Remembers what the handshake needs: the request itself is gone when the API has answered.
  static WebSocketUpgrade of(HttpRequest request) {
    return new WebSocketUpgrade(new DefaultFullHttpRequest(request.protocolVersion(),
        request.method(), request.uri(), Unpooled.EMPTY_BUFFER, request.headers().copy(),
        new DefaultHttpHeaders()));
  }

  /// Finds the dialect that the client speaks; null when we speak none of its version.
  @Nullable
  WebSocketServerHandshaker handshaker() {
    return new WebSocketServerHandshakerFactory(request.uri(), null, false, FRAME_BYTES_AT_MOST)
        .newHandshaker(request);
  }

  /// Turns the connection into a WebSocket, on which we talk and the client only listens.
  ChannelFuture accept(Channel channel, WebSocketServerHandshaker handshaker) {
    channel.pipeline().addLast(new Listener());
    return handshaker.handshake(channel, request);
  }

  private static final class Listener extends SimpleChannelInboundHandler<WebSocketFrame> {

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
      switch (frame) {
        case PingWebSocketFrame ping -> {
          var _ = context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        }
        case CloseWebSocketFrame close ->
          context.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
        default -> {} // A watch has nothing to hear.
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
      var _ = context.close();
    }
  }
}
