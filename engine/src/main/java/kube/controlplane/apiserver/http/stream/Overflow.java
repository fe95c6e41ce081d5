package kube.controlplane.apiserver.http.stream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.ReferenceCountUtil;

/// Cuts off a client that does not read what it asked for: its bytes would pile up without end.
final class Overflow {

  private static final long UNREAD_BYTES_AT_MOST = 64L * 1024 * 1024;

  private Overflow() {}

  /// Writes from any thread.
  static void write(Channel channel, Object message) {
    channel.eventLoop().execute(() -> {
      ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
      if (waiting == null || waiting.totalPendingWriteBytes() > UNREAD_BYTES_AT_MOST) {
        ReferenceCountUtil.release(message);
        var _ = channel.close();
        return;
      }
      var _ = channel.writeAndFlush(message);
    });
  }
}
