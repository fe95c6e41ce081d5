package kube.controlplane.apiserver.http;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import kube.controlplane.apiserver.http.stream.Upgrades;
import kube.controlplane.apiserver.http.flow.FlowControl;
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

  /// The server is about to close: end what is open, begin nothing new.
  enum Farewell {
    FAREWELL
  }

  private static final int REQUESTS_WAITING_AT_MOST = 64;
  private static final Answer TOO_LATE = Answer.refusal(new Status(408, "Timeout",
      "the request was not sent completely in time", "", "", "", List.of()));

  /// What is next on this connection.
  private sealed interface Turn {}

  private record Refusal(FullHttpResponse answer) implements Turn {}

  /// @param upgrade present when the client would rather go on as a WebSocket
  private record Asked(Request request, boolean keepsAlive, boolean wantsBody,
      boolean mayCompress, Optional<WebSocketUpgrade> upgrade) implements Turn {

    static Asked of(Request request, FullHttpRequest http) {
      return new Asked(request, HttpUtil.isKeepAlive(http), !http.method().equals(HttpMethod.HEAD),
          http.headers().contains(HttpHeaderNames.ACCEPT_ENCODING, "gzip", true),
          WebSocketUpgrade.isWanted(http)
              ? Optional.of(WebSocketUpgrade.of(http))
              : Optional.empty());
    }
  }

  private final LiveLoop loop;
  private final Function<Request, Response> api;
  private final UnaryOperator<Request> stamp;
  private final FlowControl flows;
  private final Queue<Turn> waiting = new ArrayDeque<>();
  private final ReadDeadline deadline;
  private boolean busy;
  private boolean closing;
  private @Nullable WatchResponse watch;
  private @Nullable FlowResponse flow;

  Connection(LiveLoop loop, Function<Request, Response> api, UnaryOperator<Request> stamp,
      ReadDeadline deadline, FlowControl flows) {
    this.loop = loop;
    this.api = api;
    this.stamp = stamp;
    this.flows = flows;
    this.deadline = deadline;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest http) {
    deadline.met();
    if (waiting.size() >= REQUESTS_WAITING_AT_MOST) {
      close(context);
      return;
    }
    waiting.add(HttpRequests.refusal(http).<Turn>map(Refusal::new)
        .orElseGet(() -> Asked.of(stamp.apply(HttpRequests.toApi(http)), http)));
    next(context);
  }

  private void next(ChannelHandlerContext context) {
    Turn first = busy ? null : waiting.poll();
    if (first == null) return;
    busy = true;
    switch (first) {
      case Asked asked -> {
        boolean mayWait = flows.enter(asked.request, context.executor(),
            () -> ask(context, asked));
        if (!mayWait) {
          send(context, FlowControl.tooManyRequests(), asked.keepsAlive, asked.wantsBody, false);
        }
      }
      case Refusal(FullHttpResponse answer) -> send(context, answer, false);
    }
  }

  private void ask(ChannelHandlerContext context, Asked asked) {
    var _ = loop.askHere(() -> api.apply(asked.request))
        .whenComplete((response, failure) -> {
          flows.leave(context.executor());
          context.executor().execute(
              () -> answer(context, asked, Optional.ofNullable(response), failure));
        });
  }

  private void answer(ChannelHandlerContext context, Asked asked, Optional<Response> response,
      @Nullable Throwable failure) {
    Response shown = response.orElseGet(() -> Answer.refusal(Status.internalError(
        "the cluster did not answer: " + failure)));
    switch (shown) {
      case Answer answer ->
        send(context, answer, asked.keepsAlive, asked.wantsBody, asked.mayCompress);
      case Response.Stream stream -> watch(context, asked, stream);
      case Response.Later later -> loop.submit(() -> later.promise().whenKept(
          kept -> loop.letOut(() -> context.executor().execute(
              () -> answer(context, asked, Optional.of(kept), null)))));
      case Response.Flow bytes -> {
        flow = new FlowResponse(loop, context.channel(),
            () -> context.executor().execute(() -> finished(context, asked.keepsAlive)));
        flow.begin(bytes);
      }
      case Response.Upgrade upgrade -> upgrade(context, asked, upgrade);
    }
  }

  private void watch(ChannelHandlerContext context, Asked asked, Response.Stream stream) {
    EventFrames frames = new EventFrames.Chunks(asked.keepsAlive);
    if (asked.upgrade.isPresent()) {
      WebSocketServerHandshaker handshaker = asked.upgrade.get().handshaker();
      if (handshaker == null) {
        send(context, Answer.refusal(Status.badRequest("unsupported version of WebSocket")), false,
            true, false);
        return;
      }
      frames = new EventFrames.Messages(handshaker, asked.upgrade.get());
    }
    boolean staysHttp = asked.keepsAlive && asked.upgrade.isEmpty();
    watch = new WatchResponse(loop, context.channel(), frames,
        () -> finished(context, staysHttp));
    watch.begin(stream);
  }

  /// The connection leaves HTTP, and us.
  private void upgrade(ChannelHandlerContext context, Asked asked, Response.Upgrade upgrade) {
    List<ChannelHandler> http = List.of(deadline, context.pipeline().get(BodyCollector.class),
        context.pipeline().get(AuditIds.class),
        context.pipeline().get(IdleStateHandler.class), this);
    new Upgrades(loop, context.channel(), asked.request, http).begin(upgrade.session())
        .ifPresent(refusal -> send(context, Answer.refusal(refusal), asked.keepsAlive,
            asked.wantsBody, asked.mayCompress));
  }

  /// A stream has ended: the connection is free for the next request, or to be closed.
  private void finished(ChannelHandlerContext context, boolean keepsAlive) {
    if (keepsAlive && !closing) {
      busy = false;
      next(context);
    } else {
      context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }

  private void send(ChannelHandlerContext context, Answer answer, boolean wishesToStay,
      boolean wantsBody, boolean mayCompress) {
    FullHttpResponse http = Answers.toHttp(answer, mayCompress);
    if (!wantsBody) http.content().clear();
    send(context, http, wishesToStay);
  }

  private void send(ChannelHandlerContext context, FullHttpResponse http, boolean wishesToStay) {
    boolean keepsAlive = wishesToStay && !closing;
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

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    switch (event) {
      case Farewell _ -> {
        closing = true;
        if (watch != null) watch.ended();
        if (!busy) close(context);
      }
      case ReadDeadline.Expired _ when !busy -> send(context, TOO_LATE, false, true, false);
      // Nobody asks and nobody is answered: the connection is only taking up room.
      case IdleStateEvent _ when !busy -> close(context);
      default -> context.fireUserEventTriggered(event);
    }
  }

  /// A broken connection concerns its client only, who sees that it is closed.
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
    close(context);
  }

  private static void close(ChannelHandlerContext context) {
    var _ = context.close();
  }

  static byte[] bytes(FullHttpRequest http) {
    return ByteBufUtil.getBytes(http.content());
  }
}
