package kube.controlplane.apiserver.http;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import kube.foundation.api.Response;
import kube.foundation.stream.ByteSink;
import kube.foundation.machine.LiveLoop;

import org.jspecify.annotations.Nullable;

/// Writes bytes as they come up, such as a log that is followed, as a chunked answer.
///
/// A client that does not read what it asked for is cut off, as with a watch.
///
/// Bytes come on the loop's thread and leave on Netty's.
final class FlowResponse implements ByteSink {

  private static final long UNREAD_BYTES_AT_MOST = 32L * 1024 * 1024;

  private final LiveLoop loop;
  private final Channel channel;
  private final Runnable onEnd;
  private final AtomicLong unreadBytes = new AtomicLong();
  private final AtomicBoolean over = new AtomicBoolean();
  private @Nullable Runnable stop; // Owned by the loop.

  FlowResponse(LiveLoop loop, Channel channel, Runnable onEnd) {
    this.loop = loop;
    this.channel = channel;
    this.onEnd = onEnd;
  }

  void begin(Response.Flow flow) {
    HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    Answers.setCommon(head.headers(), flow.contentType());
    head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    var _ = channel.writeAndFlush(head);
    loop.submit(() -> {
      if (!over.get()) stop = flow.source().open(this);
    });
  }

  @Override
  public void bytes(byte[] bytes) {
    if (over.get() || bytes.length == 0) return;
    if (unreadBytes.addAndGet(bytes.length) > UNREAD_BYTES_AT_MOST) {
      var _ = channel.close();
      clientLeft();
      return;
    }
    channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)))
        .addListener(_ -> unreadBytes.addAndGet(-bytes.length));
  }

  @Override
  public void end() {
    if (over.getAndSet(true)) return;
    channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)
        .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    onEnd.run();
  }

  /// Ends the flow whose client is gone.
  void clientLeft() {
    if (over.getAndSet(true)) return;
    loop.submit(() -> {
      if (stop != null) stop.run();
    });
  }
}
