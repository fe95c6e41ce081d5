package site.bench.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import kube.foundation.api.Request;
import kube.foundation.api.Response.Answer;

/// The ways in which a client may put a request on the wire, from polite to broken.
final class Manners {

  private static final int MOST_FRAMES = 12;

  /// Heads that no server may take for a request; `|` stands for the end of a line, `~` for many
  /// letters.
  private static final List<String> BROKEN_HEADS = List.of("GARBAGE||", "||", "GET||",
      "GET / HTTP/9.9|Host: a||", "\0\0\0\0", "\u0016\u0003\u0001\u0002\0\u0001\0",
      "GET /api HTTP/1.1|Host a||", "POST /api HTTP/1.1|Content-Length: -5||",
      "POST /api HTTP/1.1|Content-Length: 3|Content-Length: 9||abc",
      "POST /api HTTP/1.1|Content-Length: 99999999999999999999||",
      "POST /api HTTP/1.1|Content-Length: 3|Transfer-Encoding: chunked||0||",
      "POST /api HTTP/1.1|Transfer-Encoding: chunked||zz|abc|",
      "POST /api HTTP/1.1|Transfer-Encoding: chunked||7fffffff|abc",
      "POST /api HTTP/1.1|Transfer-Encoding: gzip, nonsense||", "GET /~ HTTP/1.1|Host: a||",
      "GET /api HTTP/1.1|X: ~~||", "GET /api HTTP/1.1|X\0Y: b||", "GET /%zz%1 HTTP/1.1||",
      "GET /api?%zz=%1&&&==& HTTP/1.1||", "PRI * HTTP/2.0||SM||", "CONNECT a:1 HTTP/1.1||",
      "OPTIONS * HTTP/1.1||");

  private final Random random;

  Manners(Random random) {
    this.random = random;
  }

  /// Sends the request whole, in drops, in chunks or after asking first, and reads the answer.
  Answer exchange(Wire wire, Request request) throws IOException {
    boolean hasBody = request.body().length > 0;
    String head = Wire.head(request);
    byte[] message = switch (hasBody ? random.nextInt(8) : 7) {
      case 0 -> bytes(head + "Transfer-Encoding: chunked\r\n\r\n", inChunks(request.body()));
      case 1 -> bytes(head + "Expect: 100-continue\r\nContent-Length: " + request.body().length
          + "\r\n\r\n", request.body());
      default -> bytes(head + "Content-Length: " + request.body().length + "\r\n\r\n",
          request.body());
    };
    if (random.nextInt(12) == 0) {
      drop(wire, message);
    } else {
      wire.write(message);
    }
    return wire.read(!request.method().equals("HEAD"));
  }

  private void drop(Wire wire, byte[] message) throws IOException {
    int at = 0;
    for (int drops = random.nextInt(40); drops > 0 && at < message.length; drops--) {
      int count = Math.min(1 + random.nextInt(30), message.length - at);
      wire.write(message, at, count);
      at += count;
    }
    wire.write(message, at, message.length - at);
  }

  private byte[] inChunks(byte[] body) {
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    for (int at = 0; at < body.length;) {
      int count = Math.min(1 + random.nextInt(400), body.length - at);
      chunks.writeBytes(bytes(Integer.toHexString(count) + "\r\n", new byte[0]));
      chunks.write(body, at, count);
      chunks.writeBytes(bytes("\r\n", new byte[0]));
      at += count;
    }
    chunks.writeBytes(bytes("0\r\n" + (random.nextInt(4) == 0 ? "trailer: x\r\n" : "") + "\r\n",
        new byte[0]));
    return chunks.toByteArray();
  }

  /// Sends less than was announced, and leaves.
  void half(Wire wire, Request request) throws IOException {
    int whole = request.body().length;
    wire.write(bytes(Wire.head(request) + "Content-Length: " + (whole + 1) + "\r\n\r\n",
        request.body()), 0, Wire.head(request).length() + random.nextInt(whole + 1));
    if (random.nextBoolean()) wire.endOfInput();
  }

  /// Sends what is no request, and reads until the server has said its mind. It may close at any
  /// time, but must not leave the client waiting for ever.
  void broken(Wire wire) throws IOException {
    String head = BROKEN_HEADS.get(random.nextInt(BROKEN_HEADS.size()))
        .replace("|", "\r\n")
        .replace("~", random.nextInt(20) == 0 ? "x".repeat(1_000_000) : "x".repeat(2_000));
    try {
      wire.write(head.getBytes(StandardCharsets.ISO_8859_1));
      wire.endOfInput();
      wire.input().readAllBytes();
    } catch (SocketException | EOFException refused) {
      return; // Closed while we were still talking: that is an answer.
    }
  }

  /// Opens a watch as a WebSocket and sends frames that make little sense.
  void frames(Wire wire, String path, String protocol) throws IOException {
    byte[] key = new byte[16];
    random.nextBytes(key);
    wire.write(bytes("GET " + path + " HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n"
        + "Connection: Upgrade\r\nSec-WebSocket-Version: " + (random.nextInt(5) == 0 ? "8" : "13")
        + "\r\nSec-WebSocket-Key: " + Base64.getEncoder().encodeToString(key) + "\r\n"
        + (protocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + protocol + "\r\n") + "\r\n",
        new byte[0]));
    if (wire.read(true).code() != 101) return;
    try {
      for (int frame = random.nextInt(MOST_FRAMES); frame > 0; frame--) wire.write(frame());
      wire.endOfInput();
      wire.input().readAllBytes();
    } catch (SocketException closed) {
      return; // What cannot be understood may be hung up on.
    }
  }

  /// Any kind of frame, often longer or shorter than it says, often without the mask.
  private byte[] frame() {
    byte[] content = new byte[random.nextInt(200)];
    random.nextBytes(content);
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(random.nextInt(4) == 0 ? random.nextInt(256) : 0x80 | random.nextInt(11));
    boolean masked = random.nextInt(3) > 0;
    int said = random.nextInt(8) == 0 ? random.nextInt(128) : Math.min(content.length, 125);
    frame.write((masked ? 0x80 : 0) | said);
    if (said == 127) frame.writeBytes(new byte[]{(byte) random.nextInt(256), 0, 0, 0, 0, 0, 1, 0});
    if (masked) frame.writeBytes(new byte[]{0, 0, 0, 0});
    frame.write(content, 0, Math.min(content.length, 125));
    return frame.toByteArray();
  }

  private static byte[] bytes(String head, byte[] body) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    all.writeBytes(body);
    return all.toByteArray();
  }
}
