package kube.controlplane.apiserver.http.stream;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/// Answers what WebSockets say to each other beside messages.
final class Courtesy {

  private Courtesy() {}

  /// Whether the frame was such a one, and is answered.
  static boolean answered(ChannelHandlerContext context, WebSocketFrame frame) {
    return switch (frame) {
      case PingWebSocketFrame ping -> {
        var _ = context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
        yield true;
      }
      case PongWebSocketFrame _ -> true;
      case CloseWebSocketFrame close -> {
        context.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
        yield true;
      }
      default -> false;
    };
  }
}
