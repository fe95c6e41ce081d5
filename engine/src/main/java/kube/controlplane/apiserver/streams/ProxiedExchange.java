package kube.controlplane.apiserver.streams;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.ApiResult.Refused;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.stream.ByteSink;

/// One HTTP exchange with a program behind the proxy, over a connection of its own.
///
/// Simulated programs answer at once, so the answer is there when the request has been written.
/// One that says nothing is given up, as no time may pass here.
///
/// Owned by the loop.
final class ProxiedExchange implements ByteSink {

  private static final List<String> NOT_HANDED_ON = List.of("authorization", "connection", "host",
      "content-length", "transfer-encoding", "upgrade");

  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final Request request;
  private final String path;
  private final String host;

  ProxiedExchange(Request request, String path, String host) {
    this.request = request;
    this.path = path;
    this.host = host;
  }

  @Override
  public void bytes(byte[] bytes) {
    received.writeBytes(bytes);
  }

  @Override
  public void end() {
    // The answer is read when the request has been written.
  }

  ApiResult<Response> over(ByteSink connection) {
    StringBuilder head = new StringBuilder(request.method()).append(' ').append(target())
        .append(" HTTP/1.1\r\nHost: ").append(host).append("\r\n");
    for (String name : request.headers().keySet()) {
      if (NOT_HANDED_ON.contains(name)) continue;
      request.headerValues(name)
          .forEach(value -> head.append(name).append(": ").append(value).append("\r\n"));
    }
    head.append("Content-Length: ").append(request.body().length)
        .append("\r\nConnection: close\r\n\r\n");
    connection.bytes(head.toString().getBytes(ISO_8859_1));
    if (request.body().length > 0) connection.bytes(request.body());
    return answer();
  }

  private String target() {
    StringBuilder target = new StringBuilder(path);
    char separator = '?';
    for (String name : request.query().keySet()) {
      for (String value : request.queries(name)) {
        target.append(separator).append(URLEncoder.encode(name, UTF_8)).append('=')
            .append(URLEncoder.encode(value, UTF_8));
        separator = '&';
      }
    }
    return target.toString();
  }

  private ApiResult<Response> answer() {
    String text = received.toString(ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (!text.startsWith("HTTP/1.1 ") || end < 12) {
      return new Refused<>(ProxyHandler.unavailable("error trying to reach service: EOF"));
    }
    int code = Integer.parseInt(text.substring(9, 12));
    SortedMap<String, String> headers = new TreeMap<>();
    String type = "text/plain";
    for (String line : text.substring(0, end).split("\r\n")) {
      if (line.startsWith("Content-Type: ")) type = line.substring("Content-Type: ".length());
      if (line.startsWith("Server: ")) headers.put("Server", line.substring("Server: ".length()));
    }
    return new Ok<>(new Response.Answer(code, type, text.substring(end + 4).getBytes(ISO_8859_1),
        headers));
  }
}
