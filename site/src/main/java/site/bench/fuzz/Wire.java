package site.bench.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;

/// One connection, written to byte by byte if need be, and read as the protocol says.
final class Wire implements AutoCloseable {

  /// Who has not answered by then hangs.
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;

  Wire(URI server) throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    out = socket.getOutputStream();
    in = new BufferedInputStream(socket.getInputStream());
  }

  void write(byte[] bytes) throws IOException {
    write(bytes, 0, bytes.length);
  }

  void write(byte[] bytes, int from, int count) throws IOException {
    out.write(bytes, from, count);
    out.flush();
  }

  void endOfInput() throws IOException {
    socket.shutdownOutput();
  }

  InputStream input() {
    return in;
  }

  /// The line and headers of a request, without the one that tells how its body ends.
  static String head(Request request) {
    StringBuilder head = new StringBuilder(request.method()).append(' ')
        .append(encoded(request.path(), "/"));
    char before = '?';
    for (Map.Entry<String, String> parameter : request.query().entrySet()) {
      head.append(before).append(encoded(parameter.getKey(), "")).append('=')
          .append(encoded(parameter.getValue(), ""));
      before = '&';
    }
    head.append(" HTTP/1.1\r\nHost: localhost\r\n");
    request.headers().forEach((name, value) -> head.append(name).append(": ").append(value)
        .append("\r\n"));
    return head.toString();
  }

  private static String encoded(String text, String kept) {
    StringBuilder encoded = new StringBuilder();
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (one & 0xFF);
      boolean plain = (letter < 128 && Character.isLetterOrDigit(letter))
          || "-._~".indexOf(letter) >= 0 || kept.indexOf(letter) >= 0;
      encoded.append(plain ? String.valueOf(letter) : String.format("%%%02X", (int) letter));
    }
    return encoded.toString();
  }

  /// Reads one answer.
  ///
  /// @param hasBody whether one comes at all: not for `HEAD`
  Answer read(boolean hasBody) throws IOException {
    int code = Integer.parseInt(line().split(" ", 3)[1]);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip());
    }
    if (code == 100) return read(hasBody);
    byte[] body = new byte[0];
    boolean empty = !hasBody || code == 204 || code == 304 || code == 101;
    if (!empty) {
      body = "chunked".equals(headers.get("transfer-encoding"))
          ? chunks()
          : exactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }
    if ("close".equals(headers.get("connection"))) socket.close();
    return new Answer(code, headers.getOrDefault("content-type", ""), body, new TreeMap<>(headers));
  }

  boolean isOpen() {
    return !socket.isClosed();
  }

  /// Reads up to the first byte of a body that does not end soon.
  void skipHead() throws IOException {
    String line = line();
    while (!line.isEmpty()) line = line();
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int one = in.read(); one != '\n'; one = in.read()) {
      if (one < 0) throw new EOFException("the server closed the connection");
      if (one != '\r') line.write(one);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /// The next chunk; empty at the end.
  byte[] chunk() throws IOException {
    byte[] chunk = exactly(Integer.parseInt(line().strip(), 16));
    line();
    return chunk;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] chunk = chunk(); chunk.length > 0; chunk = chunk()) whole.writeBytes(chunk);
    return whole.toByteArray();
  }

  private byte[] exactly(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) throw new EOFException("the answer is cut off");
    return bytes;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
