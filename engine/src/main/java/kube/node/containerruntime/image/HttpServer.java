package kube.node.containerruntime.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import kube.foundation.stream.ByteSink;
import kube.network.SocketAddress;

/// The protocol of the web, as a simulated server speaks it.
///
/// **Models** HTTP/1.1 with keep-alive and bodies of a stated length. **Leaves out** chunked bodies,
/// which it refuses with 411, and everything that a page does not need.
final class HttpServer implements Program.Listener {

  /// A request that has arrived whole.
  ///
  /// @param client the address that it came from
  @SuppressWarnings("ArrayRecordComponent") // A body; never compared.
  record HttpRequest(String method, String target, SortedMap<String, String> headers,
      byte[] body, String client) {

    String path() {
      return target.replaceFirst("[?#].*", "");
    }
  }

  /// @param status such as `200 OK`
  @SuppressWarnings("ArrayRecordComponent") // A body; never compared.
  record HttpAnswer(String status, String contentType, byte[] body) {

    static HttpAnswer text(String text) {
      return new HttpAnswer("200 OK", "text/plain; charset=utf-8",
          text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  /// Decides what to answer.
  interface Site {
    HttpAnswer answer(HttpRequest request);
  }

  /// Decides what to answer, now or later.
  interface LateSite {
    void answer(HttpRequest request, Consumer<HttpAnswer> then);
  }

  private static final int HEAD_AT_MOST = 64 * 1024;
  private static final int BODY_AT_MOST = 8 * 1024 * 1024;

  private final String name;
  private final LateSite site;

  /// @param name what the `Server` header says
  HttpServer(String name, Site site) {
    this(name, (request, then) -> then.accept(site.answer(request)));
  }

  private HttpServer(String name, LateSite site) {
    this.name = name;
    this.site = site;
  }

  /// A server that takes its time.
  static HttpServer late(String name, LateSite site) {
    return new HttpServer(name, site);
  }

  @Override
  public ByteSink accept(ByteSink back) {
    return new Conversation(back, "127.0.0.1");
  }

  @Override
  public ByteSink accept(SocketAddress client, ByteSink back) {
    return new Conversation(back, client.ip());
  }

  /// One connection. Owned by the loop.
  private final class Conversation implements ByteSink {
    private final ByteSink back;
    private final String client;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private boolean closed;

    private Conversation(ByteSink back, String client) {
      this.back = back;
      this.client = client;
    }

    @Override
    public void bytes(byte[] bytes) {
      if (closed) return;
      received.writeBytes(bytes);
      while (!closed && answerNext()) {
      }
    }

    @Override
    public void end() {
      close();
    }

    /// Answers the first request, if it is there whole.
    private boolean answerNext() {
      byte[] all = received.toByteArray();
      String text = new String(all, ISO_8859_1);
      int end = text.indexOf("\r\n\r\n");
      if (end < 0) {
        if (all.length > HEAD_AT_MOST) refuse("431 Request Header Fields Too Large");
        return false;
      }
      String[] lines = text.substring(0, end).split("\r\n");
      String[] first = lines[0].split(" ");
      SortedMap<String, String> headers = headers(lines);
      Optional<Integer> length = bodyLength(headers);
      if (first.length != 3 || length.isEmpty()) {
        refuse(first.length == 3 ? "411 Length Required" : "400 Bad Request");
        return false;
      }
      int whole = end + 4 + length.get();
      if (all.length < whole) return false;
      received.reset();
      received.write(all, whole, all.length - whole);
      send(new HttpRequest(first[0], first[1], headers, Arrays.copyOfRange(all, end + 4, whole),
          client), first[2]);
      return true;
    }

    private void send(HttpRequest request, String version) {
      site.answer(request, answer -> send(request, version, answer));
    }

    private void send(HttpRequest request, String version, HttpAnswer answer) {
      if (closed) return;
      boolean closes = version.equals("HTTP/1.0")
          || request.headers().getOrDefault("connection", "").equalsIgnoreCase("close");
      back.bytes(head(answer, closes));
      if (!request.method().equals("HEAD")) back.bytes(answer.body());
      if (closes) close();
    }

    private void refuse(String status) {
      back.bytes(head(new HttpAnswer(status, "text/plain", new byte[0]), true));
      close();
    }

    private void close() {
      if (closed) return;
      closed = true;
      back.end();
    }
  }

  private byte[] head(HttpAnswer answer, boolean closes) {
    return ("HTTP/1.1 " + answer.status() + "\r\nServer: " + name + "\r\nContent-Type: "
        + answer.contentType() + "\r\nContent-Length: " + answer.body().length
        + "\r\nConnection: " + (closes ? "close" : "keep-alive") + "\r\n\r\n")
        .getBytes(ISO_8859_1);
  }

  private static SortedMap<String, String> headers(String[] lines) {
    SortedMap<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.put(lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
    }
    return headers;
  }

  private static Optional<Integer> bodyLength(SortedMap<String, String> headers) {
    if (headers.containsKey("transfer-encoding")) return Optional.empty();
    String length = headers.getOrDefault("content-length", "0");
    return length.matches("\\d{1,7}") && Integer.parseInt(length) <= BODY_AT_MOST
        ? Optional.of(Integer.parseInt(length))
        : Optional.empty();
  }
}
