package kube.controlplane.apiserver.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import kube.foundation.api.Response.Answer;
import kube.foundation.api.Status;

/// Gathers a request and its body, and refuses a body that is too large with a proper Status.
final class BodyCollector extends HttpObjectAggregator {

  /// What the real API server accepts.
  static final int LIMIT_BYTES = 3 * 1024 * 1024;

  BodyCollector() {
    super(LIMIT_BYTES);
  }

  @Override
  protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
    FullHttpResponse refusal = Answers.toHttp(Answer.refusal(Status.tooLarge(LIMIT_BYTES)), false);
    refusal.headers().set(HttpHeaderNames.CONNECTION, "close");
    context.writeAndFlush(refusal).addListener(ChannelFutureListener.CLOSE);
  }
}
