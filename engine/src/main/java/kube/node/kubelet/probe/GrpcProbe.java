package kube.node.kubelet.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

import kube.foundation.stream.ByteSink;
import kube.node.kubelet.wish.Handler;

/// Asks the health service of gRPC: one small call over HTTP/2.
///
/// **Models** the connection preface, one request and the frames of its answer. **Leaves out**
/// compressed headers in answers: only the message is read, and a call that ends without one means
/// that there is no such service.
///
/// **In Kubernetes:** https://github.com/grpc/grpc/blob/master/doc/health-checking.md
final class GrpcProbe implements ByteSink {

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int HEAD = 9;
  private static final int SERVING = 1;

  private final Consumer<Answer> told;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private String service = "";

  GrpcProbe(Consumer<Answer> told) {
    this.told = told;
  }

  void ask(Handler.Grpc grpc, String authority, ByteSink wire) {
    service = grpc.service();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(UTF_8));
    frame(all, SETTINGS, 0, 0, new byte[0]);
    frame(all, HEADERS, 0x4, 1, headers(authority));
    frame(all, DATA, 0x1, 1, message());
    wire.bytes(all.toByteArray());
  }

  /// Method POST and scheme http come from the static table of HPACK, the rest is written out.
  private static byte[] headers(String authority) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(0x83);
    block.write(0x86);
    literal(block, ":path", "/grpc.health.v1.Health/Check");
    literal(block, ":authority", authority);
    literal(block, "content-type", "application/grpc");
    literal(block, "user-agent", "kube-probe/1.37");
    literal(block, "te", "trailers");
    return block.toByteArray();
  }

  private static void literal(ByteArrayOutputStream block, String name, String value) {
    block.write(0);
    block.write(name.length());
    block.writeBytes(name.getBytes(UTF_8));
    block.write(value.length());
    block.writeBytes(value.getBytes(UTF_8));
  }

  /// `HealthCheckRequest` with the service in field 1, after the five bytes of gRPC.
  private byte[] message() {
    byte[] name = service.getBytes(UTF_8);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (name.length > 0) {
      body.write(0x0a);
      body.write(name.length);
      body.writeBytes(name);
    }
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(new byte[]{0, 0, 0, 0, (byte) body.size()});
    message.writeBytes(body.toByteArray());
    return message.toByteArray();
  }

  private static void frame(ByteArrayOutputStream to, int type, int flags, int stream,
      byte[] payload) {
    to.writeBytes(new byte[]{(byte) (payload.length >> 16), (byte) (payload.length >> 8),
        (byte) payload.length, (byte) type, (byte) flags, 0, 0, 0, (byte) stream});
    to.writeBytes(payload);
  }

  @Override
  public void bytes(byte[] bytes) {
    received.writeBytes(bytes);
    byte[] all = received.toByteArray();
    int at = 0;
    while (all.length - at >= HEAD) {
      int length = ((all[at] & 0xff) << 16) | ((all[at + 1] & 0xff) << 8) | (all[at + 2] & 0xff);
      if (all.length - at - HEAD < length) return;
      boolean isLast = (all[at + 4] & 1) != 0 && all[at + 3] != SETTINGS;
      if (all[at + 3] == DATA && length > 0) {
        judge(all, at + HEAD, length);
        return;
      }
      if (isLast) {
        told.accept(Answer.bad("error: this server does not implement the grpc health protocol "
            + "(grpc.health.v1.Health): unknown service grpc.health.v1.Health"));
        return;
      }
      at += HEAD + length;
    }
  }

  /// `HealthCheckResponse` has the status in field 1.
  private void judge(byte[] all, int start, int length) {
    int status = length > 6 && all[start + 5] == 0x08 ? all[start + 6] : 0;
    String[] names = {"UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN"};
    told.accept(status == SERVING
        ? Answer.GOOD
        : Answer.bad("service unhealthy (responded with \""
            + (status < names.length ? names[status] : Integer.toString(status)) + "\")"));
  }

  @Override
  public void end() {
    told.accept(Answer.bad("error: health rpc failed: rpc error: code = Unavailable desc = "
        + "connection closed before server preface received"));
  }
}
