package kube.controlplane.apiserver.http.stream;

import java.util.function.Function;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.spdy.SpdyFrame;
import io.netty.handler.codec.spdy.SpdyFrameCodec;
import io.netty.handler.codec.spdy.SpdyVersion;
import io.netty.util.ReferenceCountUtil;

/// SPDY frames as the content of a WebSocket's messages: how `kubectl port-forward` has spoken since
/// 1.31, so that its bytes pass where SPDY does not.
///
/// **In Kubernetes:**
/// [KEP-4006](https://github.com/kubernetes/enhancements/tree/master/keps/sig-api-machinery/4006-transition-spdy-to-websockets)
final class SpdyInWebSocket extends SimpleChannelInboundHandler<WebSocketFrame> {

  private final Channel channel;
  private final SpdySession session;
  private final EmbeddedChannel codec = new EmbeddedChannel(
      new SpdyFrameCodec(SpdyVersion.SPDY_3_1));

  SpdyInWebSocket(Channel channel, Function<SpdySession, SpdySession.Streams> streams) {
    this.channel = channel;
    this.session = new SpdySession(
        frame -> channel.eventLoop().execute(() -> send(frame)), streams);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    if (Courtesy.answered(context, frame)) return;
    codec.writeInbound(frame.content().retain());
    for (Object read = codec.readInbound(); read != null; read = codec.readInbound()) {
      if (read instanceof SpdyFrame spdy) session.received(spdy);
      ReferenceCountUtil.release(read);
    }
  }

  private void send(Object frame) {
    if (!channel.isActive()) {
      ReferenceCountUtil.release(frame);
      return;
    }
    codec.writeOutbound(frame);
    for (Object bytes = codec.readOutbound(); bytes != null; bytes = codec.readOutbound()) {
      Overflow.write(channel, new BinaryWebSocketFrame((ByteBuf) bytes));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    codec.finishAndReleaseAll();
    session.closed();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
    var _ = context.close();
  }
}
