package kube.controlplane.apiserver.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import kube.controlplane.apiserver.streams.BackendCall;
import kube.foundation.api.ApiResult;
import kube.foundation.api.ApiResult.Ok;
import kube.foundation.api.Request;
import kube.foundation.api.Response;
import kube.foundation.machine.LiveLoop;
import kube.foundation.stream.ByteSink;

/// One exchange of HTTP/1.1 with an API server that stands behind this one.
///
/// A watch goes on after its head: its bytes flow to the client as they come. Everything else is
/// read to its end first.
final class BackendExchange {

  private static final List<String> NOT_HANDED_ON = List.of("authorization", "connection", "host",
      "content-length", "transfer-encoding", "upgrade", "accept-encoding", "expect");
  private static final int LONGEST_LINE = 64 * 1024;
  private static final int ANSWER_BYTES_AT_MOST = 64 * 1024 * 1024;
  private static final int FOREVER = 0;

  private final BackendCall call;
  private final Socket socket;
  private final LiveLoop loop;

  BackendExchange(BackendCall call, Socket socket, LiveLoop loop) {
    this.call = call;
    this.socket = socket;
    this.loop = loop;
  }

  ApiResult<Response> run() throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(head().getBytes(ISO_8859_1));
    out.write(call.request().body());
    out.flush();
    InputStream in = new BufferedInputStream(socket.getInputStream());
    String first = line(in);
    String[] words = first.split(" ", 3);
    if (words.length < 2 || !words[1].matches("\\d{3}")) {
      throw new IOException("malformed HTTP response \"" + first + "\"");
    }
    int code = Integer.parseInt(words[1]);
    Map<String, String> headers = headers(in);
    String type = headers.getOrDefault("content-type", "text/plain; charset=utf-8");
    boolean flows = code == 200 && call.request().flag("watch");
    if (flows) return new Ok<>(new Response.Flow(type, sink -> flow(in, headers, sink)));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    read(in, headers, body);
    socket.close();
    TreeMap<String, String> kept = new TreeMap<>();
    for (String name : List.of("etag", "warning", "retry-after", "location")) {
      if (headers.containsKey(name)) kept.put(name, headers.get(name));
    }
    return new Ok<>(new Response.Answer(code, type, body.toByteArray(), kept));
  }

  private String head() {
    Request request = call.named();
    StringBuilder head = new StringBuilder(request.method()).append(' ').append(target(request))
        .append(" HTTP/1.1\r\nHost: ").append(call.host()).append(":").append(call.port())
        .append("\r\n");
    for (String name : request.headers().keySet()) {
      if (NOT_HANDED_ON.contains(name)) continue;
      for (String value : request.headerValues(name)) {
        head.append(name).append(": ").append(value.replaceAll("[\r\n]", " ")).append("\r\n");
      }
    }
    return head.append("Content-Length: ").append(request.body().length)
        .append("\r\nConnection: close\r\n\r\n").toString();
  }

  private static String target(Request request) {
    StringBuilder target = new StringBuilder();
    for (String segment : request.path().split("/", -1)) {
      if (!target.isEmpty() || !segment.isEmpty()) target.append('/');
      target.append(URLEncoder.encode(segment, UTF_8).replace("+", "%20"));
    }
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

  private static Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon < 0) throw new IOException("malformed MIME header line: " + line);
      headers.put(line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip());
    }
    return headers;
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int letter = in.read(); letter != '\n'; letter = in.read()) {
      if (letter < 0) throw new EOFException("EOF");
      if (line.size() >= LONGEST_LINE) throw new IOException("a line of the answer is too long");
      line.write(letter);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  private static void read(InputStream in, Map<String, String> headers, OutputStream to)
      throws IOException {
    if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
      int total = 0;
      for (int size = chunk(in); size > 0; size = chunk(in)) {
        total += size;
        if (total > ANSWER_BYTES_AT_MOST) throw new IOException("the answer is too large");
        to.write(in.readNBytes(size));
        line(in);
      }
    } else {
      String length = headers.getOrDefault("content-length", "");
      to.write(in.readNBytes(length.matches("\\d{1,8}")
          ? Math.min(Integer.parseInt(length), ANSWER_BYTES_AT_MOST)
          : ANSWER_BYTES_AT_MOST));
    }
  }

  private static int chunk(InputStream in) throws IOException {
    String size = line(in).replaceFirst(";.*", "").strip();
    if (!size.matches("[0-9a-fA-F]{1,7}")) throw new IOException("malformed chunked encoding");
    return Integer.parseInt(size, 16);
  }

  /// Lets the bytes of a watch through until one of the two sides has enough.
  private Runnable flow(InputStream in, Map<String, String> headers, ByteSink sink) {
    Thread.ofVirtual().name("watch of " + call.name()).start(() -> {
      try (socket) {
        socket.setSoTimeout(FOREVER);
        boolean isChunked = headers.getOrDefault("transfer-encoding", "")
            .equalsIgnoreCase("chunked");
        byte[] piece = next(in, isChunked);
        while (piece.length > 0) {
          byte[] now = piece;
          loop.submit(() -> sink.bytes(now));
          piece = next(in, isChunked);
        }
      } catch (IOException _) {
        loop.submit(sink::end); // Cut off: for a watch that is an end like any other.
        return;
      }
      loop.submit(sink::end);
    });
    return () -> {
      try {
        socket.close();
      } catch (IOException problem) {
        throw new UncheckedIOException("a socket could not be closed", problem);
      }
    };
  }

  private static byte[] next(InputStream in, boolean isChunked) throws IOException {
    if (isChunked) {
      int size = chunk(in);
      if (size == 0) return new byte[0];
      byte[] piece = in.readNBytes(size);
      line(in);
      return piece;
    }
    byte[] buffer = new byte[8192];
    int read = in.read(buffer);
    return read < 0 ? new byte[0] : java.util.Arrays.copyOf(buffer, read);
  }
}
