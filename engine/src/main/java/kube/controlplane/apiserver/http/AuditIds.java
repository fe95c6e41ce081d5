package kube.controlplane.apiserver.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponse;

/// Gives every request a name, under which the audit log knows it, and tells it to the client.
///
/// A client that brings a name along keeps it. Answers leave a connection in the order in which its
/// requests came.
///
/// Owned by the connection's Netty thread.
///
/// **In Kubernetes:**
/// [audit_init.go](https://github.com/kubernetes/kubernetes/blob/v1.33.0/staging/src/k8s.io/apiserver/pkg/endpoints/filters/audit_init.go)
final class AuditIds extends ChannelDuplexHandler {

  private static final String HEADER = "Audit-Id";
  private static final int LONGEST = 64;
  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final Deque<String> unanswered = new ArrayDeque<>();

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof FullHttpRequest request) {
      String given = request.headers().get(HEADER, "");
      String id = given.isEmpty() || given.length() > LONGEST ? newId() : given;
      request.headers().set(HEADER, id);
      unanswered.add(id);
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse response && !unanswered.isEmpty()) {
      response.headers().set(HEADER, unanswered.poll());
    }
    var _ = context.write(message, promise);
  }

  /// A version 4 UUID of ordinary chance: the name of a request is no secret.
  private static String newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID((random.nextLong() & ~0xf000L) | VERSION_4,
        (random.nextLong() & (-1L >>> 2)) | VARIANT).toString();
  }
}
