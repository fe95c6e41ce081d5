package kube.controlplane.apiserver.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import kube.foundation.api.Response.Answer;
import kube.foundation.api.Status;

/// Gathers a request and its body, and refuses a body that is too large with a proper Status.
final class BodyCollector extends HttpObjectAggregator {

  /// What the real API server accepts.
  static final int LIMIT_BYTES = 3 * 1024 * 1024;

  private static final Answer TOO_LARGE = Answer.refusal(Status.tooLarge(LIMIT_BYTES));

  BodyCollector() {
    super(LIMIT_BYTES);
  }

  /// A client that asks before it sends its body gets the same refusal.
  @Override
  protected Object newContinueResponse(HttpMessage start, int limit, ChannelPipeline pipeline) {
    Object answer = super.newContinueResponse(start, limit, pipeline);
    boolean refuses = answer instanceof FullHttpResponse response
        && response.status().equals(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
    return refuses ? Answers.toHttp(TOO_LARGE, false) : answer;
  }

  @Override
  protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
    FullHttpResponse refusal = Answers.toHttp(TOO_LARGE, false);
    refusal.headers().set(HttpHeaderNames.CONNECTION, "close");
    context.writeAndFlush(refusal).addListener(ChannelFutureListener.CLOSE);
  }
}
