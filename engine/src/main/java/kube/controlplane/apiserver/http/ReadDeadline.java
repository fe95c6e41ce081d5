package kube.controlplane.apiserver.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

/// Limits how long a client may take to send one request, from its first byte to its last.
///
/// A client that sends a byte now and then is never idle, and could hold its connection for ever.
/// Sits before the HTTP codec, where the bytes arrive; tells the [Connection] by the user event
/// [Expired], which knows whether a request is being waited for at all.
final class ReadDeadline extends ChannelInboundHandlerAdapter {

  /// The time is over.
  enum Expired {
    EXPIRED
  }

  private final Duration patience;
  private @Nullable Future<?> alarm;

  ReadDeadline(Duration patience) {
    this.patience = patience;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    if (alarm == null) {
      alarm = context.executor().schedule(() -> {
        alarm = null;
        context.fireUserEventTriggered(Expired.EXPIRED);
      }, patience.toMillis(), TimeUnit.MILLISECONDS);
    }
    context.fireChannelRead(bytes);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    met();
    context.fireChannelInactive();
  }

  /// The request is here, whole.
  void met() {
    if (alarm != null) alarm.cancel(false);
    alarm = null;
  }
}
