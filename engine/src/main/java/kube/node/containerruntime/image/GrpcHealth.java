package kube.node.containerruntime.image;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;

import kube.foundation.stream.ByteSink;

/// Answers the health question of gRPC on port 9090: serving for `HEALTHY_SECONDS` (60), then not.
///
/// **Models** the one call that a kubelet makes: whatever a client sends, the answer is this one.
/// **Leaves out** every other service, and `Watch`.
///
/// **In Kubernetes:** https://github.com/grpc/grpc/blob/master/doc/health-checking.md
record GrpcHealth() implements Program {

  private static final int PORT = 9_090;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final byte STATUS_200 = (byte) 0x88; // of the static table of HPACK
  private static final byte SERVING = 1;
  private static final byte NOT_SERVING = 2;

  @Override
  public void start(Surroundings around) {
    String seconds = around.world().environment().getOrDefault("HEALTHY_SECONDS", "60");
    Instant until = around.world().now().plus(Duration.ofSeconds(Long.parseLong(seconds)));
    around.print("serving grpc.health.v1.Health");
    around.listen(PORT, back -> new Call(around, until, back));
  }

  @Override
  public String commandLine() {
    return "grpc-health";
  }

  /// One connection.
  private record Call(Surroundings around, Instant until, ByteSink back) implements ByteSink {

    @Override
    public void bytes(byte[] question) {
      boolean isWell = around.world().now().isBefore(until);
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      frame(answer, SETTINGS, 0, 0, new byte[0]);
      frame(answer, HEADERS, END_HEADERS, 1, new byte[]{STATUS_200});
      frame(answer, DATA, END_STREAM, 1,
          new byte[]{0, 0, 0, 0, 2, 0x08, isWell ? SERVING : NOT_SERVING});
      back.bytes(answer.toByteArray());
    }

    @Override
    public void end() {
      back.end();
    }

    private static void frame(ByteArrayOutputStream to, int type, int flags, int stream,
        byte[] payload) {
      to.writeBytes(new byte[]{0, 0, (byte) payload.length, (byte) type, (byte) flags, 0, 0, 0,
          (byte) stream});
      to.writeBytes(payload);
    }
  }
}
