package kube.controlplane.apiserver.http;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.timeout.IdleStateEvent;
import kube.foundation.api.ApiResult;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.api.Response.Answer;
import kube.foundation.api.Status;
import kube.foundation.machine.LiveLoop;

import org.jspecify.annotations.Nullable;

/// One client: takes its requests to the loop, one after the other, and the answers back.
///
/// Owned by the connection's Netty thread; only [#answer] of the loop runs elsewhere.
final class Connection extends SimpleChannelInboundHandler<FullHttpRequest> {

  private static final int REQUESTS_WAITING_AT_MOST = 64;

  private record Asked(Request request, boolean keepsAlive, boolean wantsBody,
      boolean mayCompress) {}

  private final LiveLoop loop;
  private final Function<Request, Response> api;
  private final Queue<ApiResult<Asked>> waiting = new ArrayDeque<>();
  private boolean busy;
  private @Nullable WatchResponse watch;
  private @Nullable FlowResponse flow;

  Connection(LiveLoop loop, Function<Request, Response> api) {
    this.loop = loop;
    this.api = api;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest http) {
    if (waiting.size() >= REQUESTS_WAITING_AT_MOST) {
      var _ = context.close();
      return;
    }
    waiting.add(HttpRequests.toApi(http).map(request -> new Asked(request,
        HttpUtil.isKeepAlive(http), !http.method().equals(HttpMethod.HEAD),
        http.headers().contains(HttpHeaderNames.ACCEPT_ENCODING, "gzip", true))));
    next(context);
  }

  private void next(ChannelHandlerContext context) {
    ApiResult<Asked> first = busy ? null : waiting.poll();
    if (first == null) return;
    busy = true;
    switch (first) {
      case ApiResult.Ok<Asked>(Asked asked) -> {
        var _ = loop.ask(() -> api.apply(asked.request))
            .whenComplete((response, failure) -> context.executor().execute(
                () -> answer(context, asked, Optional.ofNullable(response), failure)));
      }
      case ApiResult.Refused<Asked>(Status status) -> send(context, Answer.refusal(status), false,
          true, false);
    }
  }

  private void answer(ChannelHandlerContext context, Asked asked, Optional<Response> response,
      @Nullable Throwable failure) {
    Response shown = response.orElseGet(() -> Answer.refusal(Status.internalError(
        "the cluster did not answer: " + failure)));
    switch (shown) {
      case Answer answer ->
        send(context, answer, asked.keepsAlive, asked.wantsBody, asked.mayCompress);
      case Response.Stream stream -> {
        watch = new WatchResponse(loop, context.channel(), () -> finished(context));
        watch.begin(stream);
      }
      case Response.Flow bytes -> {
        flow = new FlowResponse(loop, context.channel(), () -> finished(context));
        flow.begin(bytes);
      }
      case Response.Upgrade _ -> send(context,
          Answer.refusal(Status.badRequest("Upgrade request required")), asked.keepsAlive,
          asked.wantsBody, asked.mayCompress);
    }
  }

  /// A stream has ended and the connection is free for the next request.
  private void finished(ChannelHandlerContext context) {
    context.executor().execute(() -> {
      busy = false;
      next(context);
    });
  }

  private void send(ChannelHandlerContext context, Answer answer, boolean keepsAlive,
      boolean wantsBody, boolean mayCompress) {
    FullHttpResponse http = Answers.toHttp(answer, mayCompress);
    if (!wantsBody) http.content().clear();
    if (!keepsAlive) http.headers().set(HttpHeaderNames.CONNECTION, "close");
    ChannelFuture sent = context.writeAndFlush(http);
    if (!keepsAlive) sent.addListener(ChannelFutureListener.CLOSE);
    busy = false;
    next(context);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (watch != null) watch.clientLeft();
    if (flow != null) flow.clientLeft();
    waiting.clear();
  }

  /// Nobody asks and nobody is answered: the connection is only taking up room.
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent && !busy) {
      var _ = context.close();
    }
  }

  /// A broken connection concerns its client only, who sees that it is closed.
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
    var _ = context.close();
  }

  static byte[] bytes(FullHttpRequest http) {
    return ByteBufUtil.getBytes(http.content());
  }
}
