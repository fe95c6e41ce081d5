package kube.controlplane.apiserver.http;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.buffer.ByteBuf;
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
import kube.foundation.api.Response.WatchEvent;
import kube.foundation.api.Response.WatchHandle;
import kube.foundation.api.Response.WatchSink;
import kube.foundation.machine.LiveLoop;

import org.jspecify.annotations.Nullable;

/// Writes a watch as an endless answer: one line of JSON an event.
///
/// A client that reads more slowly than the cluster changes is cut off, rather than waited for: its
/// bytes would pile up here without end. It lists again and goes on.
///
/// Events come on the loop's thread, bytes leave on Netty's.
final class WatchResponse implements WatchSink {

  private static final long UNREAD_BYTES_AT_MOST = 8L * 1024 * 1024;
  private static final byte[] END_OF_EVENT = {'}', '\n'};

  private final LiveLoop loop;
  private final Channel channel;
  private final Runnable onEnd;
  private final AtomicLong unreadBytes = new AtomicLong();
  private final AtomicBoolean over = new AtomicBoolean();
  private @Nullable WatchHandle handle; // Owned by the loop.

  WatchResponse(LiveLoop loop, Channel channel, Runnable onEnd) {
    this.loop = loop;
    this.channel = channel;
    this.onEnd = onEnd;
  }

  /// Sends the headers at once, so that the client knows it is being served, and opens the watch.
  void begin(Response.Stream stream) {
    HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    Answers.setCommon(head.headers(), "application/json");
    head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    var _ = channel.writeAndFlush(head);
    loop.submit(() -> {
      if (!over.get()) handle = stream.source().open(this);
    });
  }

  @Override
  public void event(WatchEvent event) {
    if (over.get()) return;
    byte[] start = ("{\"type\":\"" + event.type() + "\",\"object\":")
        .getBytes(StandardCharsets.UTF_8);
    ByteBuf line = Unpooled.wrappedBuffer(start, event.object().json(), END_OF_EVENT);
    int bytes = line.readableBytes();
    if (unreadBytes.addAndGet(bytes) > UNREAD_BYTES_AT_MOST) {
      line.release();
      var _ = channel.close();
      clientLeft();
      return;
    }
    channel.writeAndFlush(new DefaultHttpContent(line))
        .addListener(_ -> unreadBytes.addAndGet(-bytes));
  }

  @Override
  public void ended() {
    if (over.getAndSet(true)) return;
    channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)
        .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    onEnd.run();
  }

  /// Ends the watch whose client is gone.
  void clientLeft() {
    if (over.getAndSet(true)) return;
    loop.submit(() -> {
      if (handle != null) handle.cancel();
    });
  }
}
