package kube.controlplane.apiserver.http;

import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;

/// How the events of a watch are wrapped: in chunks of an endless HTTP answer, or in messages of a
/// WebSocket. Called on the connection's Netty thread.
sealed interface EventFrames {

  /// Tells the client that it is being served.
  ChannelFuture begin(Channel channel);

  /// Writes, but does not flush, the bytes of the events: parts of three, see [WatchResponse].
  ChannelFuture write(Channel channel, List<byte[][]> events, int bytes);

  /// Says that no more events follow.
  ChannelFuture end(Channel channel);

  /// HTTP: each chunk has the lines of all events that waited.
  record Chunks(boolean keepsAlive) implements EventFrames {

    @Override
    public ChannelFuture begin(Channel channel) {
      HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
      Answers.setCommon(head.headers(), "application/json");
      head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
      if (!keepsAlive) head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      return channel.writeAndFlush(head);
    }

    @Override
    public ChannelFuture write(Channel channel, List<byte[][]> events, int bytes) {
      ByteBuf lines = channel.alloc().ioBuffer(bytes);
      for (byte[][] parts : events) {
        for (byte[] part : parts) lines.writeBytes(part);
      }
      return channel.write(new DefaultHttpContent(lines));
    }

    @Override
    public ChannelFuture end(Channel channel) {
      return channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    }
  }

  /// WebSocket: one text message an event, as the Java client fabric8 asks for it.
  record Messages(WebSocketServerHandshaker handshaker, WebSocketUpgrade upgrade)
      implements
        EventFrames {

    @Override
    public ChannelFuture begin(Channel channel) {
      return upgrade.accept(channel, handshaker);
    }

    @Override
    public ChannelFuture write(Channel channel, List<byte[][]> events, int bytes) {
      ChannelFuture last = channel.newSucceededFuture();
      for (byte[][] parts : events) {
        last = channel.write(new TextWebSocketFrame(message(channel.alloc(), parts)));
      }
      return last;
    }

    @Override
    public ChannelFuture end(Channel channel) {
      return channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
    }

    private static ByteBuf message(ByteBufAllocator memory, byte[][] parts) {
      int bytes = 0;
      for (byte[] part : parts) bytes += part.length;
      return memory.ioBuffer(bytes).writeBytes(Unpooled.wrappedBuffer(parts));
    }
  }
}
