package kube.node.kubelet.probe;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import kube.foundation.stream.ByteSink;
import kube.node.kubelet.wish.Handler;

/// Reads the status of one page.
final class HttpProbe implements ByteSink {

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})[ \\r]");

  private final Consumer<Answer> told;
  private final String url;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();

  HttpProbe(Consumer<Answer> told, String url) {
    this.told = told;
    this.url = url;
  }

  void ask(Handler.Http http, String host, ByteSink wire) {
    StringBuilder request = new StringBuilder("GET ").append(http.path())
        .append(" HTTP/1.1\r\nHost: ").append(http.headers().getOrDefault("Host", host))
        .append("\r\n");
    if (!http.headers().containsKey("User-Agent")) {
      request.append("User-Agent: kube-probe/1.37\r\n");
    }
    if (!http.headers().containsKey("Accept")) request.append("Accept: */*\r\n");
    http.headers().forEach((name, value) -> {
      if (!name.equals("Host")) request.append(name).append(": ").append(value).append("\r\n");
    });
    request.append("Connection: close\r\n\r\n");
    wire.bytes(request.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public void bytes(byte[] bytes) {
    received.writeBytes(bytes);
    Matcher status = STATUS.matcher(received.toString(StandardCharsets.ISO_8859_1));
    if (!status.find()) return;
    int code = Integer.parseInt(status.group(1));
    told.accept(code >= 200 && code < 400
        ? Answer.GOOD
        : Answer.bad("HTTP probe failed with statuscode: " + code));
  }

  @Override
  public void end() {
    told.accept(Answer.bad("Get \"" + url + "\": EOF"));
  }
}
