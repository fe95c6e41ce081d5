package grader.worker;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A buffer that grows while a frame is written, and refuses to grow beyond a frame's size.
final class Bytes {
  private ByteBuffer buffer = ByteBuffer.allocate(256);

  void put(int oneByte) {
    room(1).put((byte) oneByte);
  }

  void putInt(int number) {
    room(4).putInt(number);
  }

  void putLong(long number) {
    room(8).putLong(number);
  }

  void putBytes(byte[] bytes) {
    putInt(bytes.length);
    room(bytes.length).put(bytes);
  }

  void putText(String text) {
    putBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] toArray() {
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() >= bytes) return buffer;
    long wanted = buffer.position() + (long) bytes;
    if (wanted > Wire.MAX_FRAME_BYTES) {
      throw new BadAnswer("What should be sent is larger than 4 MB.");
    }
    int size = (int) Math.min(Wire.MAX_FRAME_BYTES, Math.max(wanted, buffer.capacity() * 2L));
    buffer = ByteBuffer.allocate(size).put(buffer.flip());
    return buffer;
  }
}
