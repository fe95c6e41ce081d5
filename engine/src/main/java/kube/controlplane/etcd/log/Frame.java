package kube.controlplane.etcd.log;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/// What reaches the disk in one go: a number, a length, a checksum over all, and entries.
///
/// A frame is synced before the next is begun. So at most the last one can be half there, and a
/// broken frame with a good one behind it can only be damage.
///
/// @param number counts frames from 1 without gaps, through all files of the log
@SuppressWarnings("ArrayRecordComponent") // Bytes of the disk.
record Frame(long number, byte[] payload) {

  private static final int MAGIC = 0x4b494f31; // KIO1
  private static final int HEAD = 4 + 8 + 4 + 4;

  byte[] toBytes() {
    return ByteBuffer.allocate(HEAD + payload.length).putInt(MAGIC).putLong(number)
        .putInt(payload.length).putInt(checksum(number, payload, 0, payload.length)).put(payload)
        .array();
  }

  int length() {
    return HEAD + payload.length;
  }

  /// The frame that begins at this place; empty when there is none, or not a whole one.
  static Optional<Frame> at(byte[] file, int at) {
    if (file.length - at < HEAD) return Optional.empty();
    ByteBuffer head = ByteBuffer.wrap(file, at, HEAD);
    if (head.getInt() != MAGIC) return Optional.empty();
    long number = head.getLong();
    int length = head.getInt();
    int checksum = head.getInt();
    int from = at + HEAD;
    if (length < 0 || length > file.length - from) return Optional.empty();
    if (checksum != checksum(number, file, from, length)) return Optional.empty();
    return Optional.of(new Frame(number, Arrays.copyOfRange(file, from, from + length)));
  }

  /// Whether a good frame begins anywhere at or behind this place.
  static boolean isAnyBehind(byte[] file, int from) {
    for (int at = from; at <= file.length - HEAD; at++) {
      if (at(file, at).isPresent()) return true;
    }
    return false;
  }

  private static int checksum(long number, byte[] bytes, int from, int length) {
    CRC32C sum = new CRC32C();
    sum.update(ByteBuffer.allocate(12).putLong(number).putInt(length).flip());
    sum.update(bytes, from, length);
    return (int) sum.getValue();
  }
}
