package kube.controlplane.apiserver.openapi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes one message of the protobuf wire format, field by field.
final class MessageWriter {

  private static final int VARINT = 0;
  private static final int BYTES = 2;

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  MessageWriter text(int number, String text) {
    if (!text.isEmpty()) bytes(number, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  MessageWriter flag(int number, boolean flag) {
    if (flag) {
      varint((number << 3) | VARINT);
      varint(1);
    }
    return this;
  }

  /// A message in the message; it is written even when it is empty, because that it is there counts.
  MessageWriter message(int number, MessageWriter message) {
    bytes(number, message.written.toByteArray());
    return this;
  }

  byte[] toBytes() {
    return written.toByteArray();
  }

  private void bytes(int number, byte[] bytes) {
    varint((number << 3) | BYTES);
    varint(bytes.length);
    written.writeBytes(bytes);
  }

  private void varint(int value) {
    int rest = value;
    while (rest > 0x7f) {
      written.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    written.write(rest);
  }
}
