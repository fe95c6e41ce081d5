package kube.network.ingress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import kube.foundation.stream.ByteSink;
import kube.network.Dialing;
import kube.network.Host;
import kube.network.Packet;
import kube.network.PacketPath;
import kube.network.PodNetwork;
import kube.network.Protocol;
import kube.network.SocketAddress;
import org.jspecify.annotations.Nullable;

/// Takes connections of HTTP clients and joins each with the Pod that its first request is for.
///
/// Owned by the loop.
///
/// **Models** one request a connection, and the headers that tell the Pod who asked. **Leaves out**
/// TLS, several requests on one connection, and requests that change the protocol.
final class HttpRouter implements Host {

  /// Where a request goes, or the page that says why it goes nowhere.
  sealed interface Target {
    record Pod(SocketAddress address) implements Target {}

    record Page(String status) implements Target {}
  }

  /// Finds the target of a request.
  interface Table {
    Target target(HttpRequestView request);
  }

  private static final int PORT = 80;
  private static final int HEAD_AT_MOST = 64 * 1024;

  private final String address;
  private final PodNetwork network;
  private final Table table;

  HttpRouter(String address, PodNetwork network, Table table) {
    this.address = address;
    this.network = network;
    this.table = table;
  }

  @Override
  public Optional<ByteSink> accept(Packet packet, ByteSink back) {
    return packet.destination().port() == PORT
        ? Optional.of(new Conversation(packet.source().ip(), back))
        : Optional.empty();
  }

  /// One client. Owned by the loop.
  private final class Conversation implements ByteSink, Dialing {
    private final String client;
    private final ByteSink back;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private byte[] request = {};
    private @Nullable ByteSink pod;
    private boolean decided;

    private Conversation(String client, ByteSink back) {
      this.client = client;
      this.back = back;
    }

    @Override
    public void bytes(byte[] bytes) {
      if (pod != null) {
        pod.bytes(bytes);
        return;
      }
      received.writeBytes(bytes);
      String all = received.toString(ISO_8859_1);
      int end = all.indexOf("\r\n\r\n");
      if (decided) return;
      if (end >= 0) decide(all.substring(0, end));
      else if (received.size() > HEAD_AT_MOST) fail("431 Request Header Fields Too Large");
    }

    private void decide(String head) {
      decided = true;
      HttpRequestView view = HttpRequestView.parse(head);
      switch (table.target(view)) {
        case Target.Page(String status) -> fail(status);
        case Target.Pod(SocketAddress to) -> {
          request = rewritten(head, view).getBytes(ISO_8859_1);
          int bodyStart = head.length() + 4;
          network.dial(new Packet(Protocol.TCP, network.ephemeral(address), to), back, this);
          if (pod == null) return;
          byte[] all = received.toByteArray();
          pod.bytes(Arrays.copyOfRange(all, bodyStart, all.length));
        }
      }
    }

    /// The same request, saying who asked and that it is the only one.
    private String rewritten(String head, HttpRequestView view) {
      StringBuilder lines = new StringBuilder();
      head.lines().filter(line -> !line.toLowerCase(Locale.ROOT)
          .matches("(connection|x-forwarded-[a-z]+|x-real-ip):.*"))
          .forEach(line -> lines.append(line).append("\r\n"));
      return lines.append("X-Real-IP: ").append(client)
          .append("\r\nX-Forwarded-For: ").append(client)
          .append("\r\nX-Forwarded-Host: ").append(view.host())
          .append("\r\nX-Forwarded-Proto: http\r\nConnection: close\r\n\r\n").toString();
    }

    @Override
    public void connected(ByteSink to, PacketPath path) {
      to.bytes(request);
      pod = to;
    }

    @Override
    public void refused(PacketPath path) {
      fail("502 Bad Gateway");
    }

    @Override
    public void timedOut(PacketPath path) {
      fail("504 Gateway Time-out");
    }

    @Override
    public void end() {
      if (pod != null) pod.end();
      else if (!decided) back.end();
    }

    private void fail(String status) {
      decided = true;
      String page = "<html>\r\n<head><title>" + status + "</title></head>\r\n<body>\r\n<center><h1>"
          + status + "</h1></center>\r\n</body>\r\n</html>\r\n";
      back.bytes(("HTTP/1.1 " + status + "\r\nContent-Type: text/html\r\nContent-Length: "
          + page.length() + "\r\nConnection: close\r\n\r\n" + page).getBytes(ISO_8859_1));
      back.end();
    }
  }
}
