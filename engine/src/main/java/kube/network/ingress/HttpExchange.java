package kube.network.ingress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;

import kube.foundation.stream.ByteSink;
import kube.network.Dialing;
import kube.network.Packet;
import kube.network.PacketPath;
import kube.network.Protocol;
import kube.network.SocketAddress;
import org.jspecify.annotations.Nullable;

/// One request and its answer, on a connection of its own to the Pod.
///
/// Owned by the loop.
final class HttpExchange implements ByteSink, Dialing {

  private final HttpConversation client;
  private final HttpRequestView view;
  private final String head;
  private final HttpBody request;
  private final ByteArrayOutputStream early = new ByteArrayOutputStream();
  private final ByteArrayOutputStream answerHead = new ByteArrayOutputStream();
  private @Nullable ByteSink pod;
  private @Nullable HttpBody answer;
  private boolean isTunnel;
  private boolean goesOn;
  private boolean over;

  HttpExchange(HttpConversation client, HttpRequestView view, String head) {
    this.client = client;
    this.view = view;
    this.head = head;
    this.request = HttpBody.ofRequest(view.headers());
    this.goesOn = view.staysConnected();
  }

  void begin(HttpRouter.Target target) {
    switch (target) {
      case HttpRouter.Target.Page(String status) -> fail(status);
      case HttpRouter.Target.Pod(SocketAddress to) -> {
        early.writeBytes(client.rewritten(head, view).getBytes(ISO_8859_1));
        HttpRouter router = client.router();
        router.network().dial(new Packet(Protocol.TCP, router.network().ephemeral(
            router.address()), to), this, this);
      }
    }
  }

  /// Takes what belongs to this request. Returns how much that was.
  int takeFromClient(byte[] bytes) {
    int taken = isTunnel ? bytes.length : request.take(bytes);
    if (taken > 0) toPod(Arrays.copyOf(bytes, taken));
    return taken;
  }

  private void toPod(byte[] bytes) {
    if (pod != null) pod.bytes(bytes);
    else
      early.writeBytes(bytes);
  }

  void clientHasEnded() {
    if (pod != null && (isTunnel || !request.isOver())) pod.end();
  }

  @Override
  public void connected(ByteSink to, PacketPath path) {
    pod = to;
    to.bytes(early.toByteArray());
    early.reset();
  }

  @Override
  public void refused(PacketPath path) {
    fail("502 Bad Gateway");
  }

  @Override
  public void timedOut(PacketPath path) {
    fail("504 Gateway Time-out");
  }

  private void fail(String status) {
    if (over) return;
    boolean mayGoOn = goesOn && request.isOver();
    client.toClient(HttpConversation.page(status, mayGoOn));
    finish(mayGoOn);
  }

  @Override
  public void bytes(byte[] bytes) {
    if (over) return;
    if (isTunnel) client.toClient(bytes);
    else if (answer != null) body(answer, bytes);
    else
      head(bytes);
  }

  private void head(byte[] bytes) {
    answerHead.writeBytes(bytes);
    String all = answerHead.toString(ISO_8859_1);
    int end = all.indexOf("\r\n\r\n");
    if (end < 0) return;
    byte[] rest = Arrays.copyOfRange(answerHead.toByteArray(), end + 4, answerHead.size());
    answerHead.reset();
    HttpRequestView read = HttpRequestView.parse(all.substring(0, end));
    int code = read.path().matches("\\d{3}") ? Integer.parseInt(read.path()) : 502;
    if (code == 101) {
      isTunnel = true;
      client.toClient(all.substring(0, end + 4).getBytes(ISO_8859_1));
      if (rest.length > 0) client.toClient(rest);
    } else if (code / 100 == 1) {
      client.toClient(all.substring(0, end + 4).getBytes(ISO_8859_1));
      if (rest.length > 0) head(rest);
    } else {
      HttpBody length = HttpBody.ofAnswer(view.method(), code, read.headers());
      answer = length;
      goesOn &= !length.lastsUntilTheEnd();
      client.toClient(forClient(all.substring(0, end)).getBytes(ISO_8859_1));
      body(length, rest);
    }
  }

  private String forClient(String answered) {
    StringBuilder lines = new StringBuilder();
    answered.lines().filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("connection:"))
        .forEach(line -> lines.append(line).append("\r\n"));
    return lines.append("Connection: ").append(goesOn ? "keep-alive" : "close")
        .append("\r\n\r\n").toString();
  }

  private void body(HttpBody length, byte[] bytes) {
    int taken = length.take(bytes);
    if (taken > 0) client.toClient(taken == bytes.length ? bytes : Arrays.copyOf(bytes, taken));
    if (length.isOver()) finish(goesOn && request.isOver());
  }

  @Override
  public void end() {
    if (over) return;
    if (answer == null && !isTunnel) fail("502 Bad Gateway");
    else
      finish(false);
  }

  private void finish(boolean mayGoOn) {
    over = true;
    if (pod != null) pod.end();
    client.answered(mayGoOn);
  }
}
