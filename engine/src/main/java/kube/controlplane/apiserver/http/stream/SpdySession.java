package kube.controlplane.apiserver.http.stream;

import java.util.function.Consumer;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.spdy.DefaultSpdyDataFrame;
import io.netty.handler.codec.spdy.DefaultSpdyPingFrame;
import io.netty.handler.codec.spdy.DefaultSpdySynReplyFrame;
import io.netty.handler.codec.spdy.SpdyDataFrame;
import io.netty.handler.codec.spdy.SpdyFrame;
import io.netty.handler.codec.spdy.SpdyPingFrame;
import io.netty.handler.codec.spdy.SpdyRstStreamFrame;
import io.netty.handler.codec.spdy.SpdySynReplyFrame;
import io.netty.handler.codec.spdy.SpdySynStreamFrame;

/// The streams of one SPDY connection, which the client opens and both sides use.
///
/// **Models** opening, bytes, half-closing, resets and pings. **Leaves out** flow control: the
/// clients of Kubernetes ask for none.
///
/// **In the standard:** https://www.chromium.org/spdy/spdy-protocol/spdy-protocol-draft3-1/
final class SpdySession {

  /// Whoever makes something of the streams.
  interface Streams {

    /// The client has opened a stream. Headers are looked up by lower-case name.
    void opened(int id, java.util.function.Function<String, String> headers);

    void bytes(int id, byte[] bytes);

    /// The client sends no more on this stream.
    void ended(int id);

    /// The client is gone.
    void closed();
  }

  private final Consumer<Object> writer;
  private final Streams streams;

  /// @param writer takes frames to send, from any thread
  SpdySession(Consumer<Object> writer, java.util.function.Function<SpdySession, Streams> streams) {
    this.writer = writer;
    this.streams = streams.apply(this);
  }

  void received(SpdyFrame frame) {
    switch (frame) {
      case SpdySynStreamFrame opening -> {
        writer.accept(reply(opening.streamId()));
        streams.opened(opening.streamId(), name -> {
          CharSequence value = opening.headers().get(name);
          return value == null ? "" : value.toString();
        });
        if (opening.isLast()) streams.ended(opening.streamId());
      }
      case SpdyDataFrame data -> {
        byte[] bytes = ByteBufUtil.getBytes(data.content());
        if (bytes.length > 0) streams.bytes(data.streamId(), bytes);
        if (data.isLast()) streams.ended(data.streamId());
      }
      case SpdyRstStreamFrame reset -> streams.ended(reset.streamId());
      case SpdyPingFrame ping -> writer.accept(new DefaultSpdyPingFrame(ping.id()));
      default -> {} // Settings and windows change nothing here.
    }
  }

  /// The library writes no header block at all when there are no headers, which the clients of
  /// Kubernetes cannot read; so there is one.
  private static SpdyFrame reply(int id) {
    SpdySynReplyFrame reply = new DefaultSpdySynReplyFrame(id);
    reply.headers().set("accepted", "true");
    return reply;
  }

  void closed() {
    streams.closed();
  }

  void send(int id, byte[] bytes) {
    if (bytes.length > 0)
      writer.accept(new DefaultSpdyDataFrame(id, Unpooled.wrappedBuffer(bytes)));
  }

  /// We send no more on this stream.
  void end(int id) {
    writer.accept(new DefaultSpdyDataFrame(id).setLast(true));
  }
}
