package kube.controlplane.apiserver.http.stream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.spdy.SpdyFrame;

/// SPDY frames directly on a connection that was HTTP before.
final class SpdyOverHttp extends SimpleChannelInboundHandler<SpdyFrame> {

  private final SpdySession session;

  SpdyOverHttp(SpdySession session) {
    this.session = session;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, SpdyFrame frame) {
    session.received(frame);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    session.closed();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
    var _ = context.close();
  }
}
