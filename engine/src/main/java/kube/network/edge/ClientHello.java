package kube.network.edge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import javax.net.ssl.SSLHandshakeException;

/// The first record that a TLS client sends, as far as it names the host it wants.
///
/// **In the standard:** https://www.rfc-editor.org/rfc/rfc6066#section-3
final class ClientHello {

  private static final int RECORD_HEAD = 5;
  private static final int HANDSHAKE = 22;
  private static final int SERVER_NAME = 0;

  private ClientHello() {}

  /// Reads one record, and no byte of the next.
  static byte[] read(InputStream input, int most) throws IOException {
    byte[] head = input.readNBytes(RECORD_HEAD);
    if (head.length < RECORD_HEAD || head[0] != HANDSHAKE) {
      throw new SSLHandshakeException("the caller does not speak TLS");
    }
    int length = ((head[3] & 0xff) << 8) | (head[4] & 0xff);
    if (length > most) throw new SSLHandshakeException("the first record is too long");
    byte[] body = input.readNBytes(length);
    return ByteBuffer.allocate(RECORD_HEAD + body.length).put(head).put(body).array();
  }

  /// The host that the client asks for; empty when it does not say.
  static String host(byte[] record) {
    ByteBuffer hello = ByteBuffer.wrap(record);
    if (!skip(hello, RECORD_HEAD + 4 + 2 + 32)) return "";
    if (!skip(hello, oneByte(hello)) || !skip(hello, twoBytes(hello))
        || !skip(hello, oneByte(hello)) || hello.remaining() < 2) {
      return "";
    }
    twoBytes(hello);
    while (hello.remaining() >= 4) {
      int type = twoBytes(hello);
      int length = twoBytes(hello);
      if (type == SERVER_NAME && hello.remaining() >= 5) {
        hello.position(hello.position() + 3);
        byte[] name = new byte[Math.min(twoBytes(hello), hello.remaining())];
        hello.get(name);
        return new String(name, StandardCharsets.US_ASCII);
      }
      if (!skip(hello, length)) return "";
    }
    return "";
  }

  private static boolean skip(ByteBuffer hello, int count) {
    if (count < 0 || hello.remaining() < count) return false;
    hello.position(hello.position() + count);
    return true;
  }

  private static int oneByte(ByteBuffer hello) {
    return hello.hasRemaining() ? hello.get() & 0xff : -1;
  }

  private static int twoBytes(ByteBuffer hello) {
    return hello.remaining() >= 2 ? hello.getShort() & 0xffff : -1;
  }
}
