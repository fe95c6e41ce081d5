package kube.network.ingress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

import kube.foundation.stream.ByteSink;
import org.jspecify.annotations.Nullable;

/// One client of the router and its requests, one after the other.
///
/// Owned by the loop.
final class HttpConversation implements ByteSink {

  private static final int HEAD_AT_MOST = 64 * 1024;

  private final HttpRouter router;
  private final String client;
  private final boolean secure;
  private final ByteSink back;
  private byte[] received = {};
  private @Nullable HttpExchange exchange;
  private boolean clientHasEnded;
  private boolean busy;
  private boolean over;

  /// @param secure whether the client spoke TLS with the edge
  HttpConversation(HttpRouter router, String client, boolean secure, ByteSink back) {
    this.router = router;
    this.client = client;
    this.secure = secure;
    this.back = back;
  }

  HttpRouter router() {
    return router;
  }

  @Override
  public void bytes(byte[] bytes) {
    if (over) return;
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(received);
    all.writeBytes(bytes);
    received = all.toByteArray();
    goOn();
  }

  /// Gives the bytes to whom they belong, as far as the request before them is answered. An answer
  /// may come at once, in the middle of this.
  private void goOn() {
    if (busy) return;
    busy = true;
    boolean goesOn = true;
    while (goesOn && !over && received.length > 0) {
      HttpExchange now = exchange;
      goesOn = now == null ? begin() : skip(now.takeFromClient(received));
    }
    busy = false;
  }

  private boolean skip(int taken) {
    received = Arrays.copyOfRange(received, taken, received.length);
    return taken > 0;
  }

  /// Begins a request when its head is complete. Returns whether it was.
  private boolean begin() {
    String all = new String(received, ISO_8859_1);
    int end = all.indexOf("\r\n\r\n");
    if (end < 0) {
      if (received.length > HEAD_AT_MOST) refuse("431 Request Header Fields Too Large");
      return false;
    }
    String head = all.substring(0, end);
    HttpRequestView view = HttpRequestView.parse(head);
    HttpExchange next = new HttpExchange(this, view, head);
    exchange = next;
    received = Arrays.copyOfRange(received, end + 4, received.length);
    next.begin(router.target(view));
    return true;
  }

  /// The same request as the Pod gets it: it says who asked, and that it is the only one.
  String rewritten(String head, HttpRequestView view) {
    StringBuilder lines = new StringBuilder();
    head.lines().filter(line -> !line.toLowerCase(java.util.Locale.ROOT)
        .matches("(connection|x-forwarded-[a-z]+|x-real-ip):.*"))
        .forEach(line -> lines.append(line).append("\r\n"));
    return lines.append("X-Real-IP: ").append(client)
        .append("\r\nX-Forwarded-For: ").append(client)
        .append("\r\nX-Forwarded-Host: ").append(view.host())
        .append("\r\nX-Forwarded-Proto: ").append(secure ? "https" : "http")
        .append("\r\nConnection: ").append(view.changesProtocol() ? "Upgrade" : "close")
        .append("\r\n\r\n").toString();
  }

  void toClient(byte[] bytes) {
    if (!over) back.bytes(bytes);
  }

  /// The request is answered.
  ///
  /// @param goesOn whether another one may follow on the same connection
  void answered(boolean goesOn) {
    exchange = null;
    if (goesOn && !clientHasEnded) goOn();
    else
      close();
  }

  private void close() {
    if (over) return;
    over = true;
    back.end();
  }

  private void refuse(String status) {
    toClient(page(status, false));
    close();
  }

  static byte[] page(String status, boolean goesOn) {
    String page = "<html>\r\n<head><title>" + status + "</title></head>\r\n<body>\r\n<center><h1>"
        + status + "</h1></center>\r\n</body>\r\n</html>\r\n";
    return ("HTTP/1.1 " + status + "\r\nContent-Type: text/html\r\nContent-Length: "
        + page.length() + "\r\nConnection: " + (goesOn ? "keep-alive" : "close") + "\r\n\r\n"
        + page).getBytes(ISO_8859_1);
  }

  @Override
  public void end() {
    clientHasEnded = true;
    HttpExchange now = exchange;
    if (now == null) close();
    else
      now.clientHasEnded();
  }
}
