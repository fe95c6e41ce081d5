package site.bench.api;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One keep-alive connection that does as little as a client can: it writes bytes and reads as far
/// as the answer's length says.
final class RawClient implements AutoCloseable {

  private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
  private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;
  private byte[] buffer = new byte[256 * 1024];

  RawClient(URI server) throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    socket.setTcpNoDelay(true);
    out = socket.getOutputStream();
    in = socket.getInputStream();
  }

  static byte[] get(String path, String headers) {
    return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] post(String path, byte[] json) {
    byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json"
        + "\r\nContent-Length: " + json.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    byte[] request = Arrays.copyOf(head, head.length + json.length);
    System.arraycopy(json, 0, request, head.length, json.length);
    return request;
  }

  /// Sends a request and reads its answer; returns the code.
  int call(byte[] request) throws IOException {
    out.write(request);
    int have = 0;
    int head = -1;
    while (head < 0) {
      have += read(have);
      head = indexOf(END_OF_HEAD, have);
    }
    int code = (buffer[9] - '0') * 100 + (buffer[10] - '0') * 10 + buffer[11] - '0';
    int length = length(head);
    int missing = head + END_OF_HEAD.length + length - have;
    while (missing > 0) {
      int read = in.read(buffer, 0, Math.min(missing, buffer.length));
      if (read < 0) throw new EOFException("the answer is cut off");
      missing -= read;
    }
    return code;
  }

  InputStream open(byte[] request) throws IOException {
    out.write(request);
    return in;
  }

  private int read(int at) throws IOException {
    if (at == buffer.length) buffer = Arrays.copyOf(buffer, at * 2);
    int read = in.read(buffer, at, buffer.length - at);
    if (read < 0) throw new EOFException("the server closed the connection");
    return read;
  }

  private int length(int head) {
    int at = indexOf(LENGTH, head);
    if (at < 0) throw new IllegalStateException("an answer without its length");
    int length = 0;
    for (int digit = at + LENGTH.length; buffer[digit] >= '0'; digit++) {
      length = length * 10 + buffer[digit] - '0';
    }
    return length;
  }

  private int indexOf(byte[] wanted, int end) {
    for (int start = 0; start <= end - wanted.length; start++) {
      int matched = 0;
      while (matched < wanted.length && buffer[start + matched] == wanted[matched]) matched++;
      if (matched == wanted.length) return start;
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
