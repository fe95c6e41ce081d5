package kube.node.containerruntime.shell;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import kube.foundation.stream.ByteSink;
import kube.network.Dialing;
import kube.network.PacketPath;
import kube.network.SocketAddress;
import kube.node.containerruntime.process.Files;

/// `curl` and `wget`, as far as a page is asked for.
///
/// **Models** GET over HTTP, to a name or an address. **Leaves out** other methods, and HTTPS.
final class WebClient implements Tool {

  private static final Pattern URL = Pattern
      .compile("(?:http://)?([^/:]+)(?::(\\d{1,5}))?(/.*)?");

  private final boolean isCurl;

  WebClient(boolean isCurl) {
    this.isCurl = isCurl;
  }

  @Override
  public void run(Call call, IntConsumer done) {
    List<String> urls = call.words().stream()
        .filter(word -> !word.startsWith("-") && URL.matcher(word).matches()).toList();
    if (urls.isEmpty()) {
      done.accept(call.fail("no URL specified"));
      return;
    }
    Matcher url = URL.matcher(urls.getLast());
    if (!url.matches()) return;
    String host = url.group(1);
    int port = Integer.parseInt(Optional.ofNullable(url.group(2)).orElse("80"));
    String path = Optional.ofNullable(url.group(3)).orElse("/");
    Reply reply = new Reply(call, host, port, path, done);
    new Resolver(call.world()).address(host, found -> found.ifPresentOrElse(
        address -> call.world().dial(new SocketAddress(address, port), reply, reply),
        reply::unknown));
  }

  /// Asks once there is a connection, and collects the answer until the server closes.
  private final class Reply implements ByteSink, Dialing {
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final Call call;
    private final String host;
    private final int port;
    private final String path;
    private final IntConsumer done;

    private Reply(Call call, String host, int port, String path, IntConsumer done) {
      this.call = call;
      this.host = host;
      this.port = port;
      this.path = path;
      this.done = done;
    }

    private void unknown() {
      fail(6, "Could not resolve host: " + host, "bad address '" + host + "'");
    }

    @Override
    public void connected(ByteSink to, PacketPath way) {
      to.bytes(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nUser-Agent: "
          + (isCurl ? "curl/8.5.0" : "Wget") + "\r\nAccept: */*\r\nConnection: close\r\n\r\n")
          .getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void refused(PacketPath way) {
      fail(7, "Failed to connect to " + host + " port " + port + ": Connection refused",
          "can't connect to remote host (" + host + "): Connection refused");
    }

    @Override
    public void timedOut(PacketPath way) {
      fail(28, "Failed to connect to " + host + " port " + port + ": Connection timed out",
          "can't connect to remote host (" + host + "): Connection timed out");
    }

    private void fail(int curlCode, String curlSays, String wgetSays) {
      if (isCurl) {
        call.streams().err().line("curl: (" + curlCode + ") " + curlSays);
        done.accept(curlCode);
      } else {
        done.accept(call.fail(wgetSays));
      }
    }

    @Override
    public void bytes(byte[] bytes) {
      received.writeBytes(bytes);
    }

    @Override
    public void end() {
      String all = received.toString(StandardCharsets.ISO_8859_1);
      int end = all.indexOf("\r\n\r\n");
      String head = end < 0 ? all : all.substring(0, end);
      byte[] body = (end < 0 ? "" : all.substring(end + 4)).getBytes(StandardCharsets.ISO_8859_1);
      if (isCurl) curled(head, body);
      else
        fetched(head, body);
    }

    private void curled(String head, byte[] body) {
      if (call.has('I') || call.has('i')) call.out(head.replace("\r", "") + "\n");
      if (!call.has('I')) call.streams().out().write(body);
      done.accept(0);
    }

    private void fetched(String head, byte[] body) {
      String status = head.lines().findFirst().orElse("").replaceFirst("^HTTP/1.\\d ", "");
      if (call.words().stream().noneMatch(word -> word.matches("-[A-Za-z]*q.*"))) {
        call.streams().err().line("Connecting to " + host + " (" + host + ":" + port + ")");
      }
      if (!status.startsWith("2")) {
        done.accept(call.fail("server returned error: HTTP/1.1 " + status));
        return;
      }
      int option = call.words().indexOf("-O");
      boolean toScreen = call.words().stream().anyMatch(word -> word.matches("-q?O-"))
          || (option >= 0 && call.words().get(option + 1).equals("-"));
      String name = Files.name(path).isEmpty() ? "index.html" : Files.name(path);
      if (toScreen) call.streams().out().write(body);
      else
        call.files().write(call.path(name), body, call.world().now());
      done.accept(0);
    }
  }
}
